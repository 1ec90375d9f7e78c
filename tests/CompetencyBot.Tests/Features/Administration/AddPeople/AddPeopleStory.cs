using System.Text;
using System.Text.Json.Nodes;
using CompetencyBot.Features.Administration.AddPeople;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Connector;
using CompetencyBot.Sandbox.Files;
using CompetencyBot.Sandbox.Graph;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.Administration.AddPeople;

/// <summary>The sample organisation with a directory in which the bot may create people, and Julia, who adds some.</summary>
internal sealed class AddPeopleStory : IAsyncDisposable
{
    public const string Header = "DisplayName,UserPrincipalName,GivenName,Surname,ManagerUserPrincipalName,UsageLocation,Language\n";

    private AddPeopleStory(AppFixture app, FakeConnector connector, FakeGraph graph, FakeFileHost files)
    {
        (App, Connector, Graph, Files) = (app, connector, graph, files);
        Julia = app.As(Sample.Julia);
    }

    public AppFixture App { get; }

    public FakeConnector Connector { get; }

    public FakeGraph Graph { get; }

    public FakeFileHost Files { get; }

    public Chat Julia { get; }

    public static async Task<AddPeopleStory> StartAsync(bool creates = true, AppOptions? options = null)
    {
        var clock = new TestClock(SampleCast.Morning);
        var connector = await FakeConnector.StartAsync(clock: clock);
        var graph = await FakeGraph.StartAsync(connector, clock);
        SampleDirectory.Fill(graph, SandboxFolder.SampleOrganisation);
        options ??= new AppOptions();
        var settings = new Dictionary<string, string?>(options.Settings ?? [])
        {
            ["Graph:Enabled"] = "true",
            ["Graph:CreateUsers"] = creates ? "true" : "false",
            ["Graph:TeamsAppId"] = "22222222-3333-4444-8555-666666666666",
            ["Graph:BaseUrl"] = graph.BaseUrl,
        };
        var app = await AppFixture.StartAsync(options with { Connector = connector, Settings = settings });
        var story = new AddPeopleStory(app, connector, graph, await FakeFileHost.StartAsync());
        await story.Julia.Installs(); // through whose chat the bot knows the service and the tenant
        return story;
    }

    /// <summary>Julia drops a file of new people; the header goes before the rows.</summary>
    public Task<Answer> DropsAsync(string rows, string name = "new-people.csv") => Julia.Drops(name, Files.Serve(Header + rows));

    /// <summary>Julia presses Create, and the job that it starts ends.</summary>
    public async Task<Answer> CreatesAsync()
    {
        var run = App.Jobs.NextRunOf<AddPeopleJob>();
        var answer = await Julia.Presses("Create");
        await run;
        return answer;
    }

    /// <summary>The clocks of the bot and of the directory go on, and the job runs again.</summary>
    public async Task RunsAgainAfterAsync(TimeSpan time)
    {
        App.Clock.Advance(time);
        await App.RunAsync<AddPeopleJob>();
    }

    /// <summary>What Julia is told when all are settled.</summary>
    public async Task<Answer> ResultAsync()
    {
        await App.RunAsync<OutboxDeliveryJob>();
        return Julia.Reads();
    }

    public Task<List<AddedPerson>> RowsAsync() => App.InDatabaseAsync(db =>
        db.AddedPeople.AsNoTracking().OrderBy(person => person.BatchId).ThenBy(person => person.Line).ToListAsync(TestContext.Current.CancellationToken));

    public Task<List<AuditEntry>> AuditAsync(string action) => App.InDatabaseAsync(db =>
        db.Audit.AsNoTracking().Where(entry => entry.Action == action).OrderBy(entry => entry.Subject).ToListAsync(TestContext.Current.CancellationToken));

    /// <summary>Julia agrees to be given a file that was offered.</summary>
    public async Task<string> TakesAsync(string key)
    {
        var (address, arrived) = Files.Take();
        await ConsentAsync(Julia, key, address);
        return Encoding.UTF8.GetString((await arrived).Content);
    }

    public static Task<Answer> ConsentAsync(Chat chat, string key, string address) => chat.Invokes(
        new JsonObject
        {
            ["type"] = "fileUpload",
            ["action"] = "accept",
            ["context"] = new JsonObject { ["file"] = key },
            ["uploadInfo"] = new JsonObject
            {
                ["contentUrl"] = "https://contoso.sharepoint.com/file.csv", ["name"] = "file.csv", ["uploadUrl"] = address, ["uniqueId"] = "1150D938", ["fileType"] = "csv",
            },
        },
        name: "fileConsent/invoke");

    /// <summary>Calls to the directory of one kind.</summary>
    public IEnumerable<GraphCall> CallsTo(string method, string template) => Graph.Calls.Where(call => call.Method == method && call.Template == template);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Files.DisposeAsync();
        await Graph.DisposeAsync();
        await Connector.DisposeAsync();
    }
}
