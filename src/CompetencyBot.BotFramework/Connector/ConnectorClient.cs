using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.BotFramework.Connector;

/// <summary>The Bot Connector over its REST API (v3).</summary>
public sealed class ConnectorClient(HttpClient http, SendPace pace, TimeProvider clock) : IConnector
{
    private const int PageSize = 200;

    /// <summary>Where bots of the government community cloud are served (page "Send proactive messages").</summary>
    private const string GovernmentCommunityCloud = "https://smba.infra.gcc.teams.microsoft.com/teams";

    private readonly ConnectorCalls _calls = new(http, clock);

    /// <summary><c>POST v3/conversations/{id}/activities</c>, or <c>…/activities/{activityId}</c> for an answer.</summary>
    public Task<SendResult> SendAsync(
        ConversationReference conversation, OutboundActivity activity, DateTimeOffset? retryUntil, CancellationToken cancellationToken)
    {
        var path = string.IsNullOrEmpty(activity.ReplyToId) ? "activities" : $"activities/{Escaped(activity.ReplyToId)}";
        return DeliverAsync(HttpMethod.Post, conversation, path, activity, retryUntil, cancellationToken);
    }

    /// <summary><c>PUT v3/conversations/{id}/activities/{activityId}</c></summary>
    public Task<SendResult> UpdateAsync(
        ConversationReference conversation,
        string activityId,
        OutboundActivity update,
        DateTimeOffset? retryUntil,
        CancellationToken cancellationToken) => DeliverAsync(
            HttpMethod.Put, conversation, $"activities/{Escaped(activityId)}", update with { ReplyToId = null }, retryUntil, cancellationToken);

    /// <summary><c>POST v3/conversations</c></summary>
    public async Task<CreatedConversation> CreateConversationAsync(
        string serviceUrl, string tenantId, string botId, string memberId, CancellationToken cancellationToken)
    {
        var wanted = new NewConversation(
            IsGroup: false,
            new ChannelAccount { Id = botId },
            [new ChannelAccount { Id = memberId }],
            tenantId,
            new TeamsChannelData { Tenant = new IdName { Id = tenantId } });
        var body = Body(wanted, ConnectorJson.Default.NewConversation);
        var (result, created) = await pace.SendAsync(
            new ConversationReference(serviceUrl, memberId, tenantId, botId), // no conversation yet: the person's calls follow one another
            null,
            () => _calls.RunAsync(
                HttpMethod.Post, $"{Base(serviceUrl)}/v3/conversations", body, ConnectorJson.Default.CreatedResponse, cancellationToken),
            cancellationToken);
        return result is SendResult.Sent
            ? created?.Id is { Length: > 0 } id
                ? new CreatedConversation(result, new ConversationReference(created.ServiceUrl ?? serviceUrl, id, tenantId, botId))
                : new CreatedConversation(new SendResult.Refused(200, "NoId", "The service named no conversation."), null)
            : new CreatedConversation(result, null);
    }

    /// <summary><c>GET v3/conversations/{id}/members/{memberId}</c></summary>
    public async Task<ChannelAccount?> FindMemberAsync(
        ConversationReference conversation, string memberId, DateTimeOffset? retryUntil, CancellationToken cancellationToken)
    {
        var (result, member) = await ReadAsync(
            conversation, $"members/{Escaped(memberId)}", ConnectorJson.Default.ChannelAccount, retryUntil, cancellationToken);
        return result switch
        {
            SendResult.Sent => member,
            SendResult.Unreachable => null,
            _ => throw new ConnectorException(result),
        };
    }

    /// <summary><c>GET v3/conversations/{id}/pagedmembers</c>; the roster without pages is throttled to five calls a minute.</summary>
    public async IAsyncEnumerable<ChannelAccount> GetMembersAsync(
        ConversationReference conversation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var query = next is null ? "" : $"&continuationToken={Escaped(next)}";
            var (result, page) = await ReadAsync(
                conversation, $"pagedmembers?pageSize={PageSize}{query}", ConnectorJson.Default.MembersPage, null, cancellationToken);
            if (result is not SendResult.Sent)
                throw new ConnectorException(result);
            foreach (var member in page?.Members ?? [])
                yield return member;
            next = page?.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(next));
    }

    private async Task<SendResult> DeliverAsync(
        HttpMethod method,
        ConversationReference conversation,
        string path,
        OutboundActivity activity,
        DateTimeOffset? until,
        CancellationToken cancellationToken)
    {
        var body = Body(activity.AddressedTo(conversation), ActivityJson.Wire.OutboundActivity);
        var (result, sent) = await pace.SendAsync(conversation, until, () => CallAsync(conversation.ServiceUrl), cancellationToken);
        if (result is SendResult.Unreachable { Code: "InvalidBotApiHost" }) // asked once more where the service says it should have been
            (result, sent) = await pace.SendAsync(conversation, until, () => CallAsync(GovernmentCommunityCloud), cancellationToken);
        return result is SendResult.Sent ? new SendResult.Sent(sent?.Id) : result;

        Task<Called<ResourceResponse>> CallAsync(string serviceUrl) => _calls.RunAsync(
            method, Url(serviceUrl, conversation, path), body, ConnectorJson.Default.ResourceResponse, cancellationToken);
    }

    private Task<Called<T>> ReadAsync<T>(
        ConversationReference conversation, string path, JsonTypeInfo<T> answer, DateTimeOffset? until, CancellationToken cancellationToken)
        where T : class => pace.ReadAsync(
            conversation,
            until,
            () => _calls.RunAsync(HttpMethod.Get, Url(conversation.ServiceUrl, conversation, path), null, answer, cancellationToken),
            cancellationToken);

    private static byte[] Body<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    private static string Url(string serviceUrl, ConversationReference conversation, string path) =>
        $"{Base(serviceUrl)}/v3/conversations/{Escaped(conversation.ConversationId)}/{path}";

    private static string Base(string serviceUrl) => serviceUrl.TrimEnd('/');

    private static string Escaped(string id) => Uri.EscapeDataString(id);
}
