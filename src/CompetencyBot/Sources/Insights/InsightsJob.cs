using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;
using Quartz;

namespace CompetencyBot.Sources.Insights;

/// <summary>
/// Goes one step on with each dataset of Partner Center Insights that is due: orders a report when the dataset's time has come, looks for one that was ordered, and
/// takes over what has arrived. A run that is due for nothing asks the database and ends.
/// </summary>
[DisallowConcurrentExecution]
public sealed class InsightsJob(
    InsightsBook book, InsightsRound round, InsightsHandover handover, InsightsVault vault, InsightsNotice notice, IOptions<PartnerCenterOptions> options) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!options.Value.IsSet || await vault.FindAsync(cancellationToken) is null)
            return; // nobody has connected it: there is nothing to be told either

        var rows = await book.ReadAsync(cancellationToken);
        var arrived = new List<InsightsDataset>();
        foreach (var row in rows)
            if (await StepAsync(row, rows, cancellationToken))
                arrived.Add(row);
        if (handover.HasChanged)
            await JobReport.EvidenceChangedAsync(context, cancellationToken);
        foreach (var run in handover.Held)
            await JobReport.AdminsHaveToDecideAsync(context, run, cancellationToken);
        await notice.TellAsync(rows, arrived, round.Now, cancellationToken);
    }

    /// <returns>Whether its file was taken over.</returns>
    private async Task<bool> StepAsync(InsightsDataset row, IReadOnlyList<InsightsDataset> all, CancellationToken cancellationToken)
    {
        if (await WaitsAsync(row, cancellationToken) || row.NextAt > round.Now)
            return false;
        var before = row.CompletedAt;
        var fault = await round.StepAsync(row, cancellationToken);
        var saved = await book.SaveAsync(row, cancellationToken);
        if (fault is not null && InsightsPace.IsOfAll(fault.Trouble))
            foreach (var other in all.Where(other => other != row && other.NextAt <= round.Now && !IsHeld(other))) // it would go the same way with them
            {
                round.Note(other, fault);
                await book.SaveAsync(other, cancellationToken);
            }

        return saved && fault is null && row.Step == InsightsStep.Idle && row.CompletedAt != before;
    }

    /// <summary>Whether its file waits for an admin's word, so that no other is ordered. After it the dataset's time comes as ever.</summary>
    private async Task<bool> WaitsAsync(InsightsDataset row, CancellationToken cancellationToken)
    {
        if (!IsHeld(row))
            return false;
        var kind = Enum.Parse<FileKind>(row.Kind);
        if (await handover.WaitsAsync(kind, cancellationToken))
            return true;
        if (await handover.FindTakenAsync(kind, cancellationToken) is { } taken)
            (row.Rows, row.CompletedAt) = (taken.Rows, taken.AsOf);
        round.Rest(row);
        await book.SaveAsync(row, cancellationToken);
        return false;
    }

    private static bool IsHeld(InsightsDataset row) => row.Problem == $"{InsightsTrouble.Held}";
}
