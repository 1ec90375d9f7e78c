using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Outbox;

/// <summary>A message that takes an earlier one's place.</summary>
public sealed class ReplacingTests
{
    [Fact]
    public async Task A_message_that_was_sent_is_changed_where_it_stands()
    {
        await using var app = await StartAsync();
        var first = await StageAsync(app, "risk", ["at risk", "page two"]);
        await app.RunAsync<OutboxDeliveryJob>();

        await StageAsync(app, "resolved", ["resolved", "and more"], replaces: first);
        await app.RunAsync<OutboxDeliveryJob>();

        var (sent, changed) = (app.Connector.Calls.Single(call => call.Text == "at risk"), app.Connector.Calls.Single(call => call.Text == "resolved"));
        Assert.Equal(("PUT", sent.ConversationId, sent.GivenId), (changed.Method, changed.ConversationId, changed.ActivityId));
        Assert.Equal("POST", app.Connector.Calls.Single(call => call.Text == "and more").Method);
        Assert.Equal((OutboxState.Sent, sent.GivenId), ((await RowAsync(app, "resolved")).State, (await RowAsync(app, "resolved")).SentActivityId));
    }

    [Fact]
    public async Task A_replacement_can_be_replaced_whichever_of_the_two_is_named()
    {
        await using var app = await StartAsync();
        var first = await StageAsync(app, "1", ["one"]);
        await app.RunAsync<OutboxDeliveryJob>();
        var second = await StageAsync(app, "2", ["two"], replaces: first);
        await app.RunAsync<OutboxDeliveryJob>();
        await StageAsync(app, "3", ["three"], replaces: second);
        await app.RunAsync<OutboxDeliveryJob>();
        await StageAsync(app, "4", ["four"], replaces: first);
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Equal(["POST one", "PUT two", "PUT three", "PUT four"], CallsOf(app));
        Assert.Single(app.Connector.Calls.Where(call => call.Method == "PUT").Select(call => call.ActivityId).Distinct());
    }

    [Fact]
    public async Task What_was_not_sent_yet_is_not_sent_any_more_and_the_newer_one_is_a_message_of_its_own()
    {
        await using var app = await StartAsync();
        var first = await StageAsync(app, "risk", ["at risk", "page two"]);
        await StageAsync(app, "worse", ["worse"], replaces: first);

        await app.RunAsync<OutboxDeliveryJob>();
        app.Clock.Advance(TimeSpan.FromSeconds(3));
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Equal(["POST worse"], CallsOf(app));
        Assert.Equal((OutboxState.Withdrawn, Replacements.Overtaken), ((await RowAsync(app, "risk")).State, (await RowAsync(app, "risk")).Reason));
        Assert.Equal(OutboxState.Withdrawn, (await RowAsync(app, "risk|2")).State);
    }

    [Fact]
    public async Task What_is_put_off_is_overtaken_by_what_replaces_it()
    {
        await using var app = await StartAsync();
        var first = await StageAsync(app, "risk", ["at risk"]);
        app.Connector.Answer(429, "Throttled", retryAfter: "60");
        await app.RunAsync<OutboxDeliveryJob>();
        await StageAsync(app, "worse", ["worse"], replaces: first);

        app.Clock.Advance(TimeSpan.FromSeconds(30));
        await app.RunAsync<OutboxDeliveryJob>();
        app.Clock.Advance(TimeSpan.FromSeconds(31));
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Equal(["POST at risk", "POST worse"], CallsOf(app)); // the first was refused with 429
        Assert.Equal(OutboxState.Withdrawn, (await RowAsync(app, "risk")).State);
    }

