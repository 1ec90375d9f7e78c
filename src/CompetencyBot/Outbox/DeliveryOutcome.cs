using CompetencyBot.BotFramework.Connector;
using CompetencyBot.Storage;

namespace CompetencyBot.Outbox;

/// <summary>What becomes of a message after an attempt, or without one.</summary>
public sealed record DeliveryOutcome(OutboxState State, DateTimeOffset DueAt, string? Reason, DeliveryTrouble? Trouble = null)
{
    /// <summary>With the growing waits below about a month: a secret that ran out over a long weekend must lose no warning.</summary>
    private const int MostAttempts = 720;

    /// <summary>An answer that comes after a day answers a question that nobody remembers.</summary>
    private static readonly TimeSpan AnswersTried = TimeSpan.FromDays(1);

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    public DateTimeOffset? SentAt { get; init; }

    public string? ActivityId { get; init; }

    /// <summary>Whether the service had something to say to the message itself, which is tried so many times only.</summary>
    public bool Attempted { get; init; }

    /// <param name="result">Null when the person has no conversation with the bot that can be reached.</param>
    /// <param name="inPlace">Whether an earlier message was to be changed rather than a new one sent.</param>
    public static DeliveryOutcome Of(OutboxMessage message, SendResult? result, bool inPlace, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(message);
        var heldBack = result is null or SendResult.Unreachable or SendResult.TryLater { Status: null, RetryAfter: not null };
        return Of(message, result, inPlace, now, result.Trouble()) with { Attempted = !heldBack };
    }

    /// <summary>It has lost its sense.</summary>
    public static DeliveryOutcome Withdrawn(OutboxMessage message, string reason, DeliveryTrouble? trouble = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new(OutboxState.Withdrawn, message.DueAt, reason, trouble);
    }

    /// <summary>It has to wait for something that is the bot's own matter.</summary>
    public static DeliveryOutcome PutBack(OutboxMessage message, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new(message.State, until, message.Reason, message.Trouble);
    }

    private static DeliveryOutcome Of(OutboxMessage message, SendResult? result, bool inPlace, DateTimeOffset now, DeliveryTrouble? trouble) => result switch
    {
        SendResult.Sent sent => new(OutboxState.Sent, message.DueAt, null) { SentAt = now, ActivityId = sent.ActivityId },
        SendResult.MessageGone or SendResult.Unreachable { Cause: UnreachableCause.Gone } when inPlace => Withdrawn(message, result.ToString(), trouble),
        // Whoever asked and then shut the bot out does not wait for the answer.
        SendResult.Unreachable or null when message.IsAnswer => GivenUp(message, "the conversation is closed to the bot", trouble),
        SendResult.Unreachable gone => Unreachable(now, $"{gone.Status} {gone.Code}", trouble),
        null => Unreachable(now, message.Reason ?? "no conversation with this person yet", message.Trouble ?? trouble),
        SendResult.TryLater { Status: null, RetryAfter: { } wait } own => new(OutboxState.Waiting, now + Longer(wait), own.Reason, message.Trouble),
        SendResult.TryLater later => Later(message, now, later.Reason, later.RetryAfter, trouble),
        // The service's own failure, a late answer or a refused token are not the message's fault.
        SendResult.Refused { Status: 401 or 408 or >= 500 } refused => Later(message, now, refused.Reason, null, trouble),
        SendResult.Refused refused => GivenUp(message, $"{refused.Status} {refused.Code}", trouble),
        SendResult.TooLarge or SendResult.MessageGone => GivenUp(message, result.ToString(), trouble),
        _ => throw new InvalidOperationException($"Unknown result {result.GetType().Name}."),
    };

    private static DeliveryOutcome Unreachable(DateTimeOffset now, string reason, DeliveryTrouble? trouble) =>
        new(OutboxState.Unreachable, now + LongestWait, reason, trouble);

    private static DeliveryOutcome Later(OutboxMessage message, DateTimeOffset now, string reason, TimeSpan? asked, DeliveryTrouble? trouble)
    {
        if (message.Attempts + 1 >= MostAttempts)
            return GivenUp(message, $"too many attempts, last: {reason}", DeliveryTrouble.Failed);
        if (message.IsAnswer && now - message.CreatedAt > AnswersTried)
            return GivenUp(message, $"too late for an answer, last: {reason}", DeliveryTrouble.Failed);
        return new(OutboxState.Waiting, now + Longer(asked ?? Backoff(message)), reason, trouble);
    }

    private static DeliveryOutcome GivenUp(OutboxMessage message, string? reason, DeliveryTrouble? trouble) =>
        new(OutboxState.GivenUp, message.DueAt, reason, trouble);

    private static TimeSpan Longer(TimeSpan wait) => wait < ShortestWait ? ShortestWait : wait;

    // 2 s, 4 s, 8 s ... one hour; up to a fifth more, taken from the row's id so that many rows do not come back together.
    private static TimeSpan Backoff(OutboxMessage message)
    {
        var seconds = Math.Min(LongestWait.TotalSeconds, Math.Pow(2, message.Attempts + 1));
        var jitter = message.Id.ToByteArray()[15] / 255.0 * 0.2;
        return TimeSpan.FromSeconds(seconds * (1 + jitter));
    }
}
