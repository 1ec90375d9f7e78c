using System.Globalization;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Sources.Insights;

/// <summary>
/// Hands the file of a run to the import. It counts at once, without anybody being asked, unless it would take away a good part of the rows: then it waits for an
/// admin's word, as a file of the folder would.
/// </summary>
public sealed class InsightsHandover(BotDb db, ImportPipeline pipeline, DryRunner dryRuns)
{
    // Details of a file that is not used, beside those of its rejection.
    public const string NoRows = "NoRows";
    public const string InBetween = "InBetween";

    /// <summary>Of an import between whose staging and applying others are applied.</summary>
    private const int MostTries = 3;

    /// <summary>Whether an import of this scope has changed what counts.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Imports of this scope about which an admin has to decide.</summary>
    public ICollection<Guid> Held { get; } = [];

    /// <param name="folder">With the one file.</param>
    /// <param name="asOf">When the service ran the report.</param>
    /// <returns>The rows that are used; or why the file is not.</returns>
    public async Task<(int Rows, InsightsFault? Fault)> TakeAsync(string folder, FileKind kind, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var reading = EvidenceFolder.Read(folder);
        if (reading.Files is not [{ } file])
            return (0, new InsightsFault(InsightsTrouble.FileRejected));
        if (file.Rejection is { } rejection)
            return (0, OfRejection(rejection));
        if (file.HasNoRows && await CountAsync(kind, cancellationToken) > 0)
            return (0, new InsightsFault(InsightsTrouble.FileRejected, Detail: NoRows));

        await DiscardWaitingAsync(kind, cancellationToken);
        for (var left = MostTries; left > 0; left--)
        {
            var run = await pipeline.StageAsync(reading, EvidenceSource.Insights, by: null, cancellationToken);
            if (run.State == ImportState.Staging && await TakesMuchAsync(run.Id, reading, cancellationToken) is { } dryRun)
                return (0, await HoldAsync(run.Id, reading, dryRun, cancellationToken));
            if (run.State == ImportState.Staging && !await pipeline.ApplyAsync(run.Id, by: null, cancellationToken))
            {
                await pipeline.DiscardAsync(run.Id, by: null, cancellationToken); // another import came in between
                continue;
            }

            HasChanged |= run.State == ImportState.Staging;
            await pipeline.ReportAsync(run.Id, reading, cancellationToken);
            await MarkAsync(kind, file.Sha256!, asOf, cancellationToken);
            return (file.Rows - file.Skipped.Length, null);
        }

        return (0, new InsightsFault(InsightsTrouble.FileRejected, Detail: InBetween));
    }

    /// <summary>Whether a file of this kind still waits for an admin's word.</summary>
    public Task<bool> WaitsAsync(FileKind kind, CancellationToken cancellationToken) => Waiting(kind).AnyAsync(cancellationToken);

    private async Task<DryRun?> TakesMuchAsync(Guid run, EvidenceReading reading, CancellationToken cancellationToken)
    {
        var dryRun = new DryRun(await dryRuns.FilesAsync(run, reading, cancellationToken), [], []);
        return dryRun.TakesMuch ? dryRun : null;
    }

    private async Task<InsightsFault> HoldAsync(Guid run, EvidenceReading reading, DryRun dryRun, CancellationToken cancellationToken)
    {
        var (with, effects) = await dryRuns.EffectAsync(run, cancellationToken);
        await pipeline.ReportAsync(run, reading, with, cancellationToken);
        await pipeline.WaitAsync(run, dryRun with { Effects = effects }, cancellationToken);
        Held.Add(run);
        var diff = dryRun.Files[0].Diff!;
        return new InsightsFault(InsightsTrouble.Held, Detail: string.Create(CultureInfo.InvariantCulture, $"{diff.Gone}/{diff.Same + diff.Changed + diff.Gone}"));
    }

    /// <summary>Rows of what counts.</summary>
    private Task<int> CountAsync(FileKind kind, CancellationToken cancellationToken)
    {
        var name = $"{kind}";
        return db.Snapshots.Where(row => row.Kind == name && row.State == SnapshotState.Present).SumAsync(row => row.Rows, cancellationToken);
    }

    /// <summary>A newer file takes the place of one about which nobody has decided.</summary>
    private async Task DiscardWaitingAsync(FileKind kind, CancellationToken cancellationToken)
    {
        foreach (var run in await Waiting(kind).ToListAsync(cancellationToken))
            await pipeline.DiscardAsync(run, by: null, cancellationToken);
    }

    private IQueryable<Guid> Waiting(FileKind kind)
    {
        var name = $"{kind}";
        return db.ImportRuns
            .Where(run => run.Source == EvidenceSource.Insights && run.State == ImportState.Waiting
                && db.Snapshots.Any(snapshot => snapshot.RunId == run.Id && snapshot.Kind == name))
            .Select(run => run.Id);
    }

    /// <summary>The service says the same as what counts, so that this is as of its last run, whichever source brought it.</summary>
    private Task<int> MarkAsync(FileKind kind, string sha256, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var name = $"{kind}";
        return db.Snapshots
            .Where(row => row.Kind == name && row.State == SnapshotState.Present && row.Sha256 == sha256)
            .ExecuteUpdateAsync(row => row.SetProperty(snapshot => snapshot.AsOf, asOf), cancellationToken);
    }

    private static InsightsFault OfRejection(Rejection rejection) => rejection.Reason == RejectionReason.MissingColumn
        ? new InsightsFault(InsightsTrouble.ColumnMissing, rejection.Column)
        : new InsightsFault(InsightsTrouble.FileRejected, string.Create(CultureInfo.InvariantCulture, $"{rejection.Reason}|{rejection.Column}|{rejection.Line}"));
}