    [Fact]
    public async Task What_is_on_its_way_is_waited_for_and_then_changed()
    {
        await using var app = await StartAsync();
        var first = await StageAsync(app, "risk", ["at risk"]);
        app.Connector.Hold();
        var sending = app.RunAsync<OutboxDeliveryJob>();
        await app.Connector.WaitForAsync(call => call.Text == "at risk");
        await StageAsync(app, "worse", ["worse"], replaces: first);

        var (id, activity) = await PutBackAsync(app);
        app.Connector.Release();
        await sending;
        app.Clock.Advance(TimeSpan.FromSeconds(3));
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Equal((OutboxState.Waiting, null), (id.State, activity)); // asked while the first was on its way
        Assert.Equal(["POST at risk", "PUT worse"], CallsOf(app));
    }

    [Fact]
    public async Task Of_two_replacements_the_older_one_is_not_shown()
    {
        await using var app = await StartAsync();
        var first = await StageAsync(app, "1", ["one"]);
        await app.RunAsync<OutboxDeliveryJob>();
        await StageAsync(app, "2", ["two"], replaces: first);
        await StageAsync(app, "3", ["three"], replaces: first);

        await app.RunAsync<OutboxDeliveryJob>();
        app.Clock.Advance(TimeSpan.FromSeconds(3));
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Equal(["POST one", "PUT three"], CallsOf(app));
        Assert.Equal(OutboxState.Withdrawn, (await RowAsync(app, "2")).State);
    }

    [Theory]
    [InlineData("ActivityNotFoundInConversation")]
    [InlineData("ConversationNotFound")]
    public async Task What_is_no_longer_there_is_not_posted_anew(string code)
    {
        await using var app = await StartAsync();
        var first = await StageAsync(app, "risk", ["at risk"]);
        await app.RunAsync<OutboxDeliveryJob>();
        app.Connector.Answer(404, code);

        await StageAsync(app, "resolved", ["resolved"], replaces: first);
        await app.RunAsync<OutboxDeliveryJob>();
        app.Clock.Advance(TimeSpan.FromHours(2));
        await app.RunAsync<OutboxDeliveryJob>();

        var row = await RowAsync(app, "resolved");
        Assert.Equal((OutboxState.Withdrawn, DeliveryTrouble.Gone), (row.State, row.Trouble));
        Assert.Contains(code, row.Reason, StringComparison.Ordinal);
        Assert.Equal(["POST at risk", "PUT resolved"], CallsOf(app));
    }

    private static async Task<AppFixture> StartAsync()
    {
        var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });
        app.Connector.AddMember(Sample.Julia.TeamsId, "Julia", Sample.Julia.ObjectId, Sample.Julia.UserPrincipalName);
        await app.As(Sample.Julia).Installs();
        return app;
    }

    /// <returns>Id of the first page.</returns>
    private static async Task<Guid> StageAsync(AppFixture app, string key, string[] texts, Guid? replaces = null)
    {
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        return await app.InDatabaseAsync(async db =>
        {
            var entry = new OutboxEntry(key, Sample.Julia.UserPrincipalName, [.. texts.Select(OutboundActivity.Message)]) { Replaces = replaces };
            var ids = new OutboxWriter(db, app.Clock).Stage(entry);
            await db.SaveChangesAsync();
            return ids[0];
        });
    }

    /// <summary>What another instance makes of the replacement at this moment.</summary>
    private static async Task<(OutboxMessage Row, string? ActivityId)> PutBackAsync(AppFixture app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var courier = scope.ServiceProvider.GetRequiredService<Courier>();
        var leases = scope.ServiceProvider.GetRequiredService<OutboxLeases>();
        // None when the run that is under way looked once more in this moment, and made the same of it.
        foreach (var taken in await leases.TakeAsync(10, TestContext.Current.CancellationToken))
            await courier.DeliverAsync(new Leased(taken));
        var row = await RowAsync(app, "worse");
        return (row, row.SentActivityId);
    }

    private static IEnumerable<string> CallsOf(AppFixture app) => app.Connector.Calls
        .Where(call => call.Text is not null)
        .Select(call => $"{call.Method} {call.Text}");

    private static Task<OutboxMessage> RowAsync(AppFixture app, string key) =>
        app.InDatabaseAsync(db => db.Outbox.AsNoTracking().SingleAsync(row => row.Key == key));
}
