using System.Globalization;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Sources.Insights;

/// <summary>
/// Hands the file of a run to the import. It counts at once, without anybody being asked, unless it would take away a good part of the rows: then it waits for an
/// admin's word, as a file of the folder would.
/// </summary>
public sealed class InsightsHandover(BotDb db, ImportPipeline pipeline, DryRunner dryRuns, TimeProvider clock)
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

    /// <summary>
    /// A file is looked at once, as those of the import folder are: when an admin refused it, its import was undone, or something newer came from elsewhere, the same
    /// does not come back with the next report.
    /// </summary>
    /// <param name="folder">With the one file.</param>
    /// <param name="asOf">When the service ran the report.</param>
    /// <returns>The rows that are used, null when what counts is something else; or why the file is not.</returns>
    public async Task<(int? Rows, InsightsFault? Fault)> TakeAsync(string folder, FileKind kind, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        for (var left = MostTries; left > 0; left--)
        {
            var reading = await pipeline.WithoutErasedAsync(EvidenceFolder.Read(folder), cancellationToken);
            if (await WhyNotAsync(reading, kind, cancellationToken) is { } refusal)
                return (null, refusal);
            var (file, seen) = (reading.Files[0], await SeenAsync(kind, cancellationToken));
            if (seen != file.Sha256)
                await DiscardWaitingAsync(kind, cancellationToken);
            var run = await pipeline.StageAsync(
                reading, EvidenceSource.Insights, by: null, cancellationToken, (_, present) => present?.Sha256 == file.Sha256 || seen != file.Sha256);
            reading = reading with { Records = EvidenceRecords.Empty }; // the rows are in the database, and there may be many
            if (run.State == ImportState.Staging && await TakesMuchAsync(run.Id, reading, cancellationToken) is { } dryRun)
                return (null, await HoldAsync(run.Id, reading, dryRun, asOf, cancellationToken));
            if (run.State == ImportState.Staging && !await pipeline.ApplyAsync(run.Id, by: null, cancellationToken))
            {
                await pipeline.DiscardAsync(run.Id, by: null, cancellationToken); // another import came in between
                continue;
            }

            HasChanged |= run.State == ImportState.Staging;
            await pipeline.ReportAsync(run.Id, reading, cancellationToken);
            await RememberAsync(kind, file.Sha256!, cancellationToken);
            return (await DateAsync(kind, file.Sha256!, asOf, cancellationToken) ? file.Rows - file.Skipped.Length : null, null);
        }

        return (null, new InsightsFault(InsightsTrouble.FileRejected, Detail: InBetween));
    }

    /// <summary>Whether a file of this kind still waits for an admin's word.</summary>
    public Task<bool> WaitsAsync(FileKind kind, CancellationToken cancellationToken) => Waiting(kind).AnyAsync(cancellationToken);

    /// <returns>What counts of this kind, if it is the file that came last; else null.</returns>
    public Task<EvidenceSnapshot?> FindTakenAsync(FileKind kind, CancellationToken cancellationToken)
    {
        var (name, mark) = ($"{kind}", FolderMark.OfInsights(kind.ToString()));
        return db.Snapshots.AsNoTracking().FirstOrDefaultAsync(
            row => row.Kind == name && row.State == SnapshotState.Present && row.Source == EvidenceSource.Insights
                && db.FolderMarks.Any(seen => seen.Kind == mark && seen.Sha256 == row.Sha256),
            cancellationToken);
    }

    private async Task<InsightsFault?> WhyNotAsync(EvidenceReading reading, FileKind kind, CancellationToken cancellationToken)
    {
        if (reading.Files is not [{ } file])
            return new InsightsFault(InsightsTrouble.FileRejected);
        if (file.Rejection is { } rejection)
            return OfRejection(rejection);
        return file.HasNoRows && await CountAsync(kind, cancellationToken) > 0 ? new InsightsFault(InsightsTrouble.FileRejected, Detail: NoRows) : null;
    }

    private async Task<DryRun?> TakesMuchAsync(Guid run, EvidenceReading reading, CancellationToken cancellationToken)
    {
        var dryRun = new DryRun(await dryRuns.FilesAsync(run, reading, cancellationToken), [], []);
        return dryRun.TakesMuch ? dryRun : null;
    }

    private async Task<InsightsFault> HoldAsync(Guid run, EvidenceReading reading, DryRun dryRun, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var (with, effects) = await dryRuns.EffectAsync(run, cancellationToken);
        await pipeline.ReportAsync(run, reading, with, cancellationToken);
        await db.Snapshots.Where(row => row.RunId == run).ExecuteUpdateAsync(row => row.SetProperty(snapshot => snapshot.AsOf, asOf), cancellationToken);
        await RememberAsync(reading.Files[0].Kind, reading.Files[0].Sha256!, cancellationToken);
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

    /// <returns>Digest of the file that was taken or shown to the admins last; null = none was.</returns>
    private Task<string?> SeenAsync(FileKind kind, CancellationToken cancellationToken)
    {
        var mark = FolderMark.OfInsights(kind.ToString());
        return db.FolderMarks.Where(row => row.Kind == mark).Select(row => (string?)row.Sha256).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task RememberAsync(FileKind kind, string sha256, CancellationToken cancellationToken)
    {
        var (mark, now) = (FolderMark.OfInsights(kind.ToString()), clock.GetUtcNow());
        if (await db.FolderMarks.Where(row => row.Kind == mark).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.Sha256, sha256).SetProperty(r => r.At, now), cancellationToken) > 0)
            return;
        db.FolderMarks.Add(new FolderMark { Kind = mark, Sha256 = sha256, At = now });
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>Where the service says the same as what counts, this is as of its last run, whichever source brought it.</summary>
    /// <returns>Whether it does.</returns>
    private async Task<bool> DateAsync(FileKind kind, string sha256, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var name = $"{kind}";
        return await db.Snapshots
            .Where(row => row.Kind == name && row.State == SnapshotState.Present && row.Sha256 == sha256)
            .ExecuteUpdateAsync(row => row.SetProperty(snapshot => snapshot.AsOf, asOf), cancellationToken) > 0;
    }

    private static InsightsFault OfRejection(Rejection rejection) => rejection.Reason == RejectionReason.MissingColumn
        ? new InsightsFault(InsightsTrouble.ColumnMissing, rejection.Column)
        : new InsightsFault(InsightsTrouble.FileRejected, string.Create(CultureInfo.InvariantCulture, $"{rejection.Reason}|{rejection.Column}|{rejection.Line}"));
}
