using System.Collections.Concurrent;

namespace CompetencyBot.Sandbox.Connector;

/// <summary>The activities that the connector has taken and given an id.</summary>
internal sealed class GivenActivities
{
    private readonly ConcurrentDictionary<(string ConversationId, string ActivityId), bool> _known = new();
    private int _last;

    /// <summary>Off, no id is kept, and every activity is taken for known.</summary>
    public bool Keeps { get; set; } = true;

    public string Add(string conversationId)
    {
        var id = $"1{Interlocked.Increment(ref _last):D12}"; // Teams numbers its messages by milliseconds
        if (Keeps)
            _known[(ConversationIds.WithoutThread(conversationId), id)] = true;
        return id;
    }

    public bool Contains(string conversationId, string activityId) =>
        !Keeps || _known.ContainsKey((ConversationIds.WithoutThread(conversationId), activityId));

    public bool Remove(string conversationId, string activityId) =>
        _known.TryRemove((ConversationIds.WithoutThread(conversationId), activityId), out _) || !Keeps;
}
