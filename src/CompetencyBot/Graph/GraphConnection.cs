using System.Text.Json;
using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.BotFramework.Tokens;
using Microsoft.Extensions.Options;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace CompetencyBot.Graph;

/// <summary>
/// The one way to Microsoft Graph. Nothing is tried again here: whoever asks is told how long to wait, and until then nobody else asks either.
/// </summary>
public sealed class GraphConnection(
    IOptions<GraphOptions> options, IOptions<BotFrameworkOptions> wire, IHttpClientFactory http, TimeProvider clock, ILoggerFactory logs) : IDisposable
{
    /// <summary>Name of the HTTP client that calls Graph.</summary>
    public const string ClientName = "Graph";

    /// <summary>Where Graph throttles without saying for how long.</summary>
    private static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(1);

    /// <summary>For a whole answer: the client's own patience ends with its headers.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private Opened? _opened;
    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;

    /// <summary>Such as <c>https://graph.microsoft.com/v1.0</c>.</summary>
    public string Address => options.Value.Address(wire.Value);

    /// <param name="call">One request; of a batch one POST. A model is never used in two of them: what was sent once counts as unchanged and is left out.</param>
    public async Task<GraphAnswer<TValue>> AskAsync<TValue>(
        Func<GraphServiceClient, CancellationToken, Task<TValue?>> call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (Closed() is { } closed)
            return new(default, closed);
        using var patience = new CancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return new(await call(Open(), either.Token), null);
        }
        catch (ApiException answer) when (answer.ResponseStatusCode > 0)
        {
            return new(default, FailureOf(answer));
        }
        catch (BotTokenException failure)
        {
            return new(default, new GraphFailure.NoToken(failure.Message));
        }
        catch (Exception failure) when (IsOfTheWire(failure) || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new(default, new GraphFailure.NotReached($"Microsoft Graph was not reached: {failure.GetType().Name}"));
        }
    }

    /// <summary>No answer, or one that is none: the package complains of the page of a proxy as of an operation that is not valid.</summary>
    private static bool IsOfTheWire(Exception failure) => failure is HttpRequestException or IOException or JsonException or ApiException or InvalidOperationException;

    /// <summary>Whether a link in an answer may be followed: the token goes along.</summary>
    public bool IsOurs(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var url)
        && Uri.Compare(url, new Uri(Address), UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>What one answer inside a batch means; one that throttles closes Graph for everybody.</summary>
    public GraphFailure FailureOf(int status, string code, string? retryAfter)
    {
        var wait = RetryAfter.Read(retryAfter, clock.GetUtcNow());
        if (status is not 429 and < 500)
            return new GraphFailure.Refused(status, code);
        var busy = new GraphFailure.Busy(status, status == 429 ? wait ?? UsualWait : wait);
        if (busy.Wait is { } closed)
            Close(clock.GetUtcNow() + closed);
        return busy;
    }

    public void Dispose() => _opened?.Dispose();

    private GraphFailure FailureOf(ApiException answer) => FailureOf(
        answer.ResponseStatusCode,
        (answer as Microsoft.Graph.Models.ODataErrors.ODataError)?.Error?.Code ?? "",
        answer.ResponseHeaders.TryGetValue("Retry-After", out var values) ? values.FirstOrDefault() : null);

    private GraphFailure.Busy? Closed()
    {
        lock (_gate)
            return _closedUntil - clock.GetUtcNow() is var left && left > TimeSpan.Zero ? new GraphFailure.Busy(429, left) : null;
    }

    private void Close(DateTimeOffset until)
    {
        lock (_gate)
            _closedUntil = until > _closedUntil ? until : _closedUntil;
    }

    // The package is large: it is loaded with the first call, not when the bot starts.
    private GraphServiceClient Open()
    {
        lock (_gate)
            return (_opened ??= new Opened(options.Value, wire.Value, http, clock, logs)).Client;
    }

    private sealed class Opened : IDisposable
    {
        private readonly ApiTokens _tokens;
        private readonly HttpClient _http;

        public Opened(GraphOptions graph, BotFrameworkOptions wire, IHttpClientFactory http, TimeProvider clock, ILoggerFactory logs)
        {
            _tokens = new ApiTokens(graph.Registration(wire), graph.Scope(wire), http, clock, logs);
            _http = http.CreateClient(ClientName); // has none of the package's handlers, which would try again by themselves
            Client = new GraphServiceClient(_http, GraphTokens.Authentication(_tokens, new Uri(graph.Address(wire))), graph.Address(wire));
        }

        public GraphServiceClient Client { get; }

        public void Dispose()
        {
            Client.Dispose();
            _http.Dispose();
            _tokens.Dispose();
        }
    }
}
