using System.Collections.Concurrent;
using System.Globalization;
using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.BotFramework.Tokens;
using Microsoft.Extensions.Options;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;

namespace CompetencyBot.Outbox;

/// <summary>
/// Installs the app for somebody who is to be told something, where the organisation allows that: permission
/// <c>TeamsAppInstallation.ReadWriteSelfForUser.All</c> of Microsoft Graph, for the bot's own app only.
/// </summary>
public sealed partial class AppInstaller(
    IOptions<GraphOptions> graph,
    IOptions<BotFrameworkOptions> wire,
    IHttpClientFactory http,
    TimeProvider clock,
    ILoggerFactory logs) : IDisposable
{
    /// <summary>Name of the HTTP client that calls Graph.</summary>
    public const string GraphClient = "Graph";

    /// <summary>For so long somebody for whom the app may not be installed, or who has no Teams, is not tried again.</summary>
    private static readonly TimeSpan RefusalsKept = TimeSpan.FromDays(1);

    private readonly ILogger _logger = logs.CreateLogger<AppInstaller>();
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, SendResult.Refused Why)> _refused = new();
    private readonly Lock _gate = new();
    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;
    private GraphApps? _apps;

    /// <returns>Sent: the app is installed. Try later: Graph has no time, or is out of order. Refused: it is not to be had for them.</returns>
    public async Task<SendResult> InstallAsync(string objectId, CancellationToken cancellationToken)
    {
        if (!graph.Value.InstallsApp)
            return new SendResult.Refused(0, "NotConfigured", "Graph:Enabled and Graph:TeamsAppId are not set.");
        var now = clock.GetUtcNow();
        if (_refused.TryGetValue(objectId, out var known) && now - known.At < RefusalsKept)
            return known.Why;
        if (_closedUntil is var until && until > now)
            return new SendResult.TryLater(429, "Microsoft Graph asked to wait.", until - now);

        var result = await AskAsync(objectId, cancellationToken);
        if (result is SendResult.TryLater { RetryAfter: { } wait })
            _closedUntil = now + wait;
        if (result is SendResult.Refused { Status: >= 400 } refused)
            Keep(objectId, refused, now);
        Log.Asked(_logger, result.Summary());
        return result;
    }

    public void Dispose() => _apps?.Dispose();

    private void Keep(string objectId, SendResult.Refused why, DateTimeOffset now)
    {
        foreach (var (id, (at, _)) in _refused)
            if (now - at >= RefusalsKept)
                _refused.TryRemove(id, out _);
        _refused[objectId] = (now, why);
    }

    // The package is large: it is loaded when the first app is installed, not when the bot starts.
    private Task<SendResult> AskAsync(string objectId, CancellationToken cancellationToken)
    {
        lock (_gate)
            _apps ??= new GraphApps(graph.Value, wire.Value, http, clock, logs);
        return _apps.InstallAsync(objectId, cancellationToken);
    }

    private sealed class GraphApps : IDisposable
    {
        private readonly string _appId;
        private readonly string _address;
        private readonly TimeProvider _clock;
        private readonly ApiTokens _tokens;
        private readonly HttpClient _http;
        private readonly GraphServiceClient _client;

        public GraphApps(GraphOptions graph, BotFrameworkOptions wire, IHttpClientFactory http, TimeProvider clock, ILoggerFactory logs)
        {
            (_appId, _address, _clock) = (graph.TeamsAppId!, graph.Address(wire), clock);
            _tokens = new ApiTokens(graph.Registration(wire), graph.Scope(wire), http, clock, logs);
            _http = http.CreateClient(GraphClient);
            _client = new GraphServiceClient(_http, new BaseBearerTokenAuthenticationProvider(new Tokens(_tokens, new Uri(_address).Host)), _address);
        }

        public async Task<SendResult> InstallAsync(string objectId, CancellationToken cancellationToken)
        {
            var app = new UserScopeTeamsAppInstallation
            {
                AdditionalData = new Dictionary<string, object> { ["teamsApp@odata.bind"] = $"{_address}/appCatalogs/teamsApps/{_appId}" },
            };
            try
            {
                await _client.Users[objectId].Teamwork.InstalledApps.PostAsync(app, cancellationToken: cancellationToken);
                return new SendResult.Sent(null);
            }
            catch (ApiException answer)
            {
                return Of(answer);
            }
            catch (BotTokenException failure)
            {
                return new SendResult.Refused(0, "NoToken", failure.Message); // as if the bot were not permitted, until somebody mends it
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException
                || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                return new SendResult.TryLater(null, $"Microsoft Graph was not reached: {failure.GetType().Name}", null);
            }
        }

        public void Dispose()
        {
            _client.Dispose();
            _http.Dispose();
            _tokens.Dispose();
        }

        /// <summary>409 = it is installed already. 403 = not permitted, by the organisation or for this person; 404 = no such person or app.</summary>
        private SendResult Of(ApiException answer) => answer.ResponseStatusCode switch
        {
            409 => new SendResult.Sent(null),
            429 => new SendResult.TryLater(429, "Microsoft Graph asked to wait.", Wait(answer) ?? TimeSpan.FromMinutes(1)),
            >= 500 and var status => new SendResult.TryLater(status, "Microsoft Graph is out of order.", Wait(answer)),
            var status => new SendResult.Refused(status, "AppNotInstalled", "Microsoft Graph does not install the app for this person."),
        };

        private TimeSpan? Wait(ApiException answer)
        {
            if (!answer.ResponseHeaders.TryGetValue("Retry-After", out var values) || values.FirstOrDefault() is not { } text)
                return null;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                return TimeSpan.FromSeconds(seconds);
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at) && at - _clock.GetUtcNow() is var wait && wait > TimeSpan.Zero
                ? wait
                : null;
        }
    }

    /// <summary>The token goes to Graph's own host only, also when a link in an answer names another.</summary>
    private sealed class Tokens(ApiTokens tokens, string host) : IAccessTokenProvider
    {
        public AllowedHostsValidator AllowedHostsValidator { get; } = new([host]);

        public async Task<string> GetAuthorizationTokenAsync(
            Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) =>
            AllowedHostsValidator.IsUrlHostValid(uri) ? await tokens.GetAsync(cancellationToken) ?? "" : "";
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Microsoft Graph was asked to install the app for somebody: {Answer}")]
        public static partial void Asked(ILogger logger, string answer);
    }
}

public static class AppInstallerSetup
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <exception cref="Hosting.StartRefusedException">A setting is wrong.</exception>
    public static void AddAppInstaller(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var section = builder.Configuration.GetSection(GraphOptions.Section);
        var options = section.Get<GraphOptions>() ?? new();
        if (options.Problems(builder.Environment).ToArray() is { Length: > 0 } problems)
            throw new Hosting.StartRefusedException(string.Join(Environment.NewLine, problems));
        builder.Services.AddOptions<GraphOptions>().Bind(section);
        builder.Services.AddSingleton<AppInstaller>();
        builder.Services.AddHttpClient(AppInstaller.GraphClient, client => client.Timeout = Timeout)
            .RemoveAllLoggers() // its addresses hold ids of people
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    }
}
