namespace CompetencyBot.BotFramework.Schema;

/// <summary>All that is needed to send into a conversation later.</summary>
/// <param name="ConversationId">As received, thread suffix <c>;messageid=</c> included.</param>
/// <param name="BotId">The bot's account in that channel, <c>28:&lt;app id&gt;</c> in Teams.</param>
public sealed record ConversationReference(string ServiceUrl, string ConversationId, string? TenantId, string? BotId)
{
    /// <summary>The conversation without the thread of a channel.</summary>
    public string BaseId => WithoutThread(ConversationId);

    /// <exception cref="InvalidOperationException">The activity lacks the service URL or the conversation id.</exception>
    public static ConversationReference Of(InboundActivity activity) => new(
        activity.ServiceUrl ?? throw new InvalidOperationException("The activity has no serviceUrl."),
        activity.Conversation?.Id ?? throw new InvalidOperationException("The activity has no conversation.id."),
        activity.TenantId,
        activity.Recipient?.Id);

    /// <summary>Cuts <c>;messageid=…</c> off, which names a thread within a channel.</summary>
    public static string WithoutThread(string conversationId)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        var thread = conversationId.IndexOf(";messageid=", StringComparison.OrdinalIgnoreCase);
        return thread < 0 ? conversationId : conversationId[..thread];
    }
}
