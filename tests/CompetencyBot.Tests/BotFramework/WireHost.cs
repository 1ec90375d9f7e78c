using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Files;
using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Sandbox.Connector;
using CompetencyBot.Sandbox.Login;
using CompetencyBot.Tests.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CompetencyBot.Tests.BotFramework;

/// <summary>
/// The wire with nothing behind it but what a test puts there: a real server, a fake identity service and a fake connector.
/// </summary>
internal sealed class WireHost : IAsyncDisposable
{
    public const string AppId = "11111111-2222-3333-4444-555555555555";

    private readonly HttpClient _http = new();
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _hangUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private WireHost(WebApplication app, FakeLogin login, FakeConnector connector, TestClock clock, LogRecord log) =>
        (_app, Login, Connector, Clock, Log) = (app, login, connector, clock, log);

    public FakeLogin Login { get; }

    public FakeConnector Connector { get; }

    /// <summary>Far from the system's time, so that whoever reads that one is found out.</summary>
    public TestClock Clock { get; }

    public LogRecord Log { get; }

    public IConnector Client => _app.Services.GetRequiredService<IConnector>();

    public TService Service<TService>()
        where TService : notnull => _app.Services.GetRequiredService<TService>();

    public Uri Address => new(_app.Urls.First());

    public FileDownload Files => _app.Services.GetRequiredService<FileDownload>();

    public ConversationReference Conversation => new(Connector.ServiceUrl, "19:chat@thread.tacv2;messageid=17", "tenant", $"28:{AppId}");

    /// <param name="layer">The bot; unless told it echoes the text.</param>
    /// <param name="settings">Under <c>BotFramework:</c>, over the usual ones; a null takes one away.</param>
    public static async Task<WireHost> StartAsync(
        Layer? layer = null,
        Dictionary<string, string?>? settings = null,
        string environment = "Development",
        Action<IServiceCollection>? services = null)
    {
        var clock = new TestClock(new DateTimeOffset(2018, 3, 1, 8, 0, 0, TimeSpan.Zero));
        var login = await FakeLogin.StartAsync(AppId, clock);
        var connector = await FakeConnector.StartAsync(clock: clock);
        var log = new LogRecord();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Configuration.AddInMemoryCollection(Settings(login, settings));
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddBotFramework(builder.Configuration.GetSection("BotFramework"), builder.Environment);
        builder.Services.AddScoped<ITurnMiddleware>(_ => layer ?? Layer.Echo);
        services?.Invoke(builder.Services);
        var host = new WireHost(builder.Build(), login, connector, clock, log);
        host._app.MapBotFramework();
        await host._app.StartAsync();
        return host;
    }

    /// <summary>Posts an activity with a good token, unless told otherwise.</summary>
    public Task<HttpResponseMessage> PostAsync(JsonObject activity, TokenOverrides? token = null) =>
        PostAsync(activity.ToJsonString(), $"Bearer {Login.CreateToken(Connector.ServiceUrl, token)}");

    public Task<HttpResponseMessage> PostAsync(string body, string? authorization, string contentType = "application/json") =>
        SendAsync(HttpMethod.Post, new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType)), authorization);

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, HttpContent? content = null, string? authorization = null, string? host = null)
    {
        using var request = new HttpRequestMessage(method, $"{_app.Urls.First()}/api/messages") { Content = content };
        request.Headers.Host = host;
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await _http.SendAsync(request, _hangUp.Token);
    }

    /// <summary>The caller of every request that is not answered yet closes its connection.</summary>
    public void HangUp() => _hangUp.Cancel();

    /// <summary>A message such as Teams sends in a personal chat.</summary>
    public JsonObject Message(string text = "hello") => new()
    {
        ["type"] = "message",
        ["id"] = "1519891200000",
        ["channelId"] = "msteams",
        ["serviceUrl"] = Connector.ServiceUrl,
        ["from"] = new JsonObject { ["id"] = "29:mei", ["name"] = "Mei", ["aadObjectId"] = "mei" },
        ["recipient"] = new JsonObject { ["id"] = $"28:{AppId}", ["name"] = "Bot" },
        ["conversation"] = new JsonObject { ["id"] = "a:mei", ["conversationType"] = "personal", ["tenantId"] = "tenant" },
        ["text"] = text,
    };

    public JsonObject Invoke(string name)
    {
        var invoke = Message();
        invoke["type"] = "invoke";
        invoke["name"] = name;
        return invoke;
    }

    public async ValueTask DisposeAsync()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(Log.Warnings);
        _http.Dispose();
        _hangUp.Dispose();
        await Connector.DisposeAsync(); // first, since it lets go of calls that hang
        await _app.DisposeAsync();
        await Login.DisposeAsync();
        ProtocolFaultsAttribute.Report(Connector);
    }

    private static Dictionary<string, string?> Settings(FakeLogin login, Dictionary<string, string?>? more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["BotFramework:AppId"] = AppId,
            ["BotFramework:ClientSecret"] = login.Secret,
            ["BotFramework:OpenIdMetadataUrl"] = login.MetadataUrl,
            ["BotFramework:TokenEndpoint"] = login.TokenEndpoint,
        };
        foreach (var (key, value) in more ?? [])
            settings[$"BotFramework:{key}"] = value;
        return settings;
    }
}
