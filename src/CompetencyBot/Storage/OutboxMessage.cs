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

    /// <summary>Was not sent before it lost its sense, for example because a newer version of it took its place.</summary>
    Withdrawn,
}

/// <summary>Why a message has not arrived, as far as the report of deliveries tells them apart.</summary>
public enum DeliveryTrouble
{
    /// <summary>The person has never talked to the bot and the app is not, or no longer, installed for them.</summary>
    NotInstalled,

    /// <summary>The person blocked the bot.</summary>
    Blocked,

    /// <summary>An administrator of the tenant turned the app off, or it lacks a permission.</summary>
    NotAllowed,

    /// <summary>The conversation was deleted.</summary>
    Gone,

    /// <summary>Teams asked to wait, or was out of order; it is tried again.</summary>
    Throttled,

    /// <summary>Anything else that will not pass by itself.</summary>
    Failed,
}

/// <summary>One message to one person, or one late answer into the conversation that asked; to be sent once.</summary>
public sealed class OutboxMessage
{
    /// <summary>As <see cref="Recipient"/> of a late answer, which belongs to its conversation.</summary>
    public const string NoRecipient = "";

    public required Guid Id { get; init; }

    /// <summary>What is told to whom; a second message with the same key is never sent.</summary>
    public required string Key { get; init; }

    /// <summary>Work address or Entra object id, or of what goes to a channel its id.</summary>
    public required string Recipient { get; init; }

    /// <summary>The channel, or where a late answer goes, thread included; null = the recipient's own chat.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Messages that were put in together keep their order; those of different batches do not wait for each other.</summary>
    public Guid? Batch { get; init; }

    /// <summary>The earlier message that is replaced in place; null = a message of its own.</summary>
    public Guid? Replaces { get; init; }

    /// <summary>The outbound activity as JSON; emptied some time after it was sent.</summary>
    public required string Activity { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset DueAt { get; set; }

    public OutboxState State { get; set; }

    public DateTimeOffset? LeasedUntil { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public string? SentActivityId { get; set; }

    /// <summary>What held the message up, or why it was given up; for whoever reads a log, in English.</summary>
    public string? Reason { get; set; }

    /// <summary>The same as a kind; null while nothing went wrong, and once the message was sent.</summary>
    public DeliveryTrouble? Trouble { get; set; }

    public bool IsAnswer => Recipient.Length == 0;
}
