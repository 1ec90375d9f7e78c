using System.Net;

namespace CompetencyBot.Sandbox.Insights;

/// <summary>
/// Plays Partner Center Insights on this machine: its sign-in, its programmatic API and the place from which files are fetched, each on a server of its own. Its
/// data are those of a folder of evidence files, as they were when it started.
/// </summary>
public sealed class FakeInsights : IAsyncDisposable
{
    private readonly WebApplication _api;
    private readonly WebApplication _files;
    private readonly WebApplication _login;
    private readonly InsightsDesk _desk;
    private readonly InsightsSignIn _signIn;
    private readonly InsightsLog _log = new();

    private FakeInsights(string folder, TimeProvider clock)
    {
        _desk = new InsightsDesk(folder, Behaviour, clock);
        _signIn = new InsightsSignIn(Behaviour, _log, clock);
        (_api, _files, _login) = (Server(), Server(), Server());
        new InsightsApi(_desk, _signIn, _log, () => FilesUrl).Map(_api);
        new InsightsFiles(_desk, _log).Map(_files);
        _signIn.Map(_login);
    }

    public InsightsBehaviour Behaviour { get; } = new();

    public string ApiUrl => _api.Urls.First() + InsightsApi.Root;

    /// <summary>With the tenant.</summary>
    public string Authority => $"{_login.Urls.First()}/{InsightsSignIn.TenantId}";

    public string TenantId => InsightsSignIn.TenantId;

    public string ClientId => InsightsSignIn.ClientId;

    public string ClientSecret => InsightsSignIn.Secret;

    /// <summary>Who signs in.</summary>
    public string Account => InsightsSignIn.Account;

    /// <summary>Every call so far, in the order in which they ended.</summary>
    public IReadOnlyCollection<InsightsCall> Calls => _log.Calls;

    /// <summary>Every token and code of a link that was given out so far.</summary>
    public IEnumerable<string> Secrets => [.. _signIn.Given, .. _desk.Links.Keys];

    /// <summary>Another host than that of the API, so that a token that goes along is seen.</summary>
    private string FilesUrl => $"http://localhost:{new Uri(_files.Urls.First()).Port}";

    /// <summary>A dataset as CSV, by the right spelling of its name. What a run brings is what stands here when its file is fetched.</summary>
    public string this[string dataset]
    {
        get => _desk[dataset];
        set => _desk[dataset] = value;
    }

    /// <param name="folder">Evidence files, of which those are taken that Insights has.</param>
    /// <param name="clock">The bot's.</param>
    public static async Task<FakeInsights> StartAsync(string folder, TimeProvider clock)
    {
        var played = new FakeInsights(folder, clock);
        foreach (var server in new[] { played._api, played._files, played._login })
            await server.StartAsync();
        return played;
    }

    /// <summary>The next call to the API is answered so; several are for as many calls, in their order.</summary>
    public void Answer(int status, string? retryAfter = null) => _log.Plan(status, retryAfter);

    /// <summary>The API no longer has this dataset.</summary>
    public void Remove(string dataset) => _desk.Remove(dataset);

    public async ValueTask DisposeAsync()
    {
        foreach (var server in new[] { _api, _files, _login })
            await server.DisposeAsync();
    }

    private static WebApplication Server()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        return builder.Build();
    }
}
