using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using CompetencyBot.Sandbox.Connector;

namespace CompetencyBot.Sandbox.Graph;

/// <param name="UserId">Entra object id.</param>
/// <param name="App">Value of <c>teamsApp@odata.bind</c>.</param>
/// <param name="Token">Without <c>Bearer</c>.</param>
public sealed record GraphInstallation(string UserId, string? App, string? Token, int Status);

/// <summary>
/// Plays of Microsoft Graph what installs an app for a person (<c>POST /v1.0/users/{id}/teamwork/installedApps</c>), on this machine. Whoever has
/// the app can be written to at the connector.
/// </summary>
public sealed class FakeGraph : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly FakeConnector _connector;
    private readonly ConcurrentQueue<GraphInstallation> _installations = new();
    private readonly ConcurrentQueue<(int Status, string Code, string? RetryAfter)> _planned = new();
    private readonly ConcurrentDictionary<string, byte> _has = new();

    private FakeGraph(WebApplication app, FakeConnector connector)
    {
        (_app, _connector) = (app, connector);
        app.MapPost("/v1.0/users/{id}/teamwork/installedApps", InstallAsync);
    }

    public string BaseUrl => $"{_app.Urls.First()}/v1.0";

    /// <summary>Every request so far, oldest first.</summary>
    public IReadOnlyCollection<GraphInstallation> Installations => _installations;

    /// <param name="connector">At which an installed app can be written to.</param>
    public static async Task<FakeGraph> StartAsync(FakeConnector connector)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var graph = new FakeGraph(builder.Build(), connector);
        await graph._app.StartAsync();
        return graph;
    }

    /// <summary>The next request is answered so, and nothing is installed.</summary>
    public void Answer(int status, string code, string? retryAfter = null) => _planned.Enqueue((status, code, retryAfter));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> InstallAsync(string id, HttpRequest request)
    {
        var body = await JsonNode.ParseAsync(request.Body);
        var authorization = request.Headers.Authorization.ToString();
        var token = authorization.StartsWith("Bearer ", StringComparison.Ordinal) ? authorization["Bearer ".Length..] : null;
        var (status, code, retryAfter) = token?.StartsWith("graph-", StringComparison.Ordinal) != true ? (401, "InvalidAuthenticationToken", null)
            : _planned.TryDequeue(out var planned) ? planned
            : _has.TryAdd(id, 0) ? (201, "", null)
            : (409, "Conflict", null);
        _installations.Enqueue(new GraphInstallation(id, (string?)body?["teamsApp@odata.bind"], token, status));
        if (status == 201)
            _connector.InstallFor(id);
        request.HttpContext.Response.Headers.RetryAfter = retryAfter;
        return status == 201 ? Results.StatusCode(201) : Results.Json(
            new { error = new { code, message = $"{code} for user {id}, says Graph." } }, statusCode: status);
    }
}
