using System.Text.Json;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Outbox;

/// <summary>Where messages are put that are not sent in this moment. Adding is deciding; another job delivers.</summary>
public sealed class OutboxWriter(BotDb db, TimeProvider clock)
{
    /// <summary>Between messages that are put in together, which keeps their order; PostgreSQL keeps no shorter time.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMicroseconds(1);

    private const int KeysAtOnce = 500;

    /// <summary>
    /// Adds without saving: the caller saves what the messages tell of together with them. Of a key that is taken already the save fails with
    /// a violation of the unique index.
    /// </summary>
    /// <returns>The ids of the rows, in the order of the messages; the first is the one that a later message may replace.</returns>
    public IReadOnlyList<Guid> Stage(OutboxEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var rows = RowsOf(entry);
        db.Outbox.AddRange(rows);
        return [.. rows.Select(row => row.Id)];
    }

    /// <returns>Those of the keys that are taken, whether or not their messages were sent.</returns>
    public async Task<HashSet<string>> FindAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in keys.Chunk(KeysAtOnce))
            taken.UnionWith(await db.Outbox.Where(message => some.Contains(message.Key)).Select(message => message.Key).ToListAsync(cancellationToken));
        return taken;
    }

    /// <summary>Changes a message that was not sent yet, or takes it back.</summary>
    /// <returns>False when it was sent, or is being sent in this moment.</returns>
    /// <param name="notLaterThan">Null = it is due when it was due.</param>
    public async Task<bool> RewriteAsync(
        Guid id, OutboundActivity message, bool withdraw, CancellationToken cancellationToken, DateTimeOffset? notLaterThan = null)
    {
        var now = clock.GetUtcNow();
        var activity = OutboxTelemetry.Stamp(JsonSerializer.Serialize(message, OutboxJson.Default.OutboundActivity));
        return await db.Outbox
            .Where(row => row.Id == id
                && (row.State == OutboxState.Waiting || row.State == OutboxState.Unreachable)
                && (row.LeasedUntil == null || row.LeasedUntil < now))
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(r => r.Activity, activity)
                    .SetProperty(r => r.DueAt, r => notLaterThan != null && notLaterThan < r.DueAt ? notLaterThan.Value : r.DueAt)
                    .SetProperty(r => r.State, r => withdraw ? OutboxState.Withdrawn : r.State)
                    .SetProperty(r => r.Reason, r => withdraw ? "it was settled before it was sent" : r.Reason),
                cancellationToken) == 1;
    }

    /// <param name="key">What is told to whom, at most 400 characters; a key that is already there, sent or not, adds nothing.</param>
    /// <param name="recipient">Work address or Entra object id.</param>
    /// <param name="messages">What is told, in as many messages as it needs.</param>
    /// <param name="dueAt">Null = now.</param>
    /// <returns>Whether anything was added.</returns>
    public async Task<bool> AddAsync(
        string key, string recipient, IReadOnlyList<OutboundActivity> messages, CancellationToken cancellationToken, DateTimeOffset? dueAt = null)
    {
        if (await db.Outbox.AnyAsync(message => message.Key == key, cancellationToken))
            return false;

        var rows = RowsOf(new OutboxEntry(key, recipient, messages) { DueAt = dueAt });
        db.Outbox.AddRange(rows);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
        {
            return false;
        }
        finally
        {
            foreach (var row in rows)
                db.Entry(row).State = EntityState.Detached;
        }
    }

    /// <summary>
    /// Answers that could not be sent within their turn. Not cancellable: the turn may be at its end, and then they would be lost.
    /// </summary>
    /// <param name="wait">What the service asked for; null = until the next delivery.</param>
    public async Task AddAnswersAsync(ConversationReference conversation, IReadOnlyList<OutboundActivity> answers, TimeSpan? wait)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(answers);
        var from = await BehindOthersAsync(conversation);
        var key = Guid.CreateVersion7(clock.GetUtcNow());
        var entry = new OutboxEntry("", OutboxMessage.NoRecipient, answers) { ConversationId = conversation.ConversationId, DueAt = from + (wait ?? TimeSpan.Zero) };
        var rows = Rows(entry, from, index => $"answer|{key:N}|{index}");
        await db.Conversations // first, so that no other turn overtakes
            .Where(row => row.ConversationId == conversation.BaseId)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.AnswersWaiting, true), CancellationToken.None);
        db.Outbox.AddRange(rows);
        await db.SaveChangesAsync(CancellationToken.None);
        foreach (var row in rows)
            db.Entry(row).State = EntityState.Detached;
    }

    /// <summary>What waits for somebody's working hours is due: they ask for it now.</summary>
    /// <param name="keyPrefix">With what the keys of these messages begin.</param>
    public Task HastenAsync(string recipient, string keyPrefix, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        var (address, now) = (recipient.ToLowerInvariant(), clock.GetUtcNow());
        return db.Outbox
            .Where(row => row.Recipient == address && row.Key.StartsWith(keyPrefix) && row.State == OutboxState.Waiting && row.DueAt > now && row.Attempts == 0)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.DueAt, now), cancellationToken);
    }

    /// <summary>Somebody can be reached (again): whatever waited for a conversation is due, and delivery finds out whose it is.</summary>
    public Task WakeAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.Outbox
            .Where(message => message.State == OutboxState.Unreachable && message.DueAt > now)
            .ExecuteUpdateAsync(message => message.SetProperty(row => row.DueAt, now), cancellationToken);
    }

    /// <returns>Now, or just after the last answer that waits there: two answers of one moment keep their order.</returns>
    private async Task<DateTimeOffset> BehindOthersAsync(ConversationReference conversation)
    {
        var now = clock.GetUtcNow();
        var waiting = await db.Outbox
            .Where(row => row.State == OutboxState.Waiting && row.ConversationId == conversation.ConversationId)
            .Select(row => row.CreatedAt)
            .ToListAsync(CancellationToken.None);
        return waiting.Select(last => last + Step).Append(now).Max();
    }

    private OutboxMessage[] RowsOf(OutboxEntry entry)
    {
        var from = clock.GetUtcNow();
        var recipient = entry.ConversationId is null ? entry.Recipient.ToLowerInvariant() : entry.Recipient; // as senders are known, who are woken
        return Rows(entry with { Recipient = recipient, DueAt = entry.DueAt ?? from }, from, index => index == 0 ? entry.Key : $"{entry.Key}|{index + 1}");
    }

    private static OutboxMessage[] Rows(OutboxEntry entry, DateTimeOffset from, Func<int, string> keyOf)
    {
        var batch = Guid.CreateVersion7(from);
        return
        [
            .. entry.Messages.Select((message, index) => new OutboxMessage
            {
                Id = index == 0 && entry.Id is { } id ? id : Guid.CreateVersion7(from),
                Key = keyOf(index),
                Recipient = entry.Recipient,
                ConversationId = entry.ConversationId,
                Batch = batch,
                Replaces = index == 0 ? entry.Replaces : null,
                Activity = OutboxTelemetry.Stamp(JsonSerializer.Serialize(message, OutboxJson.Default.OutboundActivity)),
                CreatedAt = from + (index * Step),
                DueAt = entry.DueAt!.Value,
            }),
        ];
    }
}
