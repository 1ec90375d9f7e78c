using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox.Connector;
using CompetencyBot.Sandbox.Graph;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Outbox;

/// <summary>Somebody is to be told something for whom the app is not installed.</summary>
public sealed class AppInstallerTests : IAsyncLifetime
{
    private const string AppId = "22222222-3333-4444-8555-666666666666";

    private TestClock _clock = null!;
    private FakeConnector _connector = null!;
    private FakeGraph _graph = null!;

    public async ValueTask InitializeAsync()
    {
        _clock = new TestClock(SampleCast.Morning);
        _connector = await FakeConnector.StartAsync(clock: _clock);
        _graph = await FakeGraph.StartAsync(_connector);
    }

    public async ValueTask DisposeAsync()
    {
        await _graph.DisposeAsync();
        await _connector.DisposeAsync();
    }

    [Fact]
    public async Task The_app_is_installed_and_the_person_is_told()
    {
        await using var app = await StartAsync();

        await app.RunAsync<OutboxDeliveryJob>();

        var installation = Assert.Single(_graph.Installations);
        Assert.Equal((Sample.Tsai.ObjectId, 201), (installation.UserId, installation.Status));
        Assert.Equal($"{_graph.BaseUrl}/appCatalogs/teamsApps/{AppId}", installation.App);
        Assert.StartsWith("graph-token-", installation.Token, StringComparison.Ordinal);
        Assert.Single(_connector.Calls, call => call.Text == "hello" && call.ConversationId == $"a:{Sample.Tsai.ObjectId}");
        Assert.Equal(OutboxState.Sent, (await RowAsync(app)).State);
    }

    [Fact]
    public async Task What_is_installed_already_counts_as_installed()
    {
        await using var app = await StartAsync();
        _graph.Answer(409, "Conflict");

        await app.RunAsync<OutboxDeliveryJob>();

        // Here Teams still does not let the bot in, which is told as it is.
        Assert.Equal(2, _connector.Calls.Count(call => call.RawPath == "/v3/conversations"));
        Assert.Equal((OutboxState.Unreachable, "403 ForbiddenOperationException"), await StateAsync(app));
    }

    [Theory]
    [InlineData(403, "Forbidden")]
    [InlineData(404, "NotFound")]
    public async Task Where_that_is_not_permitted_the_message_waits_and_Graph_is_asked_again_only_the_next_day(int status, string code)
    {
        await using var app = await StartAsync();
        _graph.Answer(status, code);

        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Equal((OutboxState.Unreachable, "403 ForbiddenOperationException"), await StateAsync(app));

        app.Clock.Advance(TimeSpan.FromHours(23));
        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Equal(status, Assert.Single(_graph.Installations).Status);

        app.Clock.Advance(TimeSpan.FromHours(2));
        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Equal([status, 201], _graph.Installations.Select(installation => installation.Status));
        Assert.Equal(OutboxState.Sent, (await RowAsync(app)).State);
    }

    [Fact]
    public async Task When_Graph_asks_to_wait_nobody_is_installed_before()
    {
        await using var app = await StartAsync();
        _graph.Answer(429, "TooManyRequests", retryAfter: "120");

        await app.RunAsync<OutboxDeliveryJob>();
        await AddAsync(app, "other", Sample.Chen.ObjectId!);
        app.Clock.Advance(TimeSpan.FromSeconds(119));
        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Equal([429], _graph.Installations.Select(installation => installation.Status));
        Assert.Equal((OutboxState.Waiting, "Microsoft Graph asked to wait."), await StateAsync(app));

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Equal([429, 201, 201], _graph.Installations.Select(installation => installation.Status));
    }

    [Fact]
    public async Task When_Graph_is_out_of_order_it_is_tried_again()
    {
        await using var app = await StartAsync();
        _graph.Answer(503, "ServiceUnavailable");

        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Equal((OutboxState.Waiting, "Microsoft Graph is out of order."), await StateAsync(app));
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Equal(OutboxState.Sent, (await RowAsync(app)).State);
    }

    [Theory]
    [InlineData("Graph:Enabled", "false")]
    [InlineData("Graph:TeamsAppId", "")]
    public async Task Where_it_is_not_configured_Graph_is_never_called(string key, string value)
    {
        await using var app = await StartAsync((key, value));

        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Empty(_graph.Installations);
        Assert.Equal((OutboxState.Unreachable, "403 ForbiddenOperationException"), await StateAsync(app));
    }

    [Fact]
    public async Task Without_a_token_the_message_waits_as_if_it_were_not_permitted()
    {
        await using var app = await StartAsync(("Graph:ClientId", "33333333-3333-4444-8555-666666666666"), ("Graph:ClientSecret", "wrong"));

        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Empty(_graph.Installations);
        Assert.Equal((OutboxState.Unreachable, "403 ForbiddenOperationException"), await StateAsync(app));
        Assert.Contains("No token for the bot", app.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Graph:TeamsAppId", "competency-bot", "Graph:TeamsAppId is \"competency-bot\". Set the id of the app in the organisation's catalogue")]
    [InlineData("Graph:BaseUrl", "https://graph.example.com/v1.0", "Graph:BaseUrl is \"https://graph.example.com/v1.0\". It is for tests")]
    [InlineData("Graph:ClientId", "33333333-3333-4444-8555-666666666666", "Graph:ClientId is set without Graph:ClientSecret.")]
    public async Task Settings_that_cannot_work_stop_the_start(string key, string value, string sentence)
    {
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync((key, value)));

        Assert.StartsWith(sentence, refusal.Message, StringComparison.Ordinal);
    }

    private async Task<AppFixture> StartAsync(params (string Key, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Graph:Enabled"] = "true",
            ["Graph:TeamsAppId"] = AppId,
            ["Graph:BaseUrl"] = _graph.BaseUrl,
        };
        foreach (var (key, value) in settings)
            all[key] = value;
        var app = await AppFixture.StartAsync(new AppOptions { Evidence = null, Connector = _connector, Settings = all });
        _connector.AddMember(Sample.Julia.TeamsId, "Julia", Sample.Julia.ObjectId, Sample.Julia.UserPrincipalName);
        await app.As(Sample.Julia).Installs(); // through whose chat the bot knows the service and the tenant
        await AddAsync(app, "hello", Sample.Tsai.ObjectId!);
        return app;
    }

    private static async Task AddAsync(AppFixture app, string text, string recipient)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OutboxWriter>().AddAsync(text, recipient, [OutboundActivity.Message(text)], CancellationToken.None);
    }

    private static async Task<(OutboxState State, string? Reason)> StateAsync(AppFixture app)
    {
        var row = await RowAsync(app);
        return (row.State, row.Reason);
    }

    private static Task<OutboxMessage> RowAsync(AppFixture app) =>
        app.InDatabaseAsync(db => db.Outbox.AsNoTracking().SingleAsync(row => row.Key == "hello"));
}
