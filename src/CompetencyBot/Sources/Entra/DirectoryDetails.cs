using CompetencyBot.Graph;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Sources.Entra;

/// <summary>Works managers and mailboxes into the rows: of whoever changed with each sync, of all once a night.</summary>
public sealed class DirectoryDetails(BotDb db, UserDetails details, DirectoryRows rows, SyncLease lease, IOptions<GraphOptions> options, TimeProvider clock)
{
    /// <param name="changed">Of whom the managers are read.</param>
    /// <param name="all">Whether the managers of all people are read, and all mailboxes.</param>
    /// <returns>What was left out, as <see cref="SyncWords"/>.</returns>
    public async Task<IReadOnlyList<string>> ReadAsync(IReadOnlyCollection<string> changed, bool all, CancellationToken cancellationToken)
    {
        if (all)
            await rows.LoadAllAsync(cancellationToken);
        var left = new List<string>();
        string[] managed = [.. rows.All.Where(row => row is { IsPerson: true, RemovedOn: null } && (all || changed.Contains(row.ObjectId))).Select(row => row.ObjectId)];
        if (await ReadManagersAsync(managed, cancellationToken) is { } unread)
            left.Add(SyncWords.Of(unread, SyncWords.ManagersDenied));
        if (all && options.Value.ReadsMailboxSettings && await ReadMailboxesAsync(cancellationToken) is { } closed)
            left.Add(SyncWords.Of(closed, SyncWords.MailboxesDenied));
        return left;
    }

    private Task<GraphFailure?> ReadManagersAsync(string[] ids, CancellationToken cancellationToken) => EachAsync(
        ids,
        some => details.ReadManagersAsync(some, (id, manager) => rows.Find(id)!.ManagerObjectId = manager, cancellationToken),
        cancellationToken);

    /// <summary>Only of whoever may be written to: people with a chat of their own, and admins.</summary>
    private async Task<GraphFailure?> ReadMailboxesAsync(CancellationToken cancellationToken)
    {
        var talking = (await db.Conversations.Where(row => row.UserObjectId != null).Select(row => row.UserObjectId!).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        string[] ids = [.. rows.All.Where(row => row is { IsPerson: true, RemovedOn: null } && (row.IsAdmin || talking.Contains(row.ObjectId))).Select(row => row.ObjectId)];
        return await EachAsync(ids, some => details.ReadMailboxesAsync(some, (id, mailbox) => Keep(rows.Find(id)!, mailbox), cancellationToken), cancellationToken);
    }

    private void Keep(DirectoryUser row, MailboxFacts mailbox)
    {
        (row.TimeZone, row.WorkingHours, row.WorkingDays) = (mailbox.TimeZone, mailbox.Hours, mailbox.Days);
        row.MailboxReadAt = clock.GetUtcNow();
    }

    private async Task<GraphFailure?> EachAsync(string[] ids, Func<string[], Task<GraphFailure?>> read, CancellationToken cancellationToken)
    {
        foreach (var some in ids.Chunk(GraphJson.BatchSize))
        {
            if (await read(some) is { } failure)
                return failure;
            await lease.RenewAsync(cancellationToken);
        }

        return null;
    }
}
