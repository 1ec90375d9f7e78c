using System.Net;
using CompetencyBot.Sandbox.Connector;
using CompetencyBot.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CompetencyBot.Tests.Robustness;

/// <summary>Two hundred conversations at once, while the service of Teams takes its time with every one of them.</summary>
[Collection(Alone.Name)]
public sealed class SlowConnectorTests(PostgresServer postgres)
{
    private const int Conversations = 200;

    /// <summary>Real time; reached only when something hangs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public Task Health_is_told_while_two_hundred_replies_hang() => TellsHealthAsync(new AppOptions());

    /// <summary>With a tenth of the usual connections: none may be kept while a reply is on its way.</summary>
    [Fact]
    public async Task So_it_is_on_PostgreSQL_with_few_connections() => await TellsHealthAsync(new AppOptions
    {
        Postgres = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync()) { MaxPoolSize = 10, Timeout = 10 }.ConnectionString,
    });

    private static async Task TellsHealthAsync(AppOptions options)
    {
        await using var app = await AppFixture.StartAsync(options);
        app.Connector.Hold(FakeConnector.Always);

        var asking = Enumerable.Range(0, Conversations).Select(number => AskAsync(app, number)).ToList();
        await app.Connector.WaitForAsync(_ => app.Connector.Count >= Conversations, Limit);
        var live = await app.GetAsync("/health/live");
        var ready = await app.GetAsync("/health/ready");
        var answeredBefore = asking.Count(task => task.IsCompleted);
        app.Connector.AnswerAsUsual();
        app.Connector.Release();
        var statuses = await Task.WhenAll(asking).WaitAsync(Limit, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, 0), (live.StatusCode, ready.StatusCode, answeredBefore));
        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(Conversations, app.Connector.Calls.Where(call => call.Status == 201).Select(call => call.ConversationId).Distinct().Count());
        Assert.Equal(0, await app.InDatabaseAsync(db => db.SeenActivities.CountAsync(row => row.DoneAt == null)));
        Assert.Equal(0, await app.InDatabaseAsync(db => db.Outbox.CountAsync()));
        Assert.DoesNotContain("Error:", app.Log.Text, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> AskAsync(AppFixture app, int number)
    {
        var message = app.As(Sample.Grace).Message(number % 2 == 0 ? "help" : "progress");
        message["conversation"]!["id"] = $"a:grace-{number}";
        using var response = await app.PostAsync(message.ToJsonString());
        return response.StatusCode;
    }
}
