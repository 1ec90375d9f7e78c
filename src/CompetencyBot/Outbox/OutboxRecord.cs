using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Outbox;

/// <summary>Writes down what became of a message. Not cancellable: what went out and was not written down goes out again.</summary>
public sealed partial class OutboxRecord(BotDb db, WriteTurn line, RecipientFinder recipients, ILogger<OutboxRecord> logger)
{
    public async Task KeepAsync(OutboxMessage message, DeliveryOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(outcome);
        await WriteAsync(message, outcome);
        Log.Delivered(logger, message.Id, outcome.State, outcome.Trouble);
        if (message is { IsAnswer: true, ConversationId: { } conversation } && outcome.State is OutboxState.Sent or OutboxState.GivenUp)
            await recipients.AnswerIsThroughAsync(ConversationReference.WithoutThread(conversation));
    }

    /// <summary>Withdraws a message that was not sent with all that was put in together with it.</summary>
    /// <param name="leaseEndedBy">Only if nobody sends it at this time; null = whoever calls holds its lease.</param>
    /// <returns>Whether anything was still to be withdrawn.</returns>
    public async Task<bool> WithdrawAsync(Guid id, Guid? batch, string reason, DateTimeOffset? leaseEndedBy)
    {
        var rows = db.Outbox.Where(row => (row.Id == id || (batch != null && row.Batch == batch))
            && (row.State == OutboxState.Waiting || row.State == OutboxState.Unreachable));
        if (leaseEndedBy is { } now)
            rows = rows.Where(row => row.LeasedUntil == null || row.LeasedUntil < now);
        await line.BeginAsync(CancellationToken.None);
        try
        {
            return await rows.ExecuteUpdateAsync(
                row => row
                    .SetProperty(r => r.State, OutboxState.Withdrawn)
                    .SetProperty(r => r.Reason, reason)
                    .SetProperty(r => r.Trouble, (DeliveryTrouble?)null)
                    .SetProperty(r => r.LeasedUntil, (DateTimeOffset?)null),
                CancellationToken.None) > 0;
        }
        finally
        {
            line.End();
        }
    }

    private async Task WriteAsync(OutboxMessage message, DeliveryOutcome outcome)
    {
        var attempts = message.Attempts + (outcome.Attempted ? 1 : 0);
        var lease = message.LeasedUntil;
        await line.BeginAsync(CancellationToken.None);
        try
        {
            // That it was sent is true whoever holds the row now; anything else is not for an instance whose lease has ended to say.
            await db.Outbox
                .Where(row => row.Id == message.Id && (outcome.State == OutboxState.Sent || row.LeasedUntil == lease))
                .ExecuteUpdateAsync(
                    row => row
                        .SetProperty(r => r.State, outcome.State)
                        .SetProperty(r => r.DueAt, outcome.DueAt)
                        .SetProperty(r => r.Attempts, attempts)
                        .SetProperty(r => r.SentAt, outcome.SentAt)
                        .SetProperty(r => r.SentActivityId, outcome.ActivityId)
                        .SetProperty(r => r.Reason, outcome.Reason)
                        .SetProperty(r => r.Trouble, outcome.Trouble)
                        .SetProperty(r => r.LeasedUntil, (DateTimeOffset?)null),
                    CancellationToken.None);
        }
        finally
        {
            line.End();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Outbox message {Id}: {State} {Trouble}")]
        public static partial void Delivered(ILogger logger, Guid id, OutboxState state, DeliveryTrouble? trouble); // a reason may quote what the service said of a person
    }
}
