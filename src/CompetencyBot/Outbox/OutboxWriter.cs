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

    /// <param name="key">What is told to whom, at most 400 characters; a key that is already there, sent or not, adds nothing.</param>
    /// <param name="recipient">Work address or Entra object id.</param>
    /// <param name="messages">What is told, in as many messages as it needs.</param>
    /// <returns>Whether anything was added.</returns>
    public async Task<bool> AddAsync(string key, string recipient, IReadOnlyList<OutboundActivity> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        ArgumentNullException.ThrowIfNull(messages);
        if (await db.Outbox.AnyAsync(message => message.Key == key, cancellationToken))
            return false;

        OutboxMessage[] rows = Rows(
            messages, index => index == 0 ? key : $"{key}|{index + 1}", recipient, conversationId: null, clock.GetUtcNow(), TimeSpan.Zero);
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
        var batch = Guid.CreateVersion7(clock.GetUtcNow());
        var from = await BehindOthersAsync(conversation);
        OutboxMessage[] rows = Rows(answers, index => $"answer|{batch:N}|{index}", "", conversation.ConversationId, from, wait ?? TimeSpan.Zero);
        await db.Conversations // first, so that no other turn overtakes
            .Where(row => row.ConversationId == conversation.BaseId)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.AnswersWaiting, true), CancellationToken.None);
        db.Outbox.AddRange(rows);
        await db.SaveChangesAsync(CancellationToken.None);
        foreach (var row in rows)
            db.Entry(row).State = EntityState.Detached;
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

    private static OutboxMessage[] Rows(
        IReadOnlyList<OutboundActivity> messages,
        Func<int, string> keyOf,
        string recipient,
        string? conversationId,
        DateTimeOffset from,
        TimeSpan wait) =>
    [
        .. messages.Select((message, index) => new OutboxMessage
        {
            Id = Guid.CreateVersion7(from),
            Key = keyOf(index),
            Recipient = recipient.ToLowerInvariant(), // as senders are known, whose messages are woken
            ConversationId = conversationId,
            Activity = OutboxTelemetry.Stamp(JsonSerializer.Serialize(message, OutboxJson.Default.OutboundActivity)),
            CreatedAt = from + (index * Step),
            DueAt = from + wait + (index * Step),
        }),
    ];
}
