using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.BotFramework.Connector;

/// <summary>The Bot Connector REST calls the bot makes (API v3).</summary>
public sealed class ConnectorClient(HttpClient http)
{
    /// <summary><c>POST v3/conversations/{id}/activities</c></summary>
    public Task<SendResult> SendAsync(ConversationReference conversation, OutboundActivity activity, CancellationToken cancellationToken) =>
        throw new NotImplementedException(http.ToString());

    /// <summary><c>POST v3/conversations/{id}/activities/{activityId}</c>; without an activity id the same as sending.</summary>
    public Task<SendResult> ReplyAsync(ConversationReference conversation, string? activityId, OutboundActivity reply, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary><c>PUT v3/conversations/{id}/activities/{activityId}</c></summary>
    public Task<SendResult> UpdateAsync(ConversationReference conversation, string activityId, OutboundActivity update, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary><c>GET v3/conversations/{id}/members/{memberId}</c>; null when the service answers 404 or 403.</summary>
    public Task<ChannelAccount?> FindMemberAsync(ConversationReference conversation, string memberId, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
