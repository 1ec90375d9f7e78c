using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.Outbox;

/// <summary>Something to be told to somebody, in as many messages as it needs; they keep their order and wait for nothing else.</summary>
/// <param name="Key">What is told to whom, at most 400 characters.</param>
/// <param name="Recipient">Work address or Entra object id; of what goes to a channel or group the id of its conversation.</param>
public sealed record OutboxEntry(string Key, string Recipient, IReadOnlyList<OutboundActivity> Messages)
{
    /// <summary>Id of the first message, for a card whose buttons carry it; null = a new one.</summary>
    public Guid? Id { get; init; }

    /// <summary>When it may be sent, such as the beginning of the recipient's working hours; null = now.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The channel or group it goes to; null = the recipient's own chat.</summary>
    public string? ConversationId { get; init; }

    /// <summary>
    /// Id of an earlier message in the outbox whose place the first message takes: it is changed where it stands, or not sent any more if it
    /// was not sent yet.
    /// </summary>
    public Guid? Replaces { get; init; }
}
