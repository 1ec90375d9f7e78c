using System.Text.Json;
using CompetencyBot.BotFramework.Connector;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CompetencyBot.Outbox;

/// <summary>Sends what is due, one row at a time; a row that fails holds up no other.</summary>
[DisallowConcurrentExecution]
public sealed partial class OutboxDeliveryJob(
    BotDb db, RecipientFinder recipients, ConnectorClient connector, TimeProvider clock, ILogger<OutboxDeliveryJob> logger)
    : IJob
{
    private const int Batch = 50;

    /// <summary>Longer than the connector client waits for an answer, so that no other instance sends the same row meanwhile.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var due = await db.Outbox.AsNoTracking()
                .Where(row => (row.State == OutboxState.Waiting || row.State == OutboxState.Unreachable)
                    && row.DueAt <= now
                    && (row.LeasedUntil == null || row.LeasedUntil < now))
                .OrderBy(row => row.DueAt).ThenBy(row => row.Id)
                .Take(Batch)
                .ToListAsync(cancellationToken);
            foreach (var message in due)
                await DeliverAsync(message, cancellationToken);
            if (due.Count < Batch)
                return;
        }
    }

    private async Task DeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (!await LeaseAsync(message.Id, cancellationToken))
            return;
        try
        {
            var result = await SendAsync(message, cancellationToken);
            await KeepAsync(message, DeliveryOutcome.Of(message, result, clock.GetUtcNow()), attempted: result is not null);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.Failed(logger, failure, message.Id);
            var outcome = DeliveryOutcome.Of(message, new SendResult.TryLater(null, failure.GetType().Name, null), clock.GetUtcNow());
            await KeepAsync(message, outcome, attempted: true);
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

    private async Task<SendResult?> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var conversation = await recipients.FindConversationAsync(message.Recipient, cancellationToken);
        if (conversation is null)
            return null;
        var activity = JsonSerializer.Deserialize(message.Activity, OutboxJson.Default.OutboundActivity)!;
        var result = await connector.SendAsync(conversation.Reference, activity, cancellationToken);
        if (result is SendResult.Unreachable unreachable)
            await recipients.MarkUnreachableAsync(conversation.ConversationId, unreachable.Code, cancellationToken);
        return result;
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
        Log.Delivered(logger, message.Id, outcome.State, outcome.Reason);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Outbox message {Id}: {State} {Reason}")]
        public static partial void Delivered(ILogger logger, Guid id, OutboxState state, string? reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "Outbox message {Id} could not be sent.")]
        public static partial void Failed(ILogger logger, Exception failure, Guid id);
    }
}
