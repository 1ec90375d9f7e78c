using System.Net;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Hosting;

/// <summary>The process is told to end while turns run.</summary>
public sealed class ShutdownTests
{
    [Fact]
    public async Task A_running_turn_is_finished_while_nothing_new_is_taken()
    {
        await using var app = await AppFixture.StartAsync();
        var live = new Uri(app.Address, "/health/live");
        app.Connector.Hold();
        var asking = app.As(Sample.Grace).Says("help");
        await app.Connector.NextAsync();

        var stopping = app.StopAsync();
        await RefusedAsync(live);
        Assert.False(asking.IsCompleted || stopping.IsCompleted);
        app.Connector.Release();
        var answer = await asking;
        await stopping;

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(201, Assert.Single(answer.Messages).Status);
        Assert.DoesNotContain("Error:", app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_that_waits_for_its_next_attempt_gets_it()
    {
        await using var app = await AppFixture.StartAsync();
        var live = new Uri(app.Address, "/health/live");
        app.Connector.Answer(503);
        var asking = app.As(Sample.Grace).Says("help");
        var pause = await app.Clock.BegunAsync(IsFirstPause);

        var stopping = app.StopAsync();
        await RefusedAsync(live);
        app.Clock.Advance(pause);
        var answer = await asking;
        await stopping;

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal([503, 201], answer.Messages.Select(call => call.Status));
    }

    [Fact]
    public async Task What_Teams_does_not_take_while_the_process_ends_is_sent_by_the_next_one()
    {
        await using var app = await AppFixture.StartAsync();
        var live = new Uri(app.Address, "/health/live");
        app.Connector.Answer(503);
        var asking = app.As(Sample.Grace).Says("help");
        var pause = await app.Clock.BegunAsync(IsFirstPause);

        var stopping = app.StopAsync();
        await RefusedAsync(live);
        app.Connector.Answer(503, "Busy", retryAfter: "60");
        app.Clock.Advance(pause);
        var answer = await asking;
        await stopping;
        await app.StartAgainAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(60));
        await app.RunAsync<OutboxDeliveryJob>();
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal([503, 503, 201], app.Connector.Calls.Select(call => call.Status));
        Assert.Equal(OutboxState.Sent, Assert.Single(await app.InDatabaseAsync(db => db.Outbox.AsNoTracking().ToListAsync())).State);
    }

    private static bool IsFirstPause(TimeSpan wait) => wait > TimeSpan.FromSeconds(0.7) && wait < TimeSpan.FromSeconds(1.3) && wait != TimeSpan.FromSeconds(1);

    /// <summary>Asks on new connections until none is taken any more.</summary>
    private static async Task RefusedAsync(Uri address)
    {
        using var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });
        while (true)
        {
            try
            {
                using var response = await http.GetAsync(address, TestContext.Current.CancellationToken);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }
}
