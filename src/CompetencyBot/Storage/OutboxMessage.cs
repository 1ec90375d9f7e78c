namespace CompetencyBot.Storage;

public enum OutboxState
{
    /// <summary>To be sent when due; <see cref="OutboxMessage.Reason"/> says what held it up so far.</summary>
    Waiting,

    /// <summary>The person has no conversation with the bot, or removed or blocked it; due again when one appears, and now and then.</summary>
    Unreachable,
    Sent,

    /// <summary>Will not be tried again; the reason is kept.</summary>
    GivenUp,
}

/// <summary>One message to one person, or one late answer into the conversation that asked; to be sent once.</summary>
public sealed class OutboxMessage
{
    public required Guid Id { get; init; }

    /// <summary>What is told to whom; a second message with the same key is never sent.</summary>
    public required string Key { get; init; }

    /// <summary>Work address or Entra object id.</summary>
    public required string Recipient { get; init; }

    /// <summary>Where a late answer goes, thread included; null = the recipient's own chat.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The outbound activity as JSON; emptied some time after it was sent.</summary>
    public required string Activity { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset DueAt { get; set; }

    public OutboxState State { get; set; }

    public DateTimeOffset? LeasedUntil { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public string? SentActivityId { get; set; }

    public string? Reason { get; set; }
}
