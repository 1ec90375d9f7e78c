using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Runtime.InteropServices;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Storage;

/// <summary>
/// Writes contents of evidence beside the ones that count, and makes them the ones that count. Writing takes its time, in steps that let others write between;
/// what counts changes in one small transaction, for all kinds of an import together or not at all.
/// </summary>
public sealed class EvidenceStore(BotDb db, WriteTurn line, AuditLog audit, TimeProvider clock)
{
    private const int RowsAtOnce = 2_000;

    /// <summary>All but what was staged and never came to count, such as what was the same as what counted by then.</summary>
    public static Expression<Func<EvidenceSnapshot, bool>> WasApplied { get; } = row =>
        row.State == SnapshotState.Present || row.State == SnapshotState.Replaced || (row.State == SnapshotState.Dead && row.ReplacedAt != null);

    /// <summary>The contents that count, by kind.</summary>
    public Task<Dictionary<string, EvidenceSnapshot>> PresentAsync(CancellationToken cancellationToken) =>
        db.Snapshots.AsNoTracking().Where(row => row.State == SnapshotState.Present).ToDictionaryAsync(row => row.Kind, cancellationToken);

    /// <summary>What counts of a kind is known to be what its source says at a later time.</summary>
    public Task FreshenAsync(EvidenceSnapshot present, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(present);
        present.AsOf = asOf;
        return db.Snapshots.Where(row => row.Id == present.Id).ExecuteUpdateAsync(row => row.SetProperty(r => r.AsOf, asOf), cancellationToken);
    }

    /// <summary>Writes the rows of one file; nothing counts differently yet.</summary>
    /// <param name="run">That is saved already; its rows so far are counted up.</param>
    /// <param name="present">What counts of the kind now; null = nothing.</param>
    /// <param name="progress">Told after each step how many rows are written; null = nobody asks.</param>
    public async Task StageAsync(
        ImportRun run, FileReading file, EvidenceRecords records, EvidenceSnapshot? present, CancellationToken cancellationToken, Func<ImportRun, Task>? progress = null)
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
        await WriteRowsAsync(new Writing(run, snapshot.Id, progress), file.Kind, records, cancellationToken);
    }

    /// <summary>
    /// Puts what a run has staged against what counts now, where another import came in between. What is the same as what counts by now is of no use any more.
    /// </summary>
    public async Task RebaseAsync(Guid runId, CancellationToken cancellationToken)
    {
        var present = await PresentAsync(cancellationToken);
        foreach (var snapshot in await SnapshotsOf(runId, SnapshotState.Staged).ToListAsync(cancellationToken))
        {
            var before = present.GetValueOrDefault(snapshot.Kind);
            var isSame = before?.Sha256 == snapshot.Sha256 && before.ReaderVersion >= snapshot.ReaderVersion;
            var (id, state) = (before?.Id, isSame ? SnapshotState.Dead : SnapshotState.Staged);
            await db.Snapshots.Where(row => row.Id == snapshot.Id && row.State == SnapshotState.Staged).ExecuteUpdateAsync(
                row => row.SetProperty(r => r.Replaces, id).SetProperty(r => r.State, state), cancellationToken);
            if (isSame)
                await db.ImportRuns.Where(run => run.Id == runId).ExecuteUpdateAsync(
                    run => run.SetProperty(r => r.RowsInAll, r => r.RowsInAll - snapshot.Rows).SetProperty(r => r.RowsSoFar, r => r.RowsSoFar - snapshot.Rows), cancellationToken);
        }
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

        await NoteAsync(runId, by, AuditActions.ImportApplied, cancellationToken);
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

        var contents = await db.Snapshots.AsNoTracking().Where(WasApplied).Where(row => row.RunId == runId).ToListAsync(cancellationToken);
        if (contents.Sum(content => content.Rows) != await db.ImportRuns.Where(run => run.Id == runId).Select(run => run.RowsInAll).FirstAsync(cancellationToken))
            return false; // of one of its kinds something newer counted long ago
        foreach (var snapshot in contents)
            if (await MoveAsync(db.Snapshots.Where(row => row.Id == snapshot.Id && row.State == SnapshotState.Present), SnapshotState.Dead, cancellationToken) != 1
                || (snapshot.Replaces is { } before
                    && await MoveAsync(db.Snapshots.Where(row => row.Id == before && row.State == SnapshotState.Replaced), SnapshotState.Present, cancellationToken) != 1))
                return false;

        await NoteAsync(runId, by, AuditActions.ImportUndone, cancellationToken);
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
        await NoteAsync(runId, by, AuditActions.ImportDiscarded, cancellationToken);
        await MoveAsync(SnapshotsOf(runId, SnapshotState.Staged), SnapshotState.Dead, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>What the bot does by itself stands in the record of imports alone.</summary>
    private async Task NoteAsync(Guid runId, string? by, string action, CancellationToken cancellationToken)
    {
        if (by is null)
            return;
        var names = await db.Snapshots.Where(row => row.RunId == runId).OrderBy(row => row.Id).Select(row => row.Name).ToListAsync(cancellationToken);
        audit.Add(by, action, string.Join(", ", names));
        await db.SaveChangesAsync(cancellationToken);
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

    private Task WriteRowsAsync(Writing to, FileKind kind, EvidenceRecords records, CancellationToken cancellationToken) => kind switch
    {
        FileKind.People => WriteAsync(to, records.People, cancellationToken),
        FileKind.TrainingCompletions => WriteAsync(to, records.Training, cancellationToken),
        FileKind.CompetencyPerformanceRequirement => WriteAsync(to, records.Performance, cancellationToken),
        FileKind.CompetencySummaryHistory => WriteAsync(to, records.History, cancellationToken),
        FileKind.Membership => WriteAsync(to, records.Memberships, cancellationToken),
        FileKind.CapabilityMetrics => WriteAsync(to, records.Capabilities, cancellationToken),
        _ => throw new InvalidOperationException($"No table for {kind}."),
    };

    /// <summary>In short transactions, since on SQLite nobody else writes meanwhile; each says how far the run is.</summary>
    private async Task WriteAsync<TRecord>(Writing to, ImmutableArray<TRecord> rows, CancellationToken cancellationToken)
        where TRecord : class
    {
        var run = to.Run;
        var shape = RowShape.Of(db.Model, typeof(TRecord));
        for (var written = 0; written < rows.Length; written += RowsAtOnce)
        {
            var chunk = rows.AsMemory().Slice(written, Math.Min(RowsAtOnce, rows.Length - written));
            await line.BeginAsync(cancellationToken);
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                await db.WriteRowsAsync(shape, MemoryMarshal.ToEnumerable(chunk), to.Snapshot, cancellationToken);
                run.RowsSoFar += chunk.Length;
                await db.ImportRuns.Where(row => row.Id == run.Id).ExecuteUpdateAsync(row => row.SetProperty(r => r.RowsSoFar, run.RowsSoFar), cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
            finally
            {
                line.End();
            }

            if (to.Progress is { } progress)
                await progress(run);
        }
    }

    private sealed record Writing(ImportRun Run, long Snapshot, Func<ImportRun, Task>? Progress);
}
