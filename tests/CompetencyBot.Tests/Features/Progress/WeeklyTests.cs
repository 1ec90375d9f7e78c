using System.Text.Json.Nodes;
using CompetencyBot.Features.Progress.Weekly;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox.Connector;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using JobTable = CompetencyBot.Hosting.Jobs;

namespace CompetencyBot.Tests.Features.Progress;

/// <summary>The progress card that comes each week. The stories begin on Thursday, 1 March 2018, 09:30 in Taipei.</summary>
public sealed class WeeklyTests
{
    private const string ChannelId = "19:general@thread.tacv2";
    private const string Wish = "weekly progress on Mondays at 9";

    private static readonly DateTimeOffset FirstMonday = new(2018, 3, 5, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly Person Chang = Sample.Of("chiahao.chang");
    private static readonly Person Priya = Sample.Of("priya.raman");

    [Fact]
    public async Task A_manager_has_the_card_posted_in_a_channel_each_week_and_is_told_when_and_by_which_clock()
    {
        await using var app = await StartAsync();

        var set = await app.As(Sample.David).InChannel().Says(Wish);

        Assert.Contains("every Monday at 09:00 (Asia/Taipei)", set.Shown, StringComparison.Ordinal);
        Assert.Contains("Next: Monday, 5 March 2018 09:00", set.Shown, StringComparison.Ordinal);
        Assert.Contains("your own, from the people file", set.Shown, StringComparison.Ordinal);
        await PassToAsync(app, FirstMonday);
        var card = Assert.Single(Posted(app));
        Assert.Equal(ChannelId, card.ConversationId); // a post of its own, not in the thread where it was asked for
        Assert.Contains("Progress of Contoso", string.Join('\n', CardText.Of(card.Card!)), StringComparison.Ordinal);
        await PassToAsync(app, FirstMonday.AddDays(7));
        Assert.Equal(2, Posted(app).Count);
    }

    [Fact]
    public async Task The_card_names_nobody()
    {
        await using var app = await StartAsync();
        await app.As(Sample.Julia).InChannel().Says(Wish);

        await PassToAsync(app, FirstMonday);

        var text = Posted(app).Single().Card!.ToJsonString();
        Assert.DoesNotContain(Sample.PersonalDetails, detail => text.Contains(detail, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_restart_loses_no_plan_and_what_was_owed_meanwhile_comes_once()
    {
        await using var app = await StartAsync();
        await app.As(Sample.David).InChannel().Says(Wish);
        await app.StopAsync();
        app.Clock.Advance(FirstMonday.AddDays(15) - app.Clock.GetUtcNow()); // three Mondays, and a day
        var ran = app.Jobs.NextRunOf<WeeklyProgressJob>();

        await app.StartAgainAsync();
        await ran;
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Single(Posted(app));
        await PassToAsync(app, FirstMonday.AddDays(21));
        Assert.Equal(2, Posted(app).Count);
    }

    [Fact]
    public async Task The_hour_stays_the_same_when_the_clocks_change()
    {
        await using var app = await StartAsync();
        var set = await app.As(Sample.David).InGroup().Says("weekly every friday 14:00 Europe/London");
        Assert.DoesNotContain("your own", set.Shown, StringComparison.Ordinal); // they said which

        await PassToAsync(app, new(2018, 3, 2, 14, 0, 0, TimeSpan.Zero));
        await PassToAsync(app, new(2018, 3, 30, 13, 0, 0, TimeSpan.Zero)); // summer time since the 25th

        Assert.Equal(2, Posted(app, Place.Group.ConversationId!).Count);
        Assert.Contains("6 April 2018 14:00", (await app.As(Sample.David).InGroup().Says("weekly")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_hour_that_a_change_of_the_clocks_leaves_out_loses_no_card()
    {
        await using var app = await StartAsync();
        await app.As(Sample.David).InChannel().Says("weekly sunday 01:30 Europe/London");
        await PassToAsync(app, new(2018, 3, 18, 1, 30, 0, TimeSpan.Zero));

        await PassToAsync(app, new(2018, 3, 25, 1, 30, 0, TimeSpan.Zero)); // 01:30 is not on the clock that night

        Assert.Equal(2, Posted(app).Count);
    }

    [Fact]
    public async Task Run_twice_at_once_and_again_the_week_has_one_card()
    {
        await using var app = await StartAsync();
        await app.As(Sample.David).InChannel().Says(Wish);
        await PassToAsync(app, FirstMonday);

        await Task.WhenAll(RunAsync(app), RunAsync(app));
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Single(Posted(app));
        Assert.Empty(app.Jobs.Failures);
    }

    [Fact]
    public async Task A_channel_has_one_plan_and_a_change_after_the_card_begins_with_the_next_week()
    {
        await using var app = await StartAsync();
        var david = app.As(Sample.David).InChannel();
        await david.Says(Wish);
        await PassToAsync(app, FirstMonday);

        var changed = await david.Says("每週三 下午 3:30");

        Assert.Contains("now comes every Wednesday at 15:30 (Asia/Taipei); before it came every Monday at 09:00", changed.Shown, StringComparison.Ordinal);
        Assert.Contains("14 March 2018 15:30", changed.Shown, StringComparison.Ordinal);
        await PassToAsync(app, new(2018, 3, 14, 15, 30, 0, TimeSpan.FromHours(8)));
        Assert.Equal(2, Posted(app).Count);
    }

    [Fact]
    public async Task Who_manages_nobody_is_told_who_may_and_sets_nothing()
    {
        await using var app = await StartAsync();
        var grace = app.As(Sample.Grace).InChannel();

        Assert.Contains("Managers and admins can", (await grace.Says(Wish)).Shown, StringComparison.Ordinal);
        Assert.Contains("Managers and admins can", (await grace.Invokes("weekly/set", Form("Monday", "09:00", "Asia/Taipei"))).Shown, StringComparison.Ordinal);

        Assert.Empty(await PlansAsync(app));
        Assert.Equal(0, await app.InDatabaseAsync(db => db.Audit.CountAsync()));
    }

    [Fact]
    public async Task Another_manager_may_neither_stop_nor_change_it_but_those_above_and_admins_may()
    {
        await using var app = await StartAsync();
        await app.As(Sample.David).InChannel().Says(Wish);
        var priya = app.As(Priya).InChannel();

        Assert.Contains("stopped or changed by whoever set it", (await priya.Says("weekly stop")).Text, StringComparison.Ordinal);
        Assert.Contains("stopped or changed by whoever set it", (await priya.Says("weekly friday 10:00")).Text, StringComparison.Ordinal);
        Assert.Single(await PlansAsync(app));

        Assert.Contains("每週進度卡片已停止", (await app.As(Chang).InChannel().Says("每週 停止")).Shown, StringComparison.Ordinal);
        Assert.Empty(await PlansAsync(app));
        await app.As(Sample.David).InChannel().Says(Wish);
        await app.As(Sample.Julia).InChannel().Says("stop weekly");
        Assert.Empty(await PlansAsync(app));
    }

    [Fact]
    public async Task A_question_about_the_end_ends_nothing()
    {
        await using var app = await StartAsync();
        var david = app.As(Sample.David).InChannel();
        await david.Says(Wish);

        Assert.Contains("I have done nothing yet", (await david.Says("weekly: what happens if I stop it?")).Shown, StringComparison.Ordinal);

        Assert.Single(await PlansAsync(app));
    }

    [Theory]
    [InlineData("every friday at 5 pm we drink beer")]
    [InlineData("weekly status meeting on Monday at 9:00")]
    [InlineData("weekly progress on monday at 9 was wrong")]
    [InlineData("每週一九點我們開會")]
    public async Task A_sentence_about_something_else_sets_nothing_and_offers_the_form(string words)
    {
        await using var app = await StartAsync();

        var answer = await app.As(Sample.David).InChannel().Says(words);

        Assert.Contains("Post it weekly", answer.Buttons);
        Assert.Empty(await PlansAsync(app));
    }

    [Theory]
    [InlineData("每週進度取消了")]
    [InlineData("weekly progress on Mondays at 9 and cancel the Friday one")]
    [InlineData("cancel my exam")]
    public async Task What_is_told_or_meant_for_something_else_stops_nothing(string words)
    {
        await using var app = await StartAsync();
        var david = app.As(Sample.David).InChannel();
        await david.Says(Wish);

        await david.Says(words);

        Assert.Single(await PlansAsync(app));
    }

    [Theory]
    [InlineData("cancel the weekly card")]
    [InlineData("取消每週進度")]
    public async Task Cancel_means_the_weekly_card_where_that_is_named(string words)
    {
        await using var app = await StartAsync();
        var david = app.As(Sample.David).InChannel();
        await david.Says(Wish);

        await david.Says(words);

        Assert.Empty(await PlansAsync(app));
    }

    [Fact]
    public async Task What_is_unclear_is_asked_with_a_form_that_has_what_was_said()
    {
        await using var app = await StartAsync();
        var david = app.As(Sample.David).InChannel();

        var asked = await david.Says("weekly on tuesday at 3");

        Assert.Contains("At what time of the day", asked.Shown, StringComparison.Ordinal);
        Assert.Equal(["Tuesday", "09:00", "Asia/Taipei"], CardText.InputsOf(asked.Card!).Select(input => (string?)input["value"]));
        Assert.Contains("every Tuesday at 15:00 (Europe/London)", (await david.Fills("Post it weekly", ("time", "15:00"), ("zone", "Europe/London"))).Shown, StringComparison.Ordinal);
        Assert.Contains("I do not know that time zone", (await david.Says("weekly on tuesday at 15:00 Africa/Atlantis")).Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Funday", "09:00", "Asia/Taipei")]
    [InlineData("9", "09:00", "Asia/Taipei")]
    [InlineData("Monday", "99:99", "Asia/Taipei")]
    [InlineData("Monday", "09:00", "Nowhere")]
    [InlineData(null, null, null)]
    public async Task A_forged_form_is_asked_again_and_sets_nothing(string? day, string? time, string? zone)
    {
        await using var app = await StartAsync();

        var answer = await app.As(Sample.David).InChannel().Invokes("weekly/set", Form(day, time, zone));

        Assert.Contains("Day of the week", answer.Shown, StringComparison.Ordinal);
        Assert.Empty(await PlansAsync(app));
    }

    [Fact]
    public async Task An_old_button_for_a_plan_that_has_ended_says_so()
    {
        await using var app = await StartAsync();
        var david = app.As(Sample.David).InChannel();
        await david.Says(Wish);
        await david.Says("weekly stop");

        Assert.Contains("No progress card is posted here weekly", (await david.Invokes("weekly/stop", new JsonObject { ["plan"] = ChannelId })).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_their_own_chat_everybody_sees_what_they_may_stop_and_can_stop_it_there()
    {
        await using var app = await StartAsync();
        await app.As(Sample.David).InChannel().Says(Wish);
        await app.As(Priya).InGroup().Says("weekly friday 10:00");
        var (david, julia) = (app.As(Sample.David), app.As(Sample.Julia));

        Assert.Contains("A channel: every Monday at 09:00 (Asia/Taipei), set by David Wu on 1 March 2018", (await david.Says("weekly list")).Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Priya", david.Latest!.Shown, StringComparison.Ordinal);
        Assert.Contains("A group chat: every Friday at 10:00 (Europe/London), set by Priya Raman", (await julia.Says("weekly list")).Shown, StringComparison.Ordinal);
        await julia.Fills("Stop it", ("plan", ChannelId));

        Assert.Equal([Place.Group.ConversationId], (await PlansAsync(app)).Select(plan => plan.ConversationId));
        Assert.Contains("no weekly card that you can stop", (await app.As(Sample.Grace).Says("weekly list")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_card_speaks_the_language_of_whoever_set_it()
    {
        await using var app = await StartAsync();
        await app.As(Sample.Tsai).InChannel().Says("每週一 9 點進度");

        await PassToAsync(app, FirstMonday);

        Assert.Equal("zh", (string?)Posted(app).Single().Card!["lang"]);
    }

    [Fact]
    public async Task Where_the_bot_was_removed_the_plan_ends_and_who_set_it_is_told()
    {
        await using var app = await StartAsync();
        var david = app.As(Sample.David);
        await david.Installs();
        await david.InChannel().Says(Wish);
        await app.As(Sample.Julia).InChannel().Removes();

        await PassToAsync(app, FirstMonday);

        Assert.Empty(await PlansAsync(app));
        Assert.Empty(Posted(app));
        Assert.Contains("The weekly progress card that you set (every Monday at 09:00 (Asia/Taipei)) has ended", app.Connector.Calls[^1].Text, StringComparison.Ordinal);
        Assert.Equal(david.ConversationId, app.Connector.Calls[^1].ConversationId);
    }

    [Fact]
    public async Task Who_set_and_who_stopped_it_stands_in_the_audit()
    {
        await using var app = await StartAsync();
        await app.As(Sample.David).InChannel().Says(Wish);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.As(Sample.Julia).InChannel().Says("weekly stop");

        var entries = await app.InDatabaseAsync(db => db.Audit.OrderBy(entry => entry.At).ToListAsync());

        Assert.Equal(
            [
                (Sample.David.UserPrincipalName, AuditActions.WeeklySet, ChannelId, null, "Monday 09:00 Asia/Taipei"),
                (Sample.Julia.UserPrincipalName, AuditActions.WeeklyStopped, ChannelId, "Monday 09:00 Asia/Taipei", null),
            ],
            entries.Select(entry => (entry.By, entry.Action, entry.Subject, entry.Before, entry.After)));
        Assert.Contains("set the weekly progress card", (await app.As(Sample.Julia).Says("admin audit")).Shown, StringComparison.Ordinal);
    }

    private static async Task<AppFixture> StartAsync()
    {
        var app = await AppFixture.StartAsync();
        return app;
    }

    /// <summary>Lets the time come at which the job is to run, and everything be sent.</summary>
    private static async Task PassToAsync(AppFixture app, DateTimeOffset time)
    {
        var ran = app.Jobs.NextRunOf<WeeklyProgressJob>();
        app.Clock.Advance(time - app.Clock.GetUtcNow());
        await ran;
        await app.RunAsync<OutboxDeliveryJob>();
    }

    /// <summary>Runs the job for the channel's plan as a second instance would.</summary>
    private static async Task RunAsync(AppFixture app)
    {
        var scheduler = await app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        var trigger = await scheduler.GetTrigger(WeeklyPlan.KeyOf(ChannelId), TestContext.Current.CancellationToken);
        var (ended, mark) = app.Jobs.Expect();
        var data = new JobDataMap(trigger!.JobDataMap) { [JobRecord.Mark] = mark };
        await scheduler.TriggerJob(JobTable.KeyOf<WeeklyProgressJob>(), data, TestContext.Current.CancellationToken);
        await ended;
    }

    private static async Task<IReadOnlyList<WeeklyPlan>> PlansAsync(AppFixture app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<WeeklyPlans>().AllAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What came unasked.</summary>
    private static List<ConnectorCall> Posted(AppFixture app, string conversationId = ChannelId) =>
        [.. app.Connector.Calls.Where(call => call is { Method: "POST", Card: not null, ActivityId: null } && call.ConversationId == conversationId)];

    private static JsonObject Form(string? day, string? time, string? zone) => new() { ["day"] = day, ["time"] = time, ["zone"] = zone };
}
