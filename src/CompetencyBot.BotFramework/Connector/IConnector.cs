using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.BotFramework.Connector;

/// <summary>
/// What a bot asks of the Bot Connector, whoever carries it out. Together with <see cref="Turns.TurnRunner"/> this is all that a host of
/// another kind has to bring; the one over HTTP is <see cref="ConnectorClient"/>.
/// </summary>
public interface IConnector
{
    /// <summary>Sends into a conversation; with <see cref="OutboundActivity.ReplyToId"/> as the answer to that activity.</summary>
    /// <param name="retryUntil">
    /// Somebody waits, at most until then: a failure that may pass is tried again, and limits of Teams that reach far back do not hold it up.
    /// Null = nobody waits: tried once, and kept within every limit.
    /// </param>
    Task<SendResult> SendAsync(
        ConversationReference conversation, OutboundActivity activity, DateTimeOffset? retryUntil, CancellationToken cancellationToken);

    /// <summary>Replaces an earlier message of the bot.</summary>
    /// <param name="retryUntil">As in <see cref="SendAsync"/>.</param>
    Task<SendResult> UpdateAsync(
        ConversationReference conversation,
        string activityId,
        OutboundActivity update,
        DateTimeOffset? retryUntil,
        CancellationToken cancellationToken);

    /// <summary>The 1:1 chat with a person, made if it is not there yet. The app must be installed for them already.</summary>
    /// <param name="memberId">The person's id in Teams (<c>29:…</c>) or their object id in Microsoft Entra.</param>
    Task<CreatedConversation> CreateConversationAsync(
        string serviceUrl, string tenantId, string botId, string memberId, CancellationToken cancellationToken);

    /// <summary>Somebody on the roster of a conversation; null when the service does not know them there (403, 404).</summary>
    /// <param name="retryUntil">As in <see cref="SendAsync"/>.</param>
    /// <exception cref="ConnectorException">Any other answer.</exception>
    Task<ChannelAccount?> FindMemberAsync(
        ConversationReference conversation, string memberId, DateTimeOffset? retryUntil, CancellationToken cancellationToken);

    /// <summary>The whole roster, page after page as the caller reads on.</summary>
    /// <exception cref="ConnectorException">A page could not be had.</exception>
    IAsyncEnumerable<ChannelAccount> GetMembersAsync(ConversationReference conversation, CancellationToken cancellationToken);
}
