namespace CompetencyBot.BotFramework.Connector;

/// <summary>How a call to the connector ended. Expected endings are values; only bugs and cancellation throw.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <param name="ActivityId">Id of the message, null when the service answered without one.</param>
    public sealed record Sent(string? ActivityId) : SendResult;

    /// <summary>429, 412, 502, 503 or 504, or no answer at all: the same call may succeed later.</summary>
    /// <param name="RetryAfter">The wait the service asked for, null when it named none.</param>
    public sealed record TryLater(int? Status, string Reason, TimeSpan? RetryAfter) : SendResult;

    /// <summary>403 or 404: this conversation cannot be reached (blocked, removed, not installed, deleted).</summary>
    /// <param name="Code">Error code of the service, for example <c>ConversationBlockedByUser</c>.</param>
    public sealed record Unreachable(int Status, string Code, string Reason) : SendResult;

    /// <summary>Any other refusal: the request itself is wrong and must not be repeated unchanged.</summary>
    public sealed record Refused(int Status, string Code, string Reason) : SendResult;
}
