using CompetencyBot.BotFramework.Connector;
using CompetencyBot.Storage;

namespace CompetencyBot.Outbox;

/// <summary>What becomes of a message after an attempt.</summary>
public sealed record DeliveryOutcome(OutboxState State, DateTimeOffset DueAt, DateTimeOffset? SentAt, string? ActivityId, string? Reason)
{
    /// <summary>With the growing waits below about a day.</summary>
    private const int MostAttempts = 30;

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <param name="result">Null when the person has no conversation with the bot yet: that is waited for, not counted against the message.</param>
    public static DeliveryOutcome Of(OutboxMessage message, SendResult? result, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(message);
        return result switch
        {
            SendResult.Sent sent => new(OutboxState.Sent, message.DueAt, now, sent.ActivityId, null),
            SendResult.Unreachable unreachable => GivenUp(message, $"{unreachable.Status} {unreachable.Code}"),
            SendResult.Refused refused => GivenUp(message, $"{refused.Status} {refused.Code}"),
            SendResult.TryLater later when message.Attempts + 1 >= MostAttempts => GivenUp(message, $"too many attempts, last: {later.Reason}"),
            SendResult.TryLater later => new(OutboxState.Waiting, now + (later.RetryAfter ?? Backoff(message)), null, null, later.Reason),
            null => new(OutboxState.Waiting, now + LongestWait, null, null, "no conversation with this person yet"),
            _ => throw new InvalidOperationException($"Unknown result {result.GetType().Name}."),
        };
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
