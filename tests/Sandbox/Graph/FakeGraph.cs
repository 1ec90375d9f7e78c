using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompetencyBot.Sandbox.Connector;
using CompetencyBot.Sandbox.Pages;
using CompetencyBot.Sandbox.Trial;
using Microsoft.AspNetCore.Http.Features;

namespace CompetencyBot.Sandbox.Graph;

/// <summary>
/// Plays Microsoft Graph on this machine: a directory with its changes, groups, mailbox settings, subscriptions and the installing of an app. It
/// begins with nobody in it; <see cref="SampleDirectory"/> fills it.
/// </summary>
public sealed partial class FakeGraph : IAsyncDisposable
{
    private const string Version = "/v1.0";

    private readonly WebApplication _app;
    private readonly GraphRoutes _routes = new();
    private readonly GraphPlans _plans = new();
    private readonly GraphShapes _shapes;
    private readonly UserRoutes _users;
    private readonly ConcurrentQueue<GraphCall> _calls = new();
    private readonly ConcurrentDictionary<GraphConsent, byte> _granted = new(
        Enum.GetValues<GraphConsent>().Except([GraphConsent.ReadLeaveDates]).Select(consent => KeyValuePair.Create(consent, (byte)0)));

    private FakeGraph(WebApplication app, FakeConnector? connector, TimeProvider clock)
    {
        _app = app;
        Directory = new FakeDirectory(clock);
        _shapes = new GraphShapes(Directory, _granted.ContainsKey, () => BaseUrl);
        Delta = new UserDelta(Directory, _shapes, clock);
        Delta.Map(_routes);
        _users = new UserRoutes(Directory, _shapes);
        _users.Map(_routes);
        new GroupRoutes(Groups, Directory, _shapes).Map(_routes);
        new MailboxRoutes(Directory).Map(_routes);
        new InstalledApps(Directory, connector).Map(_routes);
        Subscriptions = new FakeSubscriptions(Directory, clock, SampleCast.TenantId);
        new SubscriptionRoutes(Subscriptions, clock).Map(_routes);
        _routes.Add("POST", "/$batch", null, [], AnswerBatchAsync);
        app.UsePlayedPages();
        app.Use((context, next) =>
        {
            context.Response.OnCompleted(() => Subscriptions.SendsAtOnce ? Subscriptions.SendAsync() : Task.CompletedTask);
            return next(context);
        });
        app.Map($"{Version}/{{**path}}", AnswerAsync);
        new DirectoryPage(this, clock).Map(app);
    }

    public string BaseUrl => $"{_app.Urls.First()}{Version}";

    /// <summary>On which a person changes the directory with buttons.</summary>
    public string PageUrl => _app.Urls.First() + DirectoryForms.Address;

    public FakeDirectory Directory { get; }

    public FakeGroups Groups { get; } = new();

    public UserDelta Delta { get; }

    public FakeSubscriptions Subscriptions { get; }

    /// <summary>Every request so far, oldest first; the steps of a batch stand before the batch.</summary>
    public IReadOnlyList<GraphCall> Calls => [.. _calls];

    /// <summary>Every request to install an app so far, oldest first.</summary>
    public IReadOnlyList<GraphInstallation> Installations =>
    [
        .. _calls.Where(call => call.Template == InstalledApps.Template)
            .Select(call => new GraphInstallation(call.Path.Split('/')[2], (string?)call.Body?["teamsApp@odata.bind"], call.Token, call.Status)),
    ];

    /// <summary>The <c>passwordProfile</c> with which users were created, by address. Graph never tells it again.</summary>
    public IReadOnlyDictionary<string, JsonObject> PasswordProfiles => _users.PasswordProfiles;

    /// <summary>Entries of a page, of whatever list, unless the request asks for fewer (<c>$top</c>).</summary>
    public int PageSize
    {
        get => _shapes.PageSize;
        set => _shapes.PageSize = value;
    }

