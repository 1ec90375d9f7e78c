using CompetencyBot.Sources;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Storage;

/// <summary>Ends imports on which nobody decided or which broke off, and deletes the rows of what counts no more and cannot come back.</summary>
public sealed class EvidenceSweep(BotDb db)
{
    /// <summary>For so long an import can be undone, unless a newer one of its kind comes.</summary>
    private static readonly TimeSpan UndoKept = TimeSpan.FromDays(30);

    private const int RowsAtOnce = 5_000;

    public async Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (runsBefore, undoBefore) = (now - ReceivedFile.Kept, now - UndoKept);
        await ForgetWaitingAsync(now, cancellationToken);
        await db.ImportRuns.Where(run => run.State == ImportState.Staging && run.At < runsBefore)
            .ExecuteUpdateAsync(run => run.SetProperty(r => r.State, ImportState.Failed), cancellationToken);
        await db.Snapshots
            .Where(row => (row.State == SnapshotState.Replaced && row.ReplacedAt < undoBefore)
                || (row.State == SnapshotState.Staged
                    && !db.ImportRuns.Any(run => run.Id == row.RunId && (run.State == ImportState.Waiting || run.State == ImportState.Staging))))
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.State, SnapshotState.Dead), cancellationToken);
        foreach (var snapshot in await db.Snapshots.AsNoTracking().Where(row => row.State == SnapshotState.Dead).ToListAsync(cancellationToken))
        {
            await DeleteRowsAsync(Enum.Parse<FileKind>(snapshot.Kind), snapshot.Id, cancellationToken);
            await db.Snapshots.Where(row => row.Id == snapshot.Id).ExecuteDeleteAsync(cancellationToken);
        }
    }

    /// <summary>What nobody sent, and nobody decided on, is asked about again with the next reading or report.</summary>
    private async Task ForgetWaitingAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var source in Enum.GetValues<EvidenceSource>())
        {
            var before = now - ImportRun.WaitsFor(source);
            var expired = db.ImportRuns.Where(run => run.State == ImportState.Waiting && run.Source == source && run.At < before);
            if (source != EvidenceSource.Chat)
                await FolderMark.ForgetAsync(db, expired, cancellationToken);
            await expired.ExecuteUpdateAsync(run => run.SetProperty(r => r.State, ImportState.Discarded), cancellationToken);
        }
    }

    private Task DeleteRowsAsync(FileKind kind, long snapshot, CancellationToken cancellationToken) => kind switch
    {
        FileKind.People => DeleteAsync(db.People, snapshot, cancellationToken),
        FileKind.TrainingCompletions => DeleteAsync(db.Training, snapshot, cancellationToken),
        FileKind.CompetencyPerformanceRequirement => DeleteAsync(db.Performance, snapshot, cancellationToken),
        FileKind.CompetencySummaryHistory => DeleteAsync(db.History, snapshot, cancellationToken),
        FileKind.Membership => DeleteAsync(db.Memberships, snapshot, cancellationToken),
        FileKind.CapabilityMetrics => DeleteAsync(db.Capabilities, snapshot, cancellationToken),
        _ => throw new InvalidOperationException($"No table for {kind}."),
    };

    /// <summary>In steps, between which people's turns can write.</summary>
    private static async Task DeleteAsync<TRecord>(DbSet<TRecord> table, long snapshot, CancellationToken cancellationToken)
        where TRecord : class
    {
        var rows = table.Where(row => EF.Property<long>(row, BotDb.SnapshotId) == snapshot);
        while (await rows.OrderBy(row => EF.Property<long>(row, "Id")).Take(RowsAtOnce).ExecuteDeleteAsync(cancellationToken) == RowsAtOnce)
        {
            // the next step
        }
    }
}
