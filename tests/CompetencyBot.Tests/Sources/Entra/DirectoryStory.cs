using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Graph;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Sources.Entra;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Sources.Entra;

/// <summary>The sample organisation with the directory beside it. Bot and Graph have clocks of their own, which go together.</summary>
internal sealed class DirectoryStory : IAsyncDisposable
{
    private readonly TestClock _graphClock;

    private DirectoryStory(FakeGraph graph, AppFixture app, Dictionary<string, string?> settings, TestClock graphClock) =>
        (Graph, App, Settings, _graphClock) = (graph, app, settings, graphClock);

    public FakeGraph Graph { get; }

    public AppFixture App { get; }

    /// <summary>A change counts from the next start of the bot.</summary>
    public Dictionary<string, string?> Settings { get; }

    public static DateOnly Today { get; } = new(2018, 3, 1);

    public static async Task<DirectoryStory> StartAsync(params (string Key, string? Value)[] settings)
    {
        var clock = new TestClock(SampleCast.Morning);
        var graph = await FakeGraph.StartAsync(clock: clock);
        SampleDirectory.Fill(graph, SandboxFolder.SampleOrganisation);
        var all = new Dictionary<string, string?>
        {
            ["Graph:Enabled"] = "true",
            ["Graph:Directory"] = "true",
            ["Graph:Subscribes"] = "false",
            ["Graph:BaseUrl"] = graph.BaseUrl,
        };
        foreach (var (key, value) in settings)
            all[key] = value;
        return new DirectoryStory(graph, await AppFixture.StartAsync(new AppOptions { Settings = all }), all, clock);
    }

    public Task SyncAsync() => App.RunAsync<DirectorySyncJob>();

    public void Pass(TimeSpan time)
    {
        _graphClock.Advance(time);
        App.Clock.Advance(time);
    }

    /// <summary>Somebody as the bot knows them now, of file and directory together.</summary>
    public async Task<PersonRecord?> PersonAsync(string address)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var evidence = await scope.ServiceProvider.GetRequiredService<EvidenceReader>().ReadAsync(CancellationToken.None);
        return evidence!.FindByWorkAddress(address);
    }

    public Task<PersonRecord?> PersonAsync(Person person) => PersonAsync(person.UserPrincipalName);

    public Task<DirectoryState> StateAsync() => App.InDatabaseAsync(db => db.DirectoryStates.AsNoTracking().SingleAsync());

    public Task<List<DirectoryUser>> UsersAsync() => App.InDatabaseAsync(db => db.DirectoryUsers.AsNoTracking().OrderBy(row => row.ObjectId).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Graph.DisposeAsync();
    }
}
