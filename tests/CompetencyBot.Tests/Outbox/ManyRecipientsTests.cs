using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

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
        var began = app.Clock.GetUtcNow();

        var running = app.RunAsync<OutboxDeliveryJob>();
        for (var sent = 0; sent < People; sent++)
        {
            if (sent % PerSecond == 0 && sent > 0)
                await app.Clock.PassOnceAsync(wait => wait == TimeSpan.FromSeconds(1)); // all places of a second are taken: whoever comes next waits
            await app.Connector.NextAsync();
        }

        await running;

        Assert.InRange(app.Clock.GetUtcNow() - began, TimeSpan.FromSeconds(166), TimeSpan.FromSeconds(210));
        Assert.Equal(Enumerable.Range(0, People).Select(ManyPeople.TextFor), app.Connector.Calls.Select(call => call.Text).Order(StringComparer.Ordinal));
        Assert.Empty(app.Connector.Limits.Broken);
        Assert.Equal(PerSecond, app.Connector.Limits.MostInASecond);
        Assert.Equal(People, await app.InDatabaseAsync(db => db.Outbox.CountAsync(row => row.State == OutboxState.Sent && row.Attempts == 1)));
    }
}
