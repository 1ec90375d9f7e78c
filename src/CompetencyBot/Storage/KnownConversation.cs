using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.Storage;

/// <summary>A conversation the bot was in, so that it can speak there unasked. Thread suffixes are not part of the key.</summary>
public sealed class KnownConversation
{
    public required string ConversationId { get; init; }

    public required string ServiceUrl { get; set; }

    /// <summary><c>personal</c>, <c>groupChat</c> or <c>channel</c>.</summary>
    public required string Type { get; set; }

    public string? TenantId { get; set; }

    /// <summary>The team that a channel belongs to; null for chats, and for a channel of which that was never said.</summary>
    public string? TeamId { get; set; }

    public string? BotId { get; set; }

    /// <summary>Entra object id of the person in lower case, for personal chats only.</summary>
    public string? UserObjectId { get; set; }

    public string? Locale { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When the welcome was sent; null = not yet, or removed since.</summary>
    public DateTimeOffset? WelcomedAt { get; set; }

    /// <summary>Why nothing can be sent here now (removed, blocked); null = reachable.</summary>
    public string? UnreachableReason { get; set; }

    /// <summary>Whether answers that could not be sent at once wait in the outbox: later ones then queue behind them.</summary>
    public bool AnswersWaiting { get; set; }

    public ConversationReference Reference => new(ServiceUrl, ConversationId, TenantId, BotId);
}

/// <summary>A Teams user whose work address was asked of the roster once, whether or not the people file knows it.</summary>
public sealed class KnownUser
{
    /// <summary>Entra object id in lower case.</summary>
    public required string ObjectId { get; init; }

    /// <summary>In lower case; null when the roster did not say.</summary>
    public string? UserPrincipalName { get; set; }

    public DateTimeOffset AskedAt { get; set; }
}

/// <summary>An activity that was taken, so that its repeats are dropped (Activity Protocol A2033).</summary>
public sealed class SeenActivity
{
    public required string ConversationId { get; init; }

    public required string ActivityId { get; init; }

    public DateTimeOffset SeenAt { get; set; }

    /// <summary>Null while the turn runs; a turn that never ended may be run again after its lease.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>Status of an invoke's answer, given again to a repeat; null for other activities.</summary>
    public int? AnswerStatus { get; set; }

    public string? AnswerBody { get; set; }
}
