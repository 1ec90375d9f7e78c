using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CompetencyBot.BotFramework.Tokens;

namespace CompetencyBot.BotFramework.Connector;

/// <summary>One call to the connector over HTTP, with a deadline of its own; expected endings are values.</summary>
internal sealed class ConnectorCalls(HttpClient http, TimeProvider clock)
{
    /// <summary>For one call, the token included.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Bytes. A page of 500 members has about 200 KB.</summary>
    public const int MaxAnswer = 4 * 1024 * 1024;

    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    /// <returns>The answer is null when the service sent none that can be read.</returns>
    public async Task<Called<T>> RunAsync<T>(
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
                ? new(new SendResult.Sent(null), Read(bytes, answer))
                : new(ConnectorFault.Of(response, bytes, clock.GetUtcNow()), null);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (NotAnswered(e) is { } result)
                return new(result, null);
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
}
