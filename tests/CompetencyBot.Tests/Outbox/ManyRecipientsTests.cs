using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CompetencyBot.Tests.Outbox;

public sealed class ManyRecipientsTests
{
    private const int People = 5_000;
    private const int PerSecond = 30;

    [Fact]
    public async Task Five_thousand_people_are_told_within_three_and_a_half_minutes_and_no_limit_of_Teams_is_broken()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Evidence = null,
            Settings = new() { ["BotFramework:ConversationLimits"] = null, ["BotFramework:TenantLimit"] = null, ["Logging:LogLevel:Default"] = "Warning" },
        });
        app.Connector.EnforceLimits = true;
        await app.InDatabaseAsync(db => ManyPeople.AddAsync(db, app.Connector.ServiceUrl, People, app.Clock.GetUtcNow()));
        var scheduler = await app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        await scheduler.Shutdown(waitForJobsToComplete: true, TestContext.Current.CancellationToken); // so that nobody but the delivery waits by the clock
        var began = app.Clock.GetUtcNow();

        var running = app.Services.GetRequiredService<OutboxDelivery>().RunAsync(TestContext.Current.CancellationToken);
        for (var sent = 0; sent < People; sent++)
        {
            if (sent >= PerSecond) // the first thirty go at once, the others evenly from a second later on
                await app.Clock.PassToNextAsync(Math.Min(OutboxDelivery.InFlight, People - sent), wait => wait > TimeSpan.Zero && wait < TimeSpan.FromSeconds(2));
            await app.Connector.NextAsync();
        }

        await running;

        Assert.InRange(app.Clock.GetUtcNow() - began, TimeSpan.FromSeconds(166), TimeSpan.FromSeconds(210));
        Assert.Equal(Enumerable.Range(0, People).Select(ManyPeople.TextFor), app.Connector.Calls.Select(call => call.Text).Order(StringComparer.Ordinal));
        Assert.Empty(app.Connector.Limits.Broken);
        Assert.InRange(app.Connector.Limits.MostInASecond, PerSecond, PerSecond + 1); // waits are whole milliseconds
        Assert.Equal(People, await app.InDatabaseAsync(db => db.Outbox.CountAsync(row => row.State == OutboxState.Sent && row.Attempts == 1)));
    }
}
