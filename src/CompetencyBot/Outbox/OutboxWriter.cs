using System.Text.Json;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Outbox;

/// <summary>Where features put messages that nobody asked for in this moment. Adding is deciding; another job delivers.</summary>
public sealed class OutboxWriter(BotDb db, TimeProvider clock)
{
    /// <param name="key">What is told to whom, at most 400 characters; a key that is already there, sent or not, adds nothing.</param>
    /// <param name="recipient">Work address or Entra object id.</param>
    /// <returns>Whether a message was added.</returns>
    public async Task<bool> AddAsync(string key, string recipient, OutboundActivity activity, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        if (await db.Outbox.AnyAsync(message => message.Key == key, cancellationToken))
            return false;

        var now = clock.GetUtcNow();
        var message = new OutboxMessage
        {
            Id = Guid.CreateVersion7(now),
            Key = key,
            Recipient = recipient.ToLowerInvariant(), // as senders are known, whose messages are woken
            Activity = JsonSerializer.Serialize(activity, OutboxJson.Default.OutboundActivity),
            CreatedAt = now,
            DueAt = now,
        };
        db.Outbox.Add(message);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
        {
            db.Entry(message).State = EntityState.Detached;
            return false;
        }
    }

    /// <summary>Somebody can be reached (again): whatever waited for a conversation is due, and delivery finds out whose it is.</summary>
    public Task WakeAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.Outbox
            .Where(message => message.State == OutboxState.Unreachable && message.DueAt > now)
            .ExecuteUpdateAsync(message => message.SetProperty(row => row.DueAt, now), cancellationToken);
    }
}
