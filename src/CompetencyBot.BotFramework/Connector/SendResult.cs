namespace CompetencyBot.BotFramework.Connector;

/// <summary>How a call to the connector ended. Expected endings are values; only bugs and cancellation throw.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>Status and code, or a sentence of the bot's own: for logs, which must not hold what the service says of people and chats.</summary>
    public string Summary() => this switch
    {
        TryLater { Status: { } status } => $"{status}",
        TryLater later => later.Reason,
        Unreachable gone => $"{gone.Status} {gone.Code}",
        Refused refused => $"{refused.Status} {refused.Code}",
        _ => GetType().Name,
    };

    /// <param name="ActivityId">Id of the message, null when the service answered without one.</param>
    public sealed record Sent(string? ActivityId) : SendResult;

    /// <summary>429, 412, 502, 503 or 504, or no answer at all: the same call may succeed later.</summary>
    /// <param name="Status">Null when there was no answer, or no call because a limit would have been broken.</param>
    /// <param name="RetryAfter">The wait the service (or the limit) asks for, null when it named none.</param>
    public sealed record TryLater(int? Status, string Reason, TimeSpan? RetryAfter) : SendResult;

    /// <summary>403 or 404: this conversation cannot be reached.</summary>
    /// <param name="Code">Error code of the service, for example <c>ConversationBlockedByUser</c>.</param>
    public sealed record Unreachable(int Status, string Code, string Reason) : SendResult
    {
        public UnreachableCause Cause => (Status, Code) switch
        {
            (_, "ConversationBlockedByUser" or "MessageWritesBlocked") => UnreachableCause.Blocked,
            (_, "BotDisabledByAdmin") => UnreachableCause.Disabled,
            (_, "BotNotInConversationRoster" or "ForbiddenOperationException") => UnreachableCause.NotInstalled,
            (404, _) => UnreachableCause.Gone,
            _ => UnreachableCause.NotAllowed,
        };
    }

    /// <summary>413: the message is too large, whoever it goes to; a shorter one may be sent.</summary>
    public sealed record TooLarge(string Reason) : SendResult;

    /// <summary>404 of a message: it is gone, its conversation is not.</summary>
    public sealed record MessageGone(string Reason) : SendResult;

    /// <summary>Any other refusal: the request itself is wrong and must not be repeated unchanged.</summary>
    public sealed record Refused(int Status, string Code, string Reason) : SendResult;
}

/// <summary>Why a conversation cannot be reached (page "Handle status codes from bots"), and what brings it back.</summary>
public enum UnreachableCause
{
    /// <summary>The person blocked the bot, of which no event tells; a message of theirs shows that they unblocked it.</summary>
    Blocked,

    /// <summary>An administrator of the tenant turned the app off.</summary>
    Disabled,

    /// <summary>The app is not, or no longer, installed there; an installation brings it back.</summary>
    NotInstalled,

    /// <summary>The conversation was deleted, or there never was one.</summary>
    Gone,

    /// <summary>The app lacks a permission, or is served by another cloud.</summary>
    NotAllowed,
}
