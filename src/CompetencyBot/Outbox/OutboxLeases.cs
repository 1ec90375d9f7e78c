using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Outbox;

/// <summary>
/// Takes what is due for this instance, so that no other sends it meanwhile. Of messages that keep an order (those put in together, and late
/// answers of one conversation) only the earliest that is still to be sent can be taken.
/// </summary>
public sealed class OutboxLeases(BotDb db, WriteTurn line, TimeProvider clock)
{
    /// <summary>Longer than a row waits for its turn and the connector for an answer; a row whose instance died is sent again after it.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>What is left of a lease when its row is better put back than sent.</summary>
    private static readonly TimeSpan LeastLeft = TimeSpan.FromSeconds(45);

    // Late answers first: somebody asked for them, for a reminder nobody did.
    private const string TakeSql = """
        WITH due AS (
            SELECT r."Id" FROM "Outbox" AS r
            WHERE r."State" IN ('Waiting', 'Unreachable') AND r."DueAt" <= {0} AND (r."LeasedUntil" IS NULL OR r."LeasedUntil" < {0})
            AND NOT EXISTS (
                SELECT 1 FROM "Outbox" AS b
                WHERE b."Batch" = r."Batch" AND b."State" IN ('Waiting', 'Unreachable') AND b."CreatedAt" < r."CreatedAt")
            AND NOT EXISTS (
                SELECT 1 FROM "Outbox" AS c
                WHERE c."ConversationId" = r."ConversationId" AND c."Recipient" = '' AND r."Recipient" = ''
                AND c."State" = 'Waiting' AND c."CreatedAt" < r."CreatedAt")
            ORDER BY CASE WHEN r."Recipient" = '' THEN 0 ELSE 1 END, r."CreatedAt", r."Id"
            LIMIT {2} /* skip locked */
        )
        UPDATE "Outbox" SET "LeasedUntil" = {1} WHERE "Id" IN (SELECT "Id" FROM due) RETURNING *
        """;

    /// <returns>Late answers and then the oldest first; none when nothing is due.</returns>
    public async Task<IReadOnlyList<OutboxMessage>> TakeAsync(int most, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await line.BeginAsync(cancellationToken);
        try
        {
            var taken = await db.Outbox
                .FromSqlRaw(TakeSql.Replace("/* skip locked */", db.SkipLocked, StringComparison.Ordinal), db.Stored(now), db.Stored(now + Lease), most)
                .AsNoTracking()
                .ToListAsync(cancellationToken);
            return [.. taken.OrderBy(row => !row.IsAnswer).ThenBy(row => row.CreatedAt).ThenBy(row => row.Id)];
        }
        finally
        {
            line.End();
        }
    }

    /// <returns>The one that is to follow this one; null when there is none, or it is not due yet.</returns>
    public async Task<OutboxMessage?> TakeNextAsync(OutboxMessage before, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(before);
        var now = clock.GetUtcNow();
        var following = before.IsAnswer
            ? db.Outbox.Where(row => row.ConversationId == before.ConversationId && row.Recipient == OutboxMessage.NoRecipient)
            : db.Outbox.Where(row => row.Batch == before.Batch && before.Batch != null);
        var next = await following.AsNoTracking()
            .Where(row => row.State == OutboxState.Waiting || row.State == OutboxState.Unreachable)
            .OrderBy(row => row.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);
        return next is not null && next.DueAt <= now && await LeaseAsync(next, now, cancellationToken) ? next : null;
    }

    /// <returns>Those of the rows whose place a newer message takes that is due as well.</returns>
    public async Task<IReadOnlySet<Guid>> OvertakenAsync(IEnumerable<OutboxMessage> rows, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        Guid?[] ids = [.. rows.Where(row => row.Replaces is null).Select(row => (Guid?)row.Id)];
        var found = await db.Outbox
            .Where(row => (row.State == OutboxState.Waiting || row.State == OutboxState.Unreachable) && row.DueAt <= now && ids.Contains(row.Replaces))
            .Select(row => row.Replaces)
            .ToListAsync(cancellationToken);
        return found.OfType<Guid>().ToHashSet();
    }

    public bool IsNearlyOver(OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.LeasedUntil is { } until && until - clock.GetUtcNow() < LeastLeft;
    }

    /// <summary>What was taken and not begun may be sent by another instance at once.</summary>
    public async Task ReleaseAsync(IReadOnlyCollection<Guid> ids)
    {
        await line.BeginAsync(CancellationToken.None);
        try
        {
            await db.Outbox.Where(row => ids.Contains(row.Id) && (row.State == OutboxState.Waiting || row.State == OutboxState.Unreachable))
                .ExecuteUpdateAsync(row => row.SetProperty(r => r.LeasedUntil, (DateTimeOffset?)null), CancellationToken.None);
        }
        finally
        {
            line.End();
        }
    }

    private async Task<bool> LeaseAsync(OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var until = now + Lease;
        await line.BeginAsync(cancellationToken);
        try
        {
            var taken = await db.Outbox
                .Where(row => row.Id == message.Id
                    && (row.State == OutboxState.Waiting || row.State == OutboxState.Unreachable)
                    && (row.LeasedUntil == null || row.LeasedUntil < now))
                .ExecuteUpdateAsync(row => row.SetProperty(r => r.LeasedUntil, until), cancellationToken);
            message.LeasedUntil = until;
            return taken == 1;
        }
        finally
        {
            line.End();
        }
    }
}
