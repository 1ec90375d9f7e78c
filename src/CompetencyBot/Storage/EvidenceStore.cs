using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Storage;

/// <summary>
/// Writes contents of evidence beside the ones that count, and makes them the ones that count. Writing takes its time, in steps that let others write between;
/// what counts changes in one small transaction, for all kinds of an import together or not at all.
/// </summary>
public sealed class EvidenceStore(BotDb db, WriteTurn line, TimeProvider clock)
{
    private const int RowsAtOnce = 2_000;

    /// <summary>The contents that count, by kind.</summary>
    public Task<Dictionary<string, EvidenceSnapshot>> PresentAsync(CancellationToken cancellationToken) =>
        db.Snapshots.AsNoTracking().Where(row => row.State == SnapshotState.Present).ToDictionaryAsync(row => row.Kind, cancellationToken);

    /// <summary>Writes the rows of one file; nothing counts differently yet.</summary>
    /// <param name="run">That is saved already; its rows so far are counted up.</param>
    /// <param name="present">What counts of the kind now; null = nothing.</param>
    public async Task StageAsync(ImportRun run, FileReading file, EvidenceRecords records, EvidenceSnapshot? present, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(records);
        var now = clock.GetUtcNow();
        var isSame = present?.Sha256 == file.Sha256; // read anew by a newer reader
        var snapshot = new EvidenceSnapshot
        {
            Kind = file.Kind.ToString(),
            RunId = run.Id,
            Source = run.Source,
            Name = file.Name,
            Sha256 = file.Sha256!,
            ReaderVersion = EvidenceFolder.ReaderVersion,
            ImportedAt = isSame ? present!.ImportedAt : now,
            AsOf = isSame ? present!.AsOf : now,
            Rows = RowsOf(file.Kind, records),
            AssociationsKnown = file.Kind == FileKind.People && records.AssociationsKnown,
            State = SnapshotState.Staged,
            Replaces = present?.Id,
        };
        db.Snapshots.Add(snapshot);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        await WriteRowsAsync(run, file.Kind, records, snapshot.Id, cancellationToken);
    }

    /// <summary>Makes what a run has staged the contents that count; what counted before is kept for an undo.</summary>
    /// <returns>False when another import came in between, or somebody else has decided: nothing was changed.</returns>
    public async Task<bool> ApplyAsync(Guid runId, string? by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.ImportRuns
            .Where(run => run.Id == runId && (run.State == ImportState.Staging || run.State == ImportState.Waiting))
            .ExecuteUpdateAsync(
                run => run.SetProperty(r => r.State, ImportState.Applied).SetProperty(r => r.AppliedAt, now).SetProperty(r => r.DecidedBy, by),
                cancellationToken) != 1)
            return false;