    /// <param name="connector">At which an installed app can be written to.</param>
    /// <param name="clock">By which tokens and subscriptions expire; null = the machine's.</param>
    /// <param name="port">0 takes a free one.</param>
    public static async Task<FakeGraph> StartAsync(FakeConnector? connector = null, TimeProvider? clock = null, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var graph = new FakeGraph(builder.Build(), connector, clock ?? TimeProvider.System);
        await graph._app.StartAsync();
        return graph;
    }

    /// <summary>All are granted at first, but <see cref="GraphConsent.ReadLeaveDates"/>.</summary>
    public void Grant(GraphConsent consent) => _granted[consent] = 0;

    public void Revoke(GraphConsent consent) => _granted.TryRemove(consent, out _);

    /// <summary>The next requests of a route are answered so instead of being carried out. 401 for want of a token comes before.</summary>
    /// <param name="path">Of all (<c>/users/{id}/manager</c>) or of one (<c>/users/98dc…/manager</c>); without the version.</param>
    /// <param name="retryAfter">Value of <c>Retry-After</c>, seconds or a date; null leaves it out, as Graph sometimes does.</param>
    /// <param name="after">So many requests are carried out before.</param>
    public void Answer(string method, string path, int status, string code, string? retryAfter = null, int times = 1, int after = 0) =>
        _plans.Add(method, path, GraphAnswer.Error(status, code, $"{code}, says Graph.") with { RetryAfter = retryAfter }, times, after);

    /// <summary>The next request to install an app is answered so, and nothing is installed.</summary>
    public void Answer(int status, string code, string? retryAfter = null) => Answer("POST", InstalledApps.Template, status, code, retryAfter);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Subscriptions.Dispose();
    }

    /// <summary>Carries out one request, by itself or as a step of a batch, and records it.</summary>
    private async Task<GraphAnswer> AnswerAsync(GraphRequest request)
    {
        var found = _routes.Find(request);
        var answer = await AnswerAsync(found, request);
        _calls.Enqueue(new GraphCall(
            request.Method, request.Path, found?.Route.Template, request.Query, request.Token, request.Body, answer.Status, request.InBatch));
        return answer;
    }

    private async Task<GraphAnswer> AnswerAsync((GraphRoute Route, GraphRequest Request)? found, GraphRequest request)
    {
        if (request.Token?.StartsWith("graph-", StringComparison.Ordinal) != true)
            return GraphAnswer.Error(401, "InvalidAuthenticationToken", "Access token is empty.");
        if (found is not var (route, matched))
            return GraphAnswer.Bad($"Resource not found for the segment '{request.Path.Trim('/')}'.", "BadRequest");
        if (_plans.Next(route, matched) is { } planned)
            return planned;
        if (route.Consent is { } consent && !_granted.ContainsKey(consent))
            return GraphAnswer.Forbidden;
        return matched.Query.Keys.FirstOrDefault(option => option.StartsWith('$') && !route.Options.Contains(option)) is { } unknown
            ? GraphAnswer.Bad($"The query option '{unknown}' is not supported here.", "Request_UnsupportedQuery")
            : await route.AnswerAsync(matched);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        var token = authorization.StartsWith("Bearer ", StringComparison.Ordinal) ? authorization["Bearer ".Length..] : null;
        var address = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var body = await ReadAsync(context.Request);
        var request = GraphRequest.Of(context.Request.Method, address[Version.Length..], token, body);
        await WriteAsync(context, await AnswerAsync(request));
    }

    /// <returns>Null for no body, and for one that is no JSON.</returns>
    private static async Task<JsonNode?> ReadAsync(HttpRequest request)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task WriteAsync(HttpContext context, GraphAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.Headers.RetryAfter = answer.RetryAfter;
        context.Response.Headers.Location = answer.Location;
        if (answer.Body is null)
            return;
        context.Response.ContentType = "application/json; odata.metadata=minimal; charset=utf-8";
        await context.Response.WriteAsync(answer.Body.ToJsonString(), context.RequestAborted);
    }
}
