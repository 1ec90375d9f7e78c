using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Tokens;

namespace CompetencyBot.BotFramework.Connector;

/// <summary>
/// The Bot Connector REST calls the bot makes (API v3). Nothing is repeated here: a turn has no time for it, and the outbox keeps its own
/// schedule.
/// </summary>
public sealed class ConnectorClient(HttpClient http, TimeProvider clock)
{
    /// <summary>For one call, the token included.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Bytes. A page of 500 members has about 200 KB.</summary>
    internal const int MaxAnswer = 4 * 1024 * 1024;

    private const int PageSize = 200;

    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    /// <summary><c>POST v3/conversations/{id}/activities</c></summary>
    public Task<SendResult> SendAsync(ConversationReference conversation, OutboundActivity activity, CancellationToken cancellationToken) =>
        DeliverAsync(HttpMethod.Post, conversation, "activities", activity.AddressedTo(conversation, null), cancellationToken);

    /// <summary><c>POST v3/conversations/{id}/activities/{activityId}</c>; without an activity id the same as sending.</summary>
    public Task<SendResult> ReplyAsync(
        ConversationReference conversation, string? activityId, OutboundActivity reply, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(activityId))
            return SendAsync(conversation, reply, cancellationToken);
        var addressed = reply.AddressedTo(conversation, activityId);
        return DeliverAsync(HttpMethod.Post, conversation, $"activities/{Escaped(activityId)}", addressed, cancellationToken);
    }

    /// <summary><c>PUT v3/conversations/{id}/activities/{activityId}</c></summary>
    public Task<SendResult> UpdateAsync(
        ConversationReference conversation, string activityId, OutboundActivity update, CancellationToken cancellationToken)
    {
        var addressed = update.AddressedTo(conversation, null);
        return DeliverAsync(HttpMethod.Put, conversation, $"activities/{Escaped(activityId)}", addressed, cancellationToken);
    }

    /// <summary>
    /// <c>POST v3/conversations</c>: the 1:1 chat with a person, made if it is not there yet. The app must be installed for them already.
    /// </summary>
    /// <param name="memberId">The person's id in Teams (<c>29:…</c>) or their object id in Microsoft Entra.</param>
    public async Task<CreatedConversation> CreateConversationAsync(
        string serviceUrl, string tenantId, string botId, string memberId, CancellationToken cancellationToken)
    {
        var wanted = new NewConversation(
            IsGroup: false,
            new ChannelAccount { Id = botId },
            [new ChannelAccount { Id = memberId }],
            tenantId,
            new TeamsChannelData { Tenant = new IdName { Id = tenantId } });
        var (result, created) = await CallAsync(
            HttpMethod.Post, $"{Base(serviceUrl)}/v3/conversations", Body(wanted, ConnectorJson.Default.NewConversation),
            ConnectorJson.Default.CreatedResponse, cancellationToken);
        return result is SendResult.Sent
            ? created?.Id is { Length: > 0 } id
                ? new CreatedConversation(result, new ConversationReference(created.ServiceUrl ?? serviceUrl, id, tenantId, botId))
                : new CreatedConversation(new SendResult.Refused(200, "NoId", "The service named no conversation."), null)
            : new CreatedConversation(result, null);
    }

    /// <summary><c>GET v3/conversations/{id}/members/{memberId}</c>; null when the service answers 404 or 403.</summary>
    /// <exception cref="ConnectorException">Any other answer.</exception>
    public async Task<ChannelAccount?> FindMemberAsync(
        ConversationReference conversation, string memberId, CancellationToken cancellationToken)
    {
        var url = Url(conversation, $"members/{Escaped(memberId)}");
        var (result, member) = await CallAsync(HttpMethod.Get, url, null, ConnectorJson.Default.ChannelAccount, cancellationToken);
        return result switch
        {
            SendResult.Sent => member,
            SendResult.Unreachable => null,
            _ => throw new ConnectorException(result),
        };
    }

    /// <summary><c>GET v3/conversations/{id}/pagedmembers</c>, page after page as the caller reads on.</summary>
    /// <exception cref="ConnectorException">A page could not be had.</exception>
    public async IAsyncEnumerable<ChannelAccount> GetMembersAsync(
        ConversationReference conversation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var query = next is null ? "" : $"&continuationToken={Escaped(next)}";
            var url = Url(conversation, $"pagedmembers?pageSize={PageSize}{query}");
            var (result, page) = await CallAsync(HttpMethod.Get, url, null, ConnectorJson.Default.MembersPage, cancellationToken);
            if (result is not SendResult.Sent)
                throw new ConnectorException(result);
            foreach (var member in page?.Members ?? [])
                yield return member;
            next = page?.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(next));
    }

    private async Task<SendResult> DeliverAsync(
        HttpMethod method, ConversationReference conversation, string path, OutboundActivity activity, CancellationToken cancellationToken)
    {
        var body = Body(activity, ActivityJson.Wire.OutboundActivity);
        var (result, sent) = await CallAsync(
            method, Url(conversation, path), body, ConnectorJson.Default.ResourceResponse, cancellationToken);
        return result is SendResult.Sent ? new SendResult.Sent(sent?.Id) : result;
    }

    /// <summary>One call within <see cref="Deadline"/>. The body is null when the service sent none that can be read.</summary>
    private async Task<(SendResult Result, T? Body)> CallAsync<T>(
        HttpMethod method, string url, byte[]? body, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        using var deadline = new CancellationTokenSource(Deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var request = Request(method, url, body);
            using var response = await http.SendAsync(request, either.Token);
            var bytes = await response.Content.ReadAsByteArrayAsync(either.Token);
            return response.IsSuccessStatusCode
                ? (new SendResult.Sent(null), Read(bytes, answer))
                : (ConnectorFault.Of(response, bytes, clock.GetUtcNow()), null);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (NotAnswered(e) is { } result)
                return (result, null);
            throw;
        }
    }

    private static SendResult? NotAnswered(Exception failure) => failure switch
    {
        OperationCanceledException => new SendResult.TryLater(null, $"The service did not answer within {Deadline.TotalSeconds} s.", null),
        HttpRequestException e => new SendResult.TryLater(null, $"The service was not reached: {e.HttpRequestError}, {e.Message}", null),
        IOException e => new SendResult.TryLater(null, $"The connection ended: {e.Message}", null),
        BotTokenException e => new SendResult.TryLater(null, e.Message, null),
        UntrustedServiceException e => new SendResult.Refused(0, "UntrustedService", e.Message),
        UriFormatException e => new SendResult.Refused(0, "UntrustedService", $"The service URL is not a URL: {e.Message}"),
        _ => null,
    };

    private static HttpRequestMessage Request(HttpMethod method, string url, byte[]? body)
    {
        var request = new HttpRequestMessage(method, new Uri(url, UriKind.Absolute));
        if (body is not null)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        return request;
    }

    private static T? Read<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return body.Length == 0 ? null : JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null; // the call has succeeded; only its id stays unknown
        }
    }

    private static byte[] Body<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    private static string Url(ConversationReference conversation, string path) =>
        $"{Base(conversation.ServiceUrl)}/v3/conversations/{Escaped(conversation.ConversationId)}/{path}";

    private static string Base(string serviceUrl) => serviceUrl.TrimEnd('/');

    private static string Escaped(string id) => Uri.EscapeDataString(id);
}
