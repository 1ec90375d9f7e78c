using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox.Connector;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CompetencyBot.Tests.Outbox;

public sealed class DeliveryTests
{
    [Fact]
    public async Task A_throttled_message_waits_as_long_as_the_service_asks()
    {
        await using var app = await StartAsync();
        await AddAsync(app, "hello");
        app.Connector.Answer(429, "Throttled", retryAfter: "90");

        await app.RunAsync<OutboxDeliveryJob>();
        app.Clock.Advance(TimeSpan.FromSeconds(89));
        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Equal([429], StatusesOf(app, "hello"));

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Equal([429, 201], StatusesOf(app, "hello"));
    }

    [Fact]
    public async Task A_bad_gateway_is_tried_again_after_growing_waits()
    {
        await using var app = await StartAsync();
        await AddAsync(app, "hello");
        app.Connector.Answer(502, times: 3);
        var waits = new List<double>();

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await app.RunAsync<OutboxDeliveryJob>();
            var row = await RowAsync(app, "hello");
            Assert.Equal((OutboxState.Waiting, attempt), (row.State, row.Attempts));
            waits.Add((row.DueAt - app.Clock.GetUtcNow()).TotalSeconds);
            app.Clock.Advance(row.DueAt - app.Clock.GetUtcNow());
        }

        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Equal(OutboxState.Sent, (await RowAsync(app, "hello")).State);
        Assert.InRange(waits[0], 2, 2.4);
        Assert.InRange(waits[1], 4, 4.8);
        Assert.InRange(waits[2], 8, 9.6);
    }

    [Fact]
    public async Task A_message_to_a_person_who_blocked_the_bot_waits_with_the_reason_until_they_write_again()
    {
        await using var app = await StartAsync();
        await AddAsync(app, "hello");
        app.Connector.Answer(403, "ConversationBlockedByUser");

        await app.RunAsync<OutboxDeliveryJob>();

        var row = await RowAsync(app, "hello");
        Assert.Equal((OutboxState.Unreachable, "403 ConversationBlockedByUser"), (row.State, row.Reason));
        Assert.Equal("ConversationBlockedByUser", await UnreachableReasonAsync(app));
        await app.As(Sample.Julia).Says("help");
        Assert.Null(await UnreachableReasonAsync(app));

        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Equal([403, 201], StatusesOf(app, "hello"));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(401)]
    [InlineData(408)]
    public async Task A_failure_of_the_service_is_not_the_messages_fault(int status)
    {
        await using var app = await StartAsync();
        await AddAsync(app, "hello");
        app.Connector.Answer(status, "ServiceError");

        await app.RunAsync<OutboxDeliveryJob>();
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Equal([status, 201], StatusesOf(app, "hello"));
    }

    [Fact]
    public async Task A_message_that_is_itself_wrong_is_given_up_with_the_reason()
    {
        await using var app = await StartAsync();
        await AddAsync(app, "hello");
        app.Connector.Answer(400, "Bad Argument");

        await app.RunAsync<OutboxDeliveryJob>();

        var row = await RowAsync(app, "hello");
        Assert.Equal((OutboxState.GivenUp, "400 Bad Argument"), (row.State, row.Reason));
    }

    [Fact]
    public async Task After_a_month_of_attempts_it_ends_and_says_why()
    {
        await using var app = await StartAsync();
        await AddAsync(app, "hello");
        app.Connector.Answer(503, times: 3);
        await app.InDatabaseAsync(db => db.Outbox.ExecuteUpdateAsync(row => row.SetProperty(r => r.Attempts, 718)));

        for (var attempt = 0; attempt < 3; attempt++)
        {
            await app.RunAsync<OutboxDeliveryJob>();
            app.Clock.Advance(TimeSpan.FromMinutes(80));
        }

        var row = await RowAsync(app, "hello");
        Assert.Equal(OutboxState.GivenUp, row.State);
        Assert.StartsWith("too many attempts, last: 503", row.Reason, StringComparison.Ordinal);
        Assert.Equal(2, StatusesOf(app, "hello").Count());
    }

    [Fact]
    public async Task A_bad_row_holds_up_no_other()
    {
        await using var app = await StartAsync();
        await AddAsync(app, "first");
        await AddAsync(app, "second");
        await app.InDatabaseAsync(db => db.Outbox.Where(row => row.Key == "first").ExecuteUpdateAsync(
            row => row.SetProperty(r => r.Activity, "{ not json")));

        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Equal(OutboxState.Sent, (await RowAsync(app, "second")).State);
        var bad = await RowAsync(app, "first");
        Assert.Equal((OutboxState.GivenUp, "0 Unreadable"), (bad.State, bad.Reason));
    }

    [Fact]
    public async Task More_messages_than_fit_in_one_batch_all_arrive()
    {
        await using var app = await StartAsync();
        for (var i = 0; i < 120; i++)
            await AddAsync(app, $"message {i}");

        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Equal(120, app.Connector.Calls.Count(IsProactive));
        Assert.Equal(120, app.Connector.Calls.Where(IsProactive).Select(call => call.Text).Distinct().Count());
    }

    [Fact]
    public async Task The_same_key_is_taken_once_also_at_the_same_moment()
    {
        await using var app = await StartAsync();

        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AddAsync(app, "hello"))));

        Assert.Single(added, true);
    }

    [Fact]
    public async Task An_admin_written_in_capitals_in_the_settings_is_woken_by_installing()
    {
        await using var app = await StartAsync();
        await AddAsync(app, "hello", "Sam.STRANGER@contoso.example");
        app.Connector.AddMember(Sample.Stranger.TeamsId, "Sam", Sample.Stranger.ObjectId, Sample.Stranger.UserPrincipalName);
        await app.RunAsync<OutboxDeliveryJob>();

        await app.As(Sample.Stranger).Installs();
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Equal(OutboxState.Sent, (await RowAsync(app, "hello")).State);
    }

    [Fact]
    public async Task Somebody_who_never_wrote_is_told_in_a_chat_that_the_bot_opens_where_the_app_is_installed_for_them()
    {
        await using var app = await StartAsync();
        app.Connector.InstallFor(Sample.Tsai.ObjectId!);
        await AddAsync(app, "hello", Sample.Tsai.ObjectId);
        await AddAsync(app, "again", Sample.Tsai.ObjectId);

        await app.RunAsync<OutboxDeliveryJob>();

        var created = Assert.Single(app.Connector.Calls, call => call.RawPath == "/v3/conversations");
        Assert.Equal(SampleCast.TenantId, (string?)created.Body!["tenantId"]);
        Assert.All(app.Connector.Calls.Where(IsProactive), call => Assert.Equal($"a:{Sample.Tsai.ObjectId}", call.ConversationId));
        Assert.Equal((OutboxState.Sent, OutboxState.Sent), ((await RowAsync(app, "hello")).State, (await RowAsync(app, "again")).State));
    }

    [Fact]
    public async Task Somebody_without_the_app_is_waited_for_and_the_reason_is_kept()
    {
        await using var app = await StartAsync();
        await AddAsync(app, "hello", Sample.Tsai.ObjectId);

        await app.RunAsync<OutboxDeliveryJob>();

        var row = await RowAsync(app, "hello");
        Assert.Equal((OutboxState.Unreachable, "403 ForbiddenOperationException"), (row.State, row.Reason));

        await app.As(Sample.Grace).Installs(); // makes everything due that waits for somebody
        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Single(app.Connector.Calls, call => call.RawPath == "/v3/conversations");

        await app.As(Sample.Tsai).Installs();
        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Equal(OutboxState.Sent, (await RowAsync(app, "hello")).State);
    }

    [Fact]
    public async Task A_message_that_is_put_off_holds_back_those_that_are_to_follow_it_and_no_others()
    {
        await using var app = await StartAsync();
        await app.As(Sample.Tsai).Installs();
        app.Connector.Answer(502, conversationId: "a:julia.novak");
        await AddAsync(app, "told", null, "first", "second");
        await app.RunAsync<OutboxDeliveryJob>();

        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await AddAsync(app, "another");
        await AddAsync(app, "other", Sample.Tsai.ObjectId);
        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Equal(["first", "another"], TextsTo(app, "a:julia.novak"));
        Assert.Equal(["other"], TextsTo(app, "a:tsunghan.tsai"));

        app.Clock.Advance(TimeSpan.FromSeconds(10));
        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Equal(["first", "another", "first", "second"], TextsTo(app, "a:julia.novak"));
    }

    [Fact]
    public async Task A_message_for_later_is_not_sent_now_and_holds_up_nothing()
    {
        await using var app = await StartAsync();
        var later = app.Clock.GetUtcNow().AddHours(1);
        await app.InDatabaseAsync(async db =>
        {
            var writer = new OutboxWriter(db, app.Clock);
            var ids = writer.Stage(new OutboxEntry("news", Sample.Julia.UserPrincipalName, [OutboundActivity.Message("later")]) { DueAt = later });
            Assert.Empty(await db.Outbox.AsNoTracking().ToListAsync()); // the caller saves
            await db.SaveChangesAsync();
            return Assert.Single(ids);
        });
        await AddAsync(app, "now");

        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Equal(["now"], TextsTo(app, "a:julia.novak"));

        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Equal(["now", "later"], TextsTo(app, "a:julia.novak"));
    }

    [Fact]
    public async Task A_message_into_a_channel_is_no_answer_that_is_given_up_after_a_day()
    {
        await using var app = await StartAsync();
        await app.As(Sample.David).InChannel().Says("help");
        app.Connector.Answer(502);
        await StageAsync(app, new OutboxEntry("news", "19:general@thread.tacv2", [OutboundActivity.Message("to all")])
        {
            ConversationId = "19:general@thread.tacv2",
        });
        await app.RunAsync<OutboxDeliveryJob>();

        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Equal(["to all", "to all"], TextsTo(app, "19:general@thread.tacv2"));
        Assert.Equal(OutboxState.Sent, (await RowAsync(app, "news")).State);
    }

    [Theory]
    [InlineData(403, "ConversationBlockedByUser", DeliveryTrouble.Blocked)]
    [InlineData(403, "MessageWritesBlocked", DeliveryTrouble.Blocked)]
    [InlineData(403, "BotDisabledByAdmin", DeliveryTrouble.NotAllowed)]
    [InlineData(403, "BotNotInConversationRoster", DeliveryTrouble.NotInstalled)]
    [InlineData(404, "ConversationNotFound", DeliveryTrouble.Gone)]
    [InlineData(429, "Throttled", DeliveryTrouble.Throttled)]
    [InlineData(502, null, DeliveryTrouble.Throttled)]
    [InlineData(401, "Unauthorized", DeliveryTrouble.Failed)]
    [InlineData(400, "Bad Argument", DeliveryTrouble.Failed)]
    public async Task Why_a_message_has_not_arrived_is_kept_and_forgotten_when_it_has(int status, string? code, DeliveryTrouble trouble)
    {
        await using var app = await StartAsync();
        await AddAsync(app, "hello");
        app.Connector.Answer(status, code);

        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Equal(trouble, (await RowAsync(app, "hello")).Trouble);

        if (status == 400)
            return; // given up
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.As(Sample.Julia).Says("help");
        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Equal((OutboxState.Sent, null), ((await RowAsync(app, "hello")).State, (await RowAsync(app, "hello")).Trouble));
    }

    [Fact]
    public async Task What_follows_to_somebody_who_blocked_the_bot_is_not_tried_and_says_why()
    {
        await using var app = await StartAsync();
        app.Connector.Answer(403, "ConversationBlockedByUser");
        await AddAsync(app, "hello");
        await app.RunAsync<OutboxDeliveryJob>();

        await AddAsync(app, "again");
        await app.RunAsync<OutboxDeliveryJob>();

        var row = await RowAsync(app, "again");
        Assert.Equal((OutboxState.Unreachable, DeliveryTrouble.Blocked, "403 ConversationBlockedByUser"), (row.State, row.Trouble, row.Reason));
        Assert.Equal(["hello"], TextsTo(app, "a:julia.novak"));
    }

    [Fact]
    public async Task A_row_whose_instance_died_is_sent_when_its_lease_has_ended()
    {
        await using var app = await StartAsync();
        await AddAsync(app, "hello");
        var lease = app.Clock.GetUtcNow().AddMinutes(2);
        await app.InDatabaseAsync(db => db.Outbox.ExecuteUpdateAsync(row => row.SetProperty(r => r.LeasedUntil, lease)));

        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Empty(TextsTo(app, "a:julia.novak"));

        app.Clock.Advance(TimeSpan.FromMinutes(2.1));
        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Equal(["hello"], TextsTo(app, "a:julia.novak"));
    }

    [Fact]
    public async Task Many_people_are_written_to_at_the_same_time_and_what_is_on_its_way_when_the_process_ends_arrives_once()
    {
        await using var app = await StartAsync();
        await app.InDatabaseAsync(db => ManyPeople.AddAsync(db, app.Connector.ServiceUrl, 60, app.Clock.GetUtcNow()));
        app.Connector.Hold(OutboxDelivery.InFlight);
        var running = app.RunAsync<OutboxDeliveryJob>();
        await app.Connector.WaitForAsync(_ => app.Connector.Calls.Count(IsProactive) == OutboxDelivery.InFlight);

        var told = new TaskCompletionSource();
        app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(told.SetResult);
        var stopping = app.StopAsync();
        await told.Task;
        app.Connector.Release();
        await stopping;
        await running;
        Assert.Equal(OutboxDelivery.InFlight, app.Connector.Calls.Count(IsProactive));
        await app.StartAgainAsync();
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Equal(
            Enumerable.Range(0, 60).Select(ManyPeople.TextFor),
            app.Connector.Calls.Where(IsProactive).Select(call => call.Text).Order(StringComparer.Ordinal));
    }

    /// <summary>Without evidence files, and with a chat to write to.</summary>
    private static async Task<AppFixture> StartAsync()
    {
        var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });
        app.Connector.AddMember(Sample.Julia.TeamsId, "Julia", Sample.Julia.ObjectId, Sample.Julia.UserPrincipalName);
        await app.As(Sample.Julia).Installs();
        return app;
    }

    private static async Task<bool> AddAsync(AppFixture app, string key, string? recipient = null, params string[] texts)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var writer = scope.ServiceProvider.GetRequiredService<OutboxWriter>();
        string[] messages = texts is [] ? [key] : texts;
        return await writer.AddAsync(
            key, recipient ?? Sample.Julia.UserPrincipalName, [.. messages.Select(OutboundActivity.Message)], CancellationToken.None);
    }

    private static Task<int> StageAsync(AppFixture app, OutboxEntry entry) => app.InDatabaseAsync(db =>
    {
        new OutboxWriter(db, app.Clock).Stage(entry);
        return db.SaveChangesAsync();
    });

    private static IEnumerable<string?> TextsTo(AppFixture app, string conversation) =>
        app.Connector.Calls.Where(call => IsProactive(call) && call.ConversationId == conversation).Select(call => call.Text);

    private static Task<OutboxMessage> RowAsync(AppFixture app, string key) =>
        app.InDatabaseAsync(db => db.Outbox.AsNoTracking().SingleAsync(row => row.Key == key));

    private static Task<string?> UnreachableReasonAsync(AppFixture app) =>
        app.InDatabaseAsync(db => db.Conversations.AsNoTracking().Select(row => row.UnreachableReason).SingleAsync());

    private static IEnumerable<int> StatusesOf(AppFixture app, string text) =>
        app.Connector.Calls.Where(call => call.Text == text).Select(call => call.Status);

    private static bool IsProactive(ConnectorCall call) => call is { ActivityId: null, Type: ActivityTypes.Message };
}
