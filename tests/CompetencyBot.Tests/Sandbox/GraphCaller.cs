using System.Net;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Graph;
using CompetencyBot.Sandbox.Trial;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Graph.Users.Delta;
using Microsoft.Kiota.Abstractions.Authentication;

namespace CompetencyBot.Tests.Sandbox;

/// <summary>The played Graph with the sample organisation in it, asked through Microsoft's own client.</summary>
internal sealed class GraphCaller : IAsyncDisposable
{
    private readonly HttpClient _http = new();

    private GraphCaller(FakeGraph graph, FakeTimeProvider clock)
    {
        (Graph, Clock) = (graph, clock);
        Client = new GraphServiceClient(_http, new BaseBearerTokenAuthenticationProvider(new OneToken()), graph.BaseUrl);
    }

    public FakeGraph Graph { get; }

    public FakeTimeProvider Clock { get; }

    public GraphServiceClient Client { get; }

    public static async Task<GraphCaller> StartAsync()
    {
        var clock = new FakeTimeProvider(SampleCast.Morning);
        var graph = await FakeGraph.StartAsync(clock: clock);
        SampleDirectory.Fill(graph, SandboxFolder.SampleOrganisation);
        return new GraphCaller(graph, clock);
    }

    /// <summary>A first full read, to its last page.</summary>
    public async Task<DeltaRound> ReadAllAsync(params string[] select)
    {
        var first = await Client.Users.Delta.GetAsDeltaGetResponseAsync(request => request.QueryParameters.Select = select);
        return await FollowAsync(first!);
    }

    /// <summary>What changed since a round, to its last page.</summary>
    public async Task<DeltaRound> ReadOnAsync(DeltaRound round) =>
        await FollowAsync((await Client.Users.Delta.WithUrl(round.Link).GetAsDeltaGetResponseAsync())!);

    /// <summary>As somebody without Microsoft's client.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, string? token = "graph-token")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Graph.BaseUrl + path);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return _http.SendAsync(request);
    }

    /// <summary>What Graph refuses with.</summary>
    public static async Task<(int Status, string? Code)> RefusalAsync(Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<ODataError>(call);
        return (error.ResponseStatusCode, error.Error?.Code);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _http.Dispose();
        await Graph.DisposeAsync();
    }

    private async Task<DeltaRound> FollowAsync(DeltaGetResponse page)
    {
        var users = new List<User>(page.Value!);
        var pages = 1;
        while (page.OdataNextLink is { } next)
        {
            page = (await Client.Users.Delta.WithUrl(next).GetAsDeltaGetResponseAsync())!;
            users.AddRange(page.Value!);
            pages++;
        }

        return new DeltaRound(users, pages, page.OdataDeltaLink!);
    }

    private sealed class OneToken : IAccessTokenProvider
    {
        public AllowedHostsValidator AllowedHostsValidator { get; } = new([IPAddress.Loopback.ToString()]);

        public Task<string> GetAuthorizationTokenAsync(
            Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) =>
            Task.FromResult("graph-token");
    }
}

/// <param name="Link">Where the next round begins.</param>
internal sealed record DeltaRound(IReadOnlyList<User> Users, int Pages, string Link)
{
    public string[] Ids => [.. Users.Select(user => user.Id!)];
}
