using System.Net;
using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Files;
using CompetencyBot.BotFramework.Inbound;
using CompetencyBot.BotFramework.Tokens;
using CompetencyBot.BotFramework.Turns;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CompetencyBot.BotFramework.Hosting;

public static class BotFrameworkSetup
{
    /// <summary>Name of the HTTP client that fetches the service's signing keys.</summary>
    public const string KeysClient = "BotFramework.Keys";

    /// <summary>Name of the HTTP client that fetches the bot's tokens.</summary>
    public const string LoginClient = "BotFramework.Login";

    /// <summary>Name of the HTTP client that calls the connector.</summary>
    public const string ServiceClient = "BotFramework.Service";

    private static readonly TimeSpan LoginTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Adds the wire. The bot registers its <see cref="ITurnMiddleware"/> layers, outermost first; a <see cref="TimeProvider"/> and an
    /// <see cref="ICallBudget"/> already registered are used. Settings are checked when the host starts.
    /// </summary>
    /// <param name="section">The section <c>BotFramework</c>; it is read when the host starts.</param>
    public static IServiceCollection AddBotFramework(this IServiceCollection services, IConfiguration section, IHostEnvironment environment)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<BotFrameworkOptions>>(new SettingsCheck(environment));
        services.AddOptions<BotFrameworkOptions>()
            .Bind(section)
            .PostConfigure(options => options.ReadLists(section))
            .ValidateOnStart();
        services.AddHostedService<AnonymousGuard>();
        services.AddSingleton<TrustedHosts>();
        services.AddHttpClient(KeysClient, client => client.Timeout = LoginTimeout);
        services.AddHttpClient(LoginClient, client => client.Timeout = LoginTimeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false }); // the secret is in the body
        services.AddTurns();
        AddInbound(services);
        AddOutbound(services);
        services.AddFiles(section);
        return services;
    }

    /// <summary>
    /// Adds what runs turns, without HTTP: for a host that receives activities in another way and registers an <see cref="IConnector"/> of its
    /// own.
    /// </summary>
    public static IServiceCollection AddTurns(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<TurnRunner>();
        services.AddScoped<TurnPipeline>();
        return services;
    }

    /// <summary>
    /// Maps <c>POST /api/messages</c>; other methods are answered with 405. It authenticates by itself and needs no middleware before it.
    /// </summary>
    public static IEndpointConventionBuilder MapBotFramework(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/messages", context => context.RequestServices.GetRequiredService<MessagesEndpoint>().HandleAsync(context));

    private static void AddInbound(IServiceCollection services)
    {
        services.AddAuthentication().AddJwtBearer(TokenRules.Scheme, _ => { });
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, TokenRules>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<AllowedTenants>();
        services.AddSingleton<Door>();
        services.AddSingleton<MessagesEndpoint>();
    }

    private static void AddOutbound(IServiceCollection services)
    {
        services.AddSingleton(NewTokens);
        services.AddTransient<BotTokenHandler>();
        services.TryAddSingleton<ICallBudget, OwnCallBudget>();
        services.AddTransient<CallTelemetry>();
        services.AddSingleton<SendPace>();
        services.AddSingleton<IConnector>(provider => new ConnectorClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(ServiceClient),
            provider.GetRequiredService<SendPace>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHttpClient(ServiceClient, client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan; // each call has a deadline of its own, by TimeProvider
                client.MaxResponseContentBufferSize = ConnectorCalls.MaxAnswer;
            })
            .RemoveAllLoggers() // what goes wrong is told by the results
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // the one client lives as long as the bot; connections are renewed below
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false, // a redirect would carry the token to a host that nobody checked
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
                AutomaticDecompression = DecompressionMethods.All,
            })
            .AddHttpMessageHandler<CallTelemetry>()
            .AddHttpMessageHandler<BotTokenHandler>();
    }

    private static BotTokens NewTokens(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<BotFrameworkOptions>>().Value;
        var http = services.GetRequiredService<IHttpClientFactory>();
        var clock = services.GetRequiredService<TimeProvider>();
        return new BotTokens(Source(options, http, clock), clock, services.GetRequiredService<ILogger<BotTokens>>());
    }

    /// <param name="scope">What the token is for; null = the Bot Connector.</param>
    internal static RequestToken? Source(BotFrameworkOptions options, IHttpClientFactory http, TimeProvider clock, string? scope = null)
    {
        scope ??= Cloud.Of(options).Scope;
        return options.IsAnonymous ? null
            : string.IsNullOrWhiteSpace(options.TokenEndpoint) ? EntraTokens.From(options, http, scope)
            : EndpointTokens.From(options, http, clock, scope);
    }
}
