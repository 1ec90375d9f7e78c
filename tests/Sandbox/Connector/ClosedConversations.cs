using System.Collections.Concurrent;

namespace CompetencyBot.Sandbox.Connector;

/// <summary>Conversations that the bot cannot reach, and why.</summary>
internal sealed class ClosedConversations
{
    private readonly ConcurrentDictionary<string, ConnectorAnswer> _closed = new();

    public void Close(string conversationId, int status, string code) =>
        _closed[ConversationIds.WithoutThread(conversationId)] = ConnectorAnswer.Error(status, code);

    public void Open(string conversationId) => _closed.TryRemove(ConversationIds.WithoutThread(conversationId), out _);

    /// <returns>Null when it is open.</returns>
    public ConnectorAnswer? AnswerFor(string? conversationId) => conversationId is not null && !_closed.IsEmpty
        ? _closed.GetValueOrDefault(ConversationIds.WithoutThread(conversationId))
        : null;
}
