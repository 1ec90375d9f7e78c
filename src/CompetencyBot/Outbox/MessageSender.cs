using System.Text.Json;
using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Storage;

namespace CompetencyBot.Outbox;

/// <summary>Makes one attempt to deliver a message: finds its conversation, opened if need be, and sends there or changes what stands there.</summary>
public sealed partial class MessageSender(
    RecipientFinder recipients, ChatOpener chats, Replacements replacements, IConnector connector, TimeProvider clock, ILogger<MessageSender> logger)
{
    /// <summary>Longer than nearly every send takes.</summary>
    private static readonly TimeSpan WaitForEarlier = TimeSpan.FromSeconds(2);

    /// <returns>What became of it; a message that cannot be sent for whatever reason holds up no other.</returns>
    public async Task<DeliveryOutcome> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        try
        {
            switch (message.Replaces is null ? new ReplacedPlace.Free() : await replacements.FindAsync(message, cancellationToken))
            {
                case ReplacedPlace.Lost lost:
                    return DeliveryOutcome.Withdrawn(message, lost.Reason);
                case ReplacedPlace.Busy:
                    return DeliveryOutcome.PutBack(message, clock.GetUtcNow() + WaitForEarlier);
                case ReplacedPlace.Taken taken:
                    return Outcome(message, await SendAsync(message, taken.ActivityId, cancellationToken), inPlace: true);
                default:
                    return Outcome(message, await SendAsync(message, null, cancellationToken));
            }
        }
        catch (JsonException failure)
        {
            Log.Failed(logger, failure, message.Id);
            return Outcome(message, new SendResult.Refused(0, "Unreadable", "The stored message cannot be read."));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.Failed(logger, failure, message.Id);
            return Outcome(message, new SendResult.TryLater(null, failure.GetType().Name, null));
        }
    }

    private DeliveryOutcome Outcome(OutboxMessage message, SendResult? result, bool inPlace = false) =>
        DeliveryOutcome.Of(message, result, inPlace, clock.GetUtcNow());

    /// <param name="replaced">Id of the activity to change; null sends.</param>
    /// <returns>Null when there is no conversation to send it to.</returns>
    private async Task<SendResult?> SendAsync(OutboxMessage message, string? replaced, CancellationToken cancellationToken)
    {
        var activity = JsonSerializer.Deserialize(message.Activity, OutboxJson.Default.OutboundActivity)!;
        var (conversation, failure) = await ConversationOfAsync(message, mayOpen: replaced is null, cancellationToken);
        if (conversation is null)
            return failure;
        var result = await DeliverAsync(conversation, replaced, activity, cancellationToken);
        if (result is SendResult.TooLarge)
            result = await DeliverShorterAsync(message, conversation, replaced, activity, cancellationToken);
        if (result is SendResult.Unreachable unreachable)
            await recipients.MarkUnreachableAsync(conversation.BaseId, unreachable.Code, cancellationToken);
        return result;
    }

    private Task<SendResult> DeliverAsync(
        ConversationReference conversation, string? replaced, OutboundActivity activity, CancellationToken cancellationToken) => replaced is null
            ? connector.SendAsync(conversation, activity, retryUntil: null, cancellationToken)
            : connector.UpdateAsync(conversation, replaced, activity, retryUntil: null, cancellationToken);

    private async Task<SendResult> DeliverShorterAsync(
        OutboxMessage message, ConversationReference conversation, string? replaced, OutboundActivity activity, CancellationToken cancellationToken)
    {
        var locale = message.ConversationId is null
            ? await recipients.FindLocaleAsync(message.Recipient, cancellationToken)
            : await recipients.FindLocaleOfAsync(conversation.BaseId, cancellationToken);
        SendResult result = new SendResult.TooLarge("Nothing of it is short enough.");
        foreach (var shorter in ShorterMessage.Of(activity, locale, message.IsAnswer))
        {
            result = await DeliverAsync(conversation, replaced, shorter, cancellationToken);
            if (result is not SendResult.TooLarge)
                break;
        }

        return result;
    }

    private async Task<(ConversationReference? Conversation, SendResult? Failure)> ConversationOfAsync(
        OutboxMessage message, bool mayOpen, CancellationToken cancellationToken)
    {
        if (message.ConversationId is { } asked)
            return (await recipients.FindByIdAsync(asked, cancellationToken), null);
        if (await recipients.FindConversationAsync(message.Recipient, cancellationToken) is { } known)
            return (known.Reference, null);
        var (opened, failure) = mayOpen ? await chats.OpenAsync(message.Recipient, cancellationToken) : (null, null);
        return (opened, opened is null ? failure ?? await recipients.FindLossAsync(message.Recipient, cancellationToken) : null);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Outbox message {Id} could not be sent.")]
        public static partial void Failed(ILogger logger, Exception failure, Guid id);
    }
}
