using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CompetencyBot.Hosting;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Sources.Insights;

/// <summary>
/// Calls to the API: with a token, which goes to its own host only, and of which a new one is fetched when it is refused. Expected endings are values. An
/// address is never logged: links in answers are secrets.
/// </summary>
public sealed partial class InsightsCalls(
    InsightsAccount account, IHttpClientFactory http, IOptions<PartnerCenterOptions> options, TimeProvider clock, ILogger<InsightsCalls> logger)
{
    /// <summary>Name of the HTTP client that calls the API.</summary>
    public const string HttpClientName = "PartnerCenter.Api";

    /// <summary>Of one answer; it names datasets and columns, but has no rows.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Nobody is believed who asks to wait longer.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(5);

    /// <param name="path">Below the API's address; or an address that the API gave, which must be of the same host.</param>
    /// <param name="body">Null = none.</param>
    public async Task<InsightsAnswer<Envelope<T>>> SendAsync<T>(
        HttpMethod method, string path, Func<HttpContent>? body, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(method);
        if (Below(path) is not { } address)
            return InsightsTrouble.Answer;
        for (var isSecond = false; ; isSecond = true)
        {
            var token = await account.TokenAsync(renew: isSecond, cancellationToken);
            if (token.Value is not { } value)
                return token.Fault!;
            var (answer, status) = await SendAsync(method, address, value, body, type, cancellationToken);
            if (status != HttpStatusCode.Unauthorized)
                return answer;
            if (!isSecond)
                continue;
            await account.RefuseAsync(cancellationToken);
            return InsightsTrouble.ConnectAgain;
        }
    }

    private async Task<(InsightsAnswer<Envelope<T>> Answer, HttpStatusCode? Status)> SendAsync<T>(
        HttpMethod method, Uri address, string token, Func<HttpContent>? body, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, address) { Content = body?.Invoke() };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var client = http.CreateClient(HttpClientName);
            using var response = await client.SendAsync(request, cancellationToken);
            if (FaultOf(response) is { } fault)
            {
                Log.Refused(logger, method, (int)response.StatusCode);
                return (fault, response.StatusCode);
            }

            await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
            var envelope = await JsonSerializer.DeserializeAsync(content, type, cancellationToken);
            return (envelope is null ? new InsightsFault(InsightsTrouble.Answer) : Inner(envelope), response.StatusCode);
        }
        catch (JsonException)
        {
            return (InsightsTrouble.Answer, null);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Log.NotReached(logger, failure is HttpRequestException { HttpRequestError: var error } ? error.ToString() : failure.GetType().Name);
            return (InsightsTrouble.NotReached, null);
        }
    }

    /// <summary>HTTP may say that all is well where the envelope does not. What is null in it is nothing.</summary>
    private static InsightsAnswer<Envelope<T>> Inner<T>(Envelope<T> envelope) => envelope.StatusCode switch
    {
        404 => InsightsTrouble.NotFound,
        >= 400 => InsightsTrouble.Answer,
        _ => new InsightsAnswer<Envelope<T>>(envelope with { Value = [.. (envelope.Value ?? []).Where(item => item is not null)] }),
    };

    private InsightsFault? FaultOf(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        200 or 201 or 202 => null,
        403 => new InsightsFault(InsightsTrouble.NotAllowed),
        404 => new InsightsFault(InsightsTrouble.NotFound),
        429 => new InsightsFault(InsightsTrouble.Throttled, RetryAfter: WaitOf(response) ?? UsualWait),
        503 when WaitOf(response) is { } wait => new InsightsFault(InsightsTrouble.Throttled, RetryAfter: wait),
        >= 500 => new InsightsFault(InsightsTrouble.NotReached),
        var status => new InsightsFault(InsightsTrouble.Answer, Detail: status.ToString(CultureInfo.InvariantCulture)),
    };

    private TimeSpan? WaitOf(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - clock.GetUtcNow();
        return asked is { } wait && wait > TimeSpan.Zero ? (wait < LongestWait ? wait : LongestWait) : null;
    }

    private Uri? Below(string path)
    {
        var root = new Uri(options.Value.ApiUrl.TrimEnd('/') + "/");
        return Uri.TryCreate(root, path, out var address)
            && address.GetLeftPart(UriPartial.Authority) == root.GetLeftPart(UriPartial.Authority) && address.UserInfo.Length == 0
            ? address
            : null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Partner Center Insights answered {Method} with {Status}.")]
        public static partial void Refused(ILogger logger, HttpMethod method, int status);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Partner Center Insights was not reached: {Reason}.")]
        public static partial void NotReached(ILogger logger, string reason);
    }
}
