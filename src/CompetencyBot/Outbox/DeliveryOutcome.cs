using CompetencyBot.BotFramework.Connector;
using CompetencyBot.Storage;

namespace CompetencyBot.Outbox;

/// <summary>What becomes of a message after an attempt.</summary>
public sealed record DeliveryOutcome(OutboxState State, DateTimeOffset DueAt, DateTimeOffset? SentAt, string? ActivityId, string? Reason)
{
    /// <summary>With the growing waits below about a month: a secret that ran out over a long weekend must lose no warning.</summary>
    private const int MostAttempts = 720;

    /// <summary>An answer that comes after a day answers a question that nobody remembers.</summary>
    private static readonly TimeSpan AnswersTried = TimeSpan.FromDays(1);

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    /// <param name="result">Null when the person has no conversation with the bot that can be reached.</param>
    public static DeliveryOutcome Of(OutboxMessage message, SendResult? result, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(message);
        return result switch
        {
            SendResult.Sent sent => new(OutboxState.Sent, message.DueAt, now, sent.ActivityId, null),
            // Whoever asked and then shut the bot out does not wait for the answer.
            SendResult.Unreachable or null when message.ConversationId is not null => GivenUp(message, "the conversation is closed to the bot"),
            SendResult.Unreachable gone => Unreachable(now, $"{gone.Status} {gone.Code}"),
            null => Unreachable(now, message.Reason ?? "no conversation with this person yet"),
            SendResult.TryLater later => Later(message, now, later.Reason, later.RetryAfter),
            // The service's own failure, a late answer or a refused token are not the message's fault.
            SendResult.Refused { Status: 401 or 408 or >= 500 } refused => Later(message, now, refused.Reason, null),
            SendResult.Refused refused => GivenUp(message, $"{refused.Status} {refused.Code}"),
            SendResult.TooLarge or SendResult.MessageGone => GivenUp(message, result.ToString()),
            _ => throw new InvalidOperationException($"Unknown result {result.GetType().Name}."),
        };
    }

    private static DeliveryOutcome Unreachable(DateTimeOffset now, string reason) =>
        new(OutboxState.Unreachable, now + LongestWait, null, null, reason);

    private static DeliveryOutcome Later(OutboxMessage message, DateTimeOffset now, string reason, TimeSpan? asked)
    {
        if (message.Attempts + 1 >= MostAttempts)
            return GivenUp(message, $"too many attempts, last: {reason}");
        if (message.ConversationId is not null && now - message.CreatedAt > AnswersTried)
            return GivenUp(message, $"too late for an answer, last: {reason}");
        var wait = asked ?? Backoff(message);
        return new(OutboxState.Waiting, now + (wait < ShortestWait ? ShortestWait : wait), null, null, reason);
    }

    private static DeliveryOutcome GivenUp(OutboxMessage message, string reason) => new(OutboxState.GivenUp, message.DueAt, null, null, reason);

    // 2 s, 4 s, 8 s ... one hour; up to a fifth more, taken from the row's id so that many rows do not come back together.
    private static TimeSpan Backoff(OutboxMessage message)
    {
        var seconds = Math.Min(LongestWait.TotalSeconds, Math.Pow(2, message.Attempts + 1));
        var jitter = message.Id.ToByteArray()[15] / 255.0 * 0.2;
        return TimeSpan.FromSeconds(seconds * (1 + jitter));
    }
}