        foreach (var snapshot in await SnapshotsOf(runId, SnapshotState.Staged).ToListAsync(cancellationToken))
        {
            await MoveAsync(db.Snapshots.Where(row => row.Kind == snapshot.Kind && row.State == SnapshotState.Replaced), SnapshotState.Dead, cancellationToken);
            var present = db.Snapshots.Where(row => row.Kind == snapshot.Kind && row.State == SnapshotState.Present);
            var isAsStaged = snapshot.Replaces is { } before
                ? await present.Where(row => row.Id == before).ExecuteUpdateAsync(
                    row => row.SetProperty(r => r.State, SnapshotState.Replaced).SetProperty(r => r.ReplacedAt, now), cancellationToken) == 1
                : !await present.AnyAsync(cancellationToken);
            if (!isAsStaged)
                return false;
            await MoveAsync(db.Snapshots.Where(row => row.Id == snapshot.Id), SnapshotState.Present, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Brings back what a run replaced, as long as nothing newer of its kinds was applied.</summary>
    /// <returns>False when it is too late, or somebody else was faster: nothing was changed.</returns>
    public async Task<bool> UndoAsync(Guid runId, string by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.ImportRuns
            .Where(run => run.Id == runId && run.State == ImportState.Applied && run.Changed)
            .ExecuteUpdateAsync(
                run => run.SetProperty(r => r.State, ImportState.Undone).SetProperty(r => r.UndoneAt, now).SetProperty(r => r.DecidedBy, by),
                cancellationToken) != 1)
            return false;

        foreach (var snapshot in await db.Snapshots.AsNoTracking().Where(row => row.RunId == runId).ToListAsync(cancellationToken))
            if (await MoveAsync(db.Snapshots.Where(row => row.Id == snapshot.Id && row.State == SnapshotState.Present), SnapshotState.Dead, cancellationToken) != 1
                || (snapshot.Replaces is { } before
                    && await MoveAsync(db.Snapshots.Where(row => row.Id == before && row.State == SnapshotState.Replaced), SnapshotState.Present, cancellationToken) != 1))
                return false;

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Ends a run that was not applied; its rows are deleted by and by.</summary>
    /// <returns>False when somebody else has decided.</returns>
    public async Task<bool> DropAsync(Guid runId, ImportState end, string? by, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.ImportRuns
            .Where(run => run.Id == runId && (run.State == ImportState.Staging || run.State == ImportState.Waiting))
            .ExecuteUpdateAsync(run => run.SetProperty(r => r.State, end).SetProperty(r => r.DecidedBy, by), cancellationToken) != 1)
            return false;
        await MoveAsync(SnapshotsOf(runId, SnapshotState.Staged), SnapshotState.Dead, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>How many rows of a kind there are to write.</summary>
    public static int RowsOf(FileKind kind, EvidenceRecords records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return kind switch
        {
            FileKind.People => records.People.Length,
            FileKind.TrainingCompletions => records.Training.Length,
            FileKind.CompetencyPerformanceRequirement => records.Performance.Length,
            FileKind.CompetencySummaryHistory => records.History.Length,
            FileKind.Membership => records.Memberships.Length,
            FileKind.CapabilityMetrics => records.Capabilities.Length,
            _ => throw new InvalidOperationException($"No rows for {kind}."),
        };
    }

    private IQueryable<EvidenceSnapshot> SnapshotsOf(Guid runId, SnapshotState state) =>
        db.Snapshots.AsNoTracking().Where(row => row.RunId == runId && row.State == state);

    private static Task<int> MoveAsync(IQueryable<EvidenceSnapshot> snapshots, SnapshotState state, CancellationToken cancellationToken) =>
        snapshots.ExecuteUpdateAsync(row => row.SetProperty(r => r.State, state), cancellationToken);

    private Task WriteRowsAsync(ImportRun run, FileKind kind, EvidenceRecords records, long snapshot, CancellationToken cancellationToken) => kind switch
    {
        FileKind.People => WriteAsync(run, db.People, records.People, snapshot, cancellationToken),
        FileKind.TrainingCompletions => WriteAsync(run, db.Training, records.Training, snapshot, cancellationToken),
        FileKind.CompetencyPerformanceRequirement => WriteAsync(run, db.Performance, records.Performance, snapshot, cancellationToken),
        FileKind.CompetencySummaryHistory => WriteAsync(run, db.History, records.History, snapshot, cancellationToken),
        FileKind.Membership => WriteAsync(run, db.Memberships, records.Memberships, snapshot, cancellationToken),
        FileKind.CapabilityMetrics => WriteAsync(run, db.Capabilities, records.Capabilities, snapshot, cancellationToken),
        _ => throw new InvalidOperationException($"No table for {kind}."),
    };

    private async Task WriteAsync<TRecord>(
        ImportRun run, DbSet<TRecord> table, IReadOnlyCollection<TRecord> rows, long snapshot, CancellationToken cancellationToken)
        where TRecord : class
    {
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            foreach (var row in chunk)
                table.Add(row).Property(BotDb.SnapshotId).CurrentValue = snapshot;
            run.RowsSoFar += chunk.Length;
            await line.BeginAsync(cancellationToken);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                await db.ImportRuns.Where(row => row.Id == run.Id).ExecuteUpdateAsync(row => row.SetProperty(r => r.RowsSoFar, run.RowsSoFar), cancellationToken);
            }
            finally
            {
                line.End();
            }

            db.ChangeTracker.Clear();
        }
    }
}
