using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.BotFramework.Connector;

/// <param name="Result"><see cref="SendResult.Sent"/> (without an activity id) when the conversation exists now.</param>
/// <param name="Conversation">Ready to send to; null unless the call succeeded.</param>
public sealed record CreatedConversation(SendResult Result, ConversationReference? Conversation);

/// <summary>A call that reads from the connector did not succeed. Sending never throws it.</summary>
public sealed class ConnectorException(SendResult result) : Exception($"The Bot Connector did not answer as hoped: {result}")
{
    /// <summary>What the service answered; <see cref="SendResult.TryLater"/> when the same call may succeed later.</summary>
    public SendResult Result { get; } = result;
}
