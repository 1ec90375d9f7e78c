using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Sources.Entra;

/// <summary>Lets one instance sync at a time.</summary>
public sealed class SyncLease(BotDb db, TimeProvider clock)
{
    /// <summary>Between two signs of life of a sync lie at most a few answers of Graph; after it another instance takes over.</summary>
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    /// <returns>Null while another instance syncs.</returns>
    public async Task<DirectoryState?> TakeAsync(CancellationToken cancellationToken)
    {
        if (!await LeaseAsync(cancellationToken) && !(await AddAsync(cancellationToken) && await LeaseAsync(cancellationToken)))
            return null;
        return await ReadAsync(cancellationToken);
    }

    /// <summary>How far reading the directory is, for whoever has the lease.</summary>
    public Task<DirectoryState> ReadAsync(CancellationToken cancellationToken) => db.DirectoryStates.SingleAsync(row => row.Name == DirectoryState.Users, cancellationToken);

    public Task RenewAsync(CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + Length;
        return db.DirectoryStates.Where(row => row.Name == DirectoryState.Users)
            .ExecuteUpdateAsync(row => row.SetProperty(state => state.LeasedUntil, until), cancellationToken);
    }

    /// <param name="problem">Why the sync came to nothing; null = it was saved, or ended by a failure of ours.</param>
    public Task EndAsync(string? problem) => db.DirectoryStates.Where(row => row.Name == DirectoryState.Users).ExecuteUpdateAsync(
        row => row.SetProperty(state => state.LeasedUntil, (DateTimeOffset?)null).SetProperty(state => state.Problem, state => problem ?? state.Problem),
        CancellationToken.None);

    private async Task<bool> LeaseAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var until = now + Length;
        return await db.DirectoryStates
            .Where(row => row.Name == DirectoryState.Users && (row.LeasedUntil == null || row.LeasedUntil < now))
            .ExecuteUpdateAsync(row => row.SetProperty(state => state.LeasedUntil, until), cancellationToken) == 1;
    }

    /// <returns>False when the row is there already.</returns>
    private async Task<bool> AddAsync(CancellationToken cancellationToken)
    {
        if (await db.DirectoryStates.AnyAsync(cancellationToken))
            return false;
        var row = new DirectoryState { Name = DirectoryState.Users };
        db.DirectoryStates.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
        {
            return true; // both instances began in the same moment; one of them takes the lease
        }
        finally
        {
            db.Entry(row).State = EntityState.Detached;
        }
    }
}
