using System.Text.Json;
using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CompetencyBot.Outbox;

/// <summary>
/// Sends what is due, one row at a time. A row that fails holds up no other, except those that are to follow it in the same conversation.
/// </summary>
[DisallowConcurrentExecution]
public sealed partial class OutboxDeliveryJob(
    BotDb db, RecipientFinder recipients, ChatOpener chats, IConnector connector, TimeProvider clock, ILogger<OutboxDeliveryJob> logger)
    : IJob
{
    private const int Batch = 50;

    /// <summary>Longer than the connector client waits for an answer, so that no other instance sends the same row meanwhile.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => new(DeliverAsync(cancellationToken));

    /// <summary>Also without the scheduler, should it stand still: rows are leased, so that two runs at once do no harm.</summary>
    public async Task DeliverAsync(CancellationToken cancellationToken)
    {
        var putBack = new HashSet<(string Recipient, string? ConversationId)>();
        while (true)
        {
            var due = await DueAsync(cancellationToken);
            foreach (var message in due)
                if (!putBack.Contains((message.Recipient, message.ConversationId)) && !await DeliverAsync(message, cancellationToken))
                    putBack.Add((message.Recipient, message.ConversationId));
            if (due.Count < Batch || due.TrueForAll(message => putBack.Contains((message.Recipient, message.ConversationId))))
                return;
        }
    }

    /// <summary>Late answers and then the oldest first, without those that have to wait for an earlier one of their conversation.</summary>
    private Task<List<OutboxMessage>> DueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.Outbox.AsNoTracking()
            .Where(row => (row.State == OutboxState.Waiting || row.State == OutboxState.Unreachable)
                && row.DueAt <= now
                && (row.LeasedUntil == null || row.LeasedUntil < now)
                && !db.Outbox.Any(earlier => earlier.State == OutboxState.Waiting
                    && (earlier.DueAt > now || earlier.LeasedUntil >= now)
                    && earlier.CreatedAt < row.CreatedAt
                    && earlier.Recipient == row.Recipient
                    && earlier.ConversationId == row.ConversationId))
            .OrderBy(row => row.ConversationId == null) // somebody asked for an answer, for a reminder nobody did
            .ThenBy(row => row.CreatedAt).ThenBy(row => row.Id)
            .Take(Batch)
            .ToListAsync(cancellationToken);
    }

    /// <returns>Whether the next message of the same conversation may follow.</returns>
    private async Task<bool> DeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (!await LeaseAsync(message.Id, cancellationToken))
            return false; // another instance sends it
        using var span = OutboxTelemetry.Start(message);
        var (result, attempted) = await AttemptAsync(message, cancellationToken);
        var outcome = DeliveryOutcome.Of(message, result, clock.GetUtcNow());
        await KeepAsync(message, outcome, attempted);
        OutboxTelemetry.End(span, message, outcome);
        if (message.ConversationId is { } conversation && outcome.State is OutboxState.Sent or OutboxState.GivenUp)
            await recipients.AnswerIsThroughAsync(ConversationReference.WithoutThread(conversation));
        return outcome.State is not OutboxState.Waiting;
    }

    private async Task<(SendResult? Result, bool Attempted)> AttemptAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var result = await SendAsync(message, cancellationToken);
            return (result, result is not null);
        }
        catch (JsonException failure)
        {
            Log.Failed(logger, failure, message.Id);
            return (new SendResult.Refused(0, "Unreadable", "The stored message cannot be read."), true);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.Failed(logger, failure, message.Id);
            return (new SendResult.TryLater(null, failure.GetType().Name, null), true);
        }
    }

    private async Task<bool> LeaseAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var until = now + Lease;
        return await db.Outbox
            .Where(row => row.Id == id
                && (row.State == OutboxState.Waiting || row.State == OutboxState.Unreachable)
                && row.DueAt <= now
                && (row.LeasedUntil == null || row.LeasedUntil < now))
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.LeasedUntil, until), cancellationToken) == 1;
    }

    /// <returns>Null when there is no conversation to send it to.</returns>
    private async Task<SendResult?> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var activity = JsonSerializer.Deserialize(message.Activity, OutboxJson.Default.OutboundActivity)!;
        var (conversation, failure) = await ConversationOfAsync(message, cancellationToken);
        if (conversation is null)
            return failure;
        var result = await connector.SendAsync(conversation, activity, retryUntil: null, cancellationToken);
        if (result is SendResult.Unreachable unreachable)
            await recipients.MarkUnreachableAsync(conversation.BaseId, unreachable.Code, cancellationToken);
        return result;
    }

    private async Task<(ConversationReference? Conversation, SendResult? Failure)> ConversationOfAsync(
        OutboxMessage message, CancellationToken cancellationToken)
    {
        if (message.ConversationId is { } asked)
            return (await recipients.FindByIdAsync(asked, cancellationToken), null);
        return await recipients.FindConversationAsync(message.Recipient, cancellationToken) is { } known
            ? (known.Reference, null)
            : await chats.OpenAsync(message.Recipient, cancellationToken);
    }

    /// <summary>Not cancellable: what went out must be written down, else it goes out again.</summary>
    private async Task KeepAsync(OutboxMessage message, DeliveryOutcome outcome, bool attempted)
    {
        var attempts = message.Attempts + (attempted ? 1 : 0);
        await db.Outbox.Where(row => row.Id == message.Id).ExecuteUpdateAsync(
            row => row
                .SetProperty(r => r.State, outcome.State)
                .SetProperty(r => r.DueAt, outcome.DueAt)
                .SetProperty(r => r.Attempts, attempts)
                .SetProperty(r => r.SentAt, outcome.SentAt)
                .SetProperty(r => r.SentActivityId, outcome.ActivityId)
                .SetProperty(r => r.Reason, outcome.Reason)
                .SetProperty(r => r.LeasedUntil, (DateTimeOffset?)null),
            CancellationToken.None);
        Log.Delivered(logger, message.Id, outcome.State);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Outbox message {Id}: {State}")]
        public static partial void Delivered(ILogger logger, Guid id, OutboxState state);

        [LoggerMessage(Level = LogLevel.Error, Message = "Outbox message {Id} could not be sent.")]
        public static partial void Failed(ILogger logger, Exception failure, Guid id);
    }
}
