using CompetencyBot.Graph;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Sources.Entra;

/// <param name="Problem">Why it did not end well, as <see cref="SyncWords"/>; null = it did.</param>
/// <param name="Changed">Users of whom any fact changed.</param>
/// <param name="Left">People who left now.</param>
/// <param name="Held">People who may have left, of which an admin has to decide.</param>
/// <param name="LeavingChanged">Whether somebody leaves, or comes back, who did not before.</param>
/// <param name="Wait">As long as Graph asked for.</param>
public sealed record SyncOutcome(string? Problem, int Changed = 0, int Left = 0, int Held = 0, bool LeavingChanged = false, TimeSpan? Wait = null);

/// <summary>Reads what changed in the directory, or all of it, and saves all that follows from it in one transaction, or nothing.</summary>
public sealed class DirectorySync(BotDb db, DirectoryRows rows, SyncLease lease, DirectoryReading reading, LeaverWaves waves, SyncRules rules)
{
    /// <returns>Null while another instance syncs.</returns>
    public async Task<SyncOutcome?> RunAsync(CancellationToken cancellationToken)
    {
        if (await lease.TakeAsync(cancellationToken) is not { } state)
            return null;
        string? problem = null;
        try
        {
            var outcome = await SyncAsync(state, cancellationToken);
            problem = outcome.Problem;
            return outcome;
        }
        catch (DbUpdateConcurrencyException)
        {
            rows.Forget(); // an admin has decided about leavers meanwhile: what is read again is little
            var outcome = await SyncAsync(await lease.ReadAsync(cancellationToken), cancellationToken);
            problem = outcome.Problem;
            return outcome;
        }
        finally
        {
            await lease.EndAsync(problem);
        }
    }

    /// <summary>The directory is no longer used: what it said counts no more, and what was learnt of people from it is forgotten.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> ForgetAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.DirectoryStates.Where(state => state.DeltaAt != null || state.SyncedAt != null || state.Problem != null).ExecuteUpdateAsync(
            state => state
                .SetProperty(row => row.DeltaLink, (string?)null)
                .SetProperty(row => row.DeltaAt, (DateTimeOffset?)null)
                .SetProperty(row => row.SyncedAt, (DateTimeOffset?)null)
                .SetProperty(row => row.RefreshedAt, (DateTimeOffset?)null)
                .SetProperty(row => row.Problem, (string?)null)
                .SetProperty(row => row.LeftOut, (string?)null)
                .SetProperty(row => row.Revision, row => row.Revision + 1),
            cancellationToken) == 0)
            return false;
        await db.DirectoryUsers.ExecuteDeleteAsync(cancellationToken);
        await db.DirectoryWaves.Where(wave => wave.DecidedAt == null).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<SyncOutcome> SyncAsync(DirectoryState state, CancellationToken cancellationToken)
    {
        var changes = await rules.BeginAsync(cancellationToken);
        var read = await reading.ReadAsync(state, changes, cancellationToken);
        if (read.Failure is { } failure)
        {
            rows.Forget(); // half of it is worse than what was known
            return new SyncOutcome(SyncWords.Of(failure, SyncWords.UsersDenied), Wait: (failure as GraphFailure.Busy)?.Wait);
        }

        await rows.LoadUnknownAsync(cancellationToken);
        foreach (var row in rows.All)
            changes.Recognise(row);
        var cameBack = await rows.ReplaceRehiredAsync(cancellationToken);
        var (left, held) = await waves.HoldAsync(changes, cancellationToken);
        var outcome = new SyncOutcome(
            read.LeftOut.FirstOrDefault(SyncWords.Passes), Changed(), left, held, cameBack || rows.All.Any(row => rows.Before(row).Matters(Gone.Of(row))));
        Write(state, read, outcome, changes.Now);
        await db.SaveChangesAsync(cancellationToken);
        return outcome;
    }

    private static void Write(DirectoryState state, ReadDirectory read, SyncOutcome outcome, DateTimeOffset now)
    {
        (state.DeltaLink, state.DeltaAt, state.Problem) = (read.Link, now, outcome.Problem);
        state.LeftOut = string.Join(',', read.LeftOut.Where(word => !SyncWords.Passes(word)).Distinct()) is { Length: > 0 } words ? words : null;
        if (outcome.Problem is null)
            (state.SyncedAt, state.RefreshedAt) = (now, read.All ? now : state.RefreshedAt);
        else
            state.RefreshedAt = null; // what could not be read of a few is read of all the next time
        if (outcome.Changed > 0)
            state.Revision++;
    }

    private int Changed() => db.ChangeTracker.Entries<DirectoryUser>().Count(entry =>
        entry.State is EntityState.Added or EntityState.Deleted
        || (entry.State == EntityState.Modified && entry.Properties.Any(property => property.IsModified && !IsTimeOfReading(property.Metadata.Name))));

    private static bool IsTimeOfReading(string property) => property is nameof(DirectoryUser.SeenAt) or nameof(DirectoryUser.MailboxReadAt);
}
