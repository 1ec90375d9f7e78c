using System.Globalization;
using CompetencyBot.Storage;

namespace CompetencyBot.Sources.Insights;

/// <summary>
/// One step with one dataset: a report is ordered, or looked for, fetched and handed to the import. What goes wrong is written on the dataset's row; the evidence
/// that counts stays as it is.
/// </summary>
public sealed partial class InsightsRound(
    InsightsClient client, InsightsDownload download, InsightsHandover handover, TimeProvider clock, ILogger<InsightsRound> logger)
{
    private const string Completed = "Completed";

    private IReadOnlyList<OfferedDataset>? _offered;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <returns>Null when it went as it should.</returns>
    public async Task<InsightsFault?> StepAsync(InsightsDataset row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        var kind = Enum.Parse<FileKind>(row.Kind);
        var fault = await TryAsync(row, kind, cancellationToken);
        if (fault is not null)
            Note(row, fault);
        return fault;
    }

    /// <summary>The row says what is wrong, since when, and when it is tried again.</summary>
    public void Note(InsightsDataset row, InsightsFault fault)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(fault);
        var (now, word) = (Now, $"{fault.Trouble}");
        if (row.Problem != word || row.Detail != fault.Detail || row.ProblemSince is null)
            (row.Problem, row.Detail, row.ProblemSince) = (word, fault.Detail, now);
        row.NextAt = now + InsightsPace.WaitOf(fault);
        var isStillOrdered = row.Step == InsightsStep.Ordered && IsWorthWaiting(row, fault.Trouble, now);
        row.Step = isStillOrdered ? InsightsStep.Ordered : InsightsStep.Stuck;
    }

    /// <summary>All is well until the dataset's time comes again, counted from the last order.</summary>
    public void Rest(InsightsDataset row)
    {
        ArgumentNullException.ThrowIfNull(row);
        Clear(row);
        (row.Step, row.ReportId) = (InsightsStep.Idle, null);
        row.NextAt = (row.OrderedAt ?? Now) + TimeSpan.FromHours(row.IntervalHours ?? DatasetPlan.UsualInterval.TotalHours);
    }

    /// <summary>What goes wrong with one dataset leaves the others alone.</summary>
    private async Task<InsightsFault?> TryAsync(InsightsDataset row, FileKind kind, CancellationToken cancellationToken)
    {
        try
        {
            return row.Step == InsightsStep.Ordered ? await LookAsync(row, kind, cancellationToken) : await OrderAsync(row, kind, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, kind, failure.GetType().Name, failure.StackTrace); // its words could hold a link
            return new InsightsFault(InsightsTrouble.Failed);
        }
    }

    private async Task<InsightsFault?> OrderAsync(InsightsDataset row, FileKind kind, CancellationToken cancellationToken)
    {
        if (_offered is null && await client.DatasetsAsync(cancellationToken) is var answer && (_offered = answer.Value) is null)
            return answer.Fault;
        var plan = DatasetPlan.Of(kind, _offered);
        if (plan.Value is not { } wanted)
            return plan.Fault;
        var query = await client.QueryAsync($"CompetencyBot {wanted.Name}", wanted.Query, cancellationToken);
        if (query.Value is not { } queryId)
            return query.Fault;
        var report = await client.AddReportAsync($"CompetencyBot {wanted.Name}", queryId, cancellationToken);
        if (report.Value is not { } reportId)
            return report.Fault;

        if (row.QueryId is { } former && former != queryId)
            await client.DeleteQueryAsync(former, cancellationToken);
        (row.Name, row.QueryId, row.ReportId, row.IntervalHours) = (wanted.Name, queryId, reportId, (int)wanted.Interval.TotalHours);
        (row.Step, row.OrderedAt, row.NextAt) = (InsightsStep.Ordered, Now, Now + InsightsPace.FirstLook);
        return null;
    }

    private async Task<InsightsFault?> LookAsync(InsightsDataset row, FileKind kind, CancellationToken cancellationToken)
    {
        var answer = await client.RunAsync(row.ReportId!, Completed, cancellationToken);
        if (answer.Fault is { Trouble: InsightsTrouble.NotFound })
            return await WaitAsync(row, cancellationToken);
        if (answer.Value is not { } envelope)
            return answer.Fault;
        if (envelope.DataRedacted == true)
            return new InsightsFault(InsightsTrouble.Redacted); // masked addresses match nobody: everybody would lose their exams
        return envelope.Value?.FirstOrDefault(run => run.Status == Completed) is { } finished
            ? await FetchAsync(row, kind, finished, cancellationToken)
            : await WaitAsync(row, cancellationToken);
    }

    /// <summary>There is no run that has ended well; perhaps one that never will.</summary>
    private async Task<InsightsFault?> WaitAsync(InsightsDataset row, CancellationToken cancellationToken)
    {
        foreach (var (status, trouble) in new[] { ("Paused", InsightsTrouble.Paused), ("Failed", InsightsTrouble.RunFailed) })
            if ((await client.RunAsync(row.ReportId!, status, cancellationToken)).Value is { Value: [{ } run, ..] } && run.Status == status)
                return new InsightsFault(trouble);
        var since = Now - row.OrderedAt!.Value;
        if (since >= InsightsPace.LongestRun)
            return new InsightsFault(InsightsTrouble.Overdue);
        Clear(row);
        row.NextAt = Now + InsightsPace.NextLook(since);
        return null;
    }

    private async Task<InsightsFault?> FetchAsync(InsightsDataset row, FileKind kind, ReportRun run, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("competency-bot-");
        try
        {
            var ending = "TSV".Equals(run.Format, StringComparison.OrdinalIgnoreCase) ? ".tsv" : ".csv";
            var path = Path.Combine(folder.FullName, FileKinds.StemOf(kind) + ending);
            if (await download.FetchAsync(run.Link, path, cancellationToken) is { } fault)
                return fault;
            var asOf = DateTimeOffset.TryParse(run.GeneratedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : row.OrderedAt!.Value;
            var (rows, refused) = await handover.TakeAsync(folder.FullName, kind, asOf, cancellationToken);
            if (refused is not null)
                return refused;
            if (rows is { } used)
                (row.Rows, row.CompletedAt) = (used, asOf);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Rest(row);
        return null;
    }

    /// <summary>Whether the report that was ordered may still come, so that no other is.</summary>
    private static bool IsWorthWaiting(InsightsDataset row, InsightsTrouble trouble, DateTimeOffset now) => trouble switch
    {
        InsightsTrouble.LinkExpired => now - row.ProblemSince < InsightsPace.GraceOf(trouble),
        InsightsTrouble.Throttled or InsightsTrouble.NotReached or InsightsTrouble.Paused => now - row.OrderedAt < InsightsPace.LongestRun,
        _ => false,
    };

    private static void Clear(InsightsDataset row) => (row.Problem, row.Detail, row.ProblemSince) = (null, null, null);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The step with the dataset {Kind} failed: {Failure}\n{Trace}")]
        public static partial void Failed(ILogger logger, FileKind kind, string failure, string? trace);
    }
}
