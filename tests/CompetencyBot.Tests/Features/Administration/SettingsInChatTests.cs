using System.Text.Json.Nodes;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using CompetencyBot.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Tests.Features.Administration;

public sealed class SettingsInChatTests(PostgresServer postgres)
{
    private const string Hours = "Renewal.WorkingHours";
    private const string Editions = "Organisation.Editions";

    [Fact]
    public async Task The_overview_says_of_every_setting_what_it_is_and_where_that_comes_from()
    {
        await using var app = await AppFixture.StartAsync();

        var shown = (await app.As(Sample.Julia).Says("admin")).Shown;

        Assert.Contains("Working hours: 09:00-17:00 (default)", shown, StringComparison.Ordinal);
        Assert.Contains("Programme editions followed: docs-2017-12 (settings file or environment)", shown, StringComparison.Ordinal);
        Assert.Contains("Time zone: Asia/Taipei (settings file or environment)", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_counts_at_once_and_the_card_says_before_and_after()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Says("admin warnings");

        var saved = await julia.Fills("Save", (Hours, "8:00–12:30"), ("Renewal.AnswerWithinHours", 12), ("Renewal.Ladder.before", "60、30、0"), ("Renewal.Ladder.after", "２３"));

        Assert.Contains("Working hours: 09:00-17:00 → 8:00-12:30", saved.Shown, StringComparison.Ordinal);
        Assert.Contains("Days of reminders: those of the programme edition → 60, 30, 0 days before; 23 days after", saved.Shown, StringComparison.Ordinal);
        var renewal = Renewal(app);
        Assert.Equal(("8:00-12:30", 12), (renewal.WorkingHours, renewal.AnswerWithinHours));
        Assert.Equal([-60, -30, 0, 23], renewal.Ladder);
        Assert.Equal(
            ["Renewal:AnswerWithinHours", "Renewal:Ladder", "Renewal:WorkingHours"],
            await app.InDatabaseAsync(db => db.StoredSettings.Select(row => row.Key).OrderBy(key => key).ToListAsync()));
        Assert.Contains(
            "Working hours: 8:00-12:30 (changed by Julia Novak, 1 March 2018 09:30)", (await julia.Says("admin")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edition_that_is_followed_from_now_on_is_on_the_next_card()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        Assert.DoesNotContain("Security", (await julia.Says("progress")).Shown, StringComparison.Ordinal);
        await julia.Says("admin organisation");

        await julia.Fills("Save", (Editions, "docs-2017-12,2026"));

        Assert.Contains("Security", (await julia.Says("progress")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("Security", (await julia.Says("security")).Shown, StringComparison.Ordinal);
        Assert.Equal(["docs-2017-12", "2026"], Organisation(app).Editions);
    }

    [Fact]
    public async Task The_numbered_editions_of_a_file_do_not_come_back_beside_those_of_the_chat()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Settings = new() { ["Organisation:Editions:1"] = "2026" } });
        var julia = app.As(Sample.Julia);
        await julia.Says("admin organisation");

        await julia.Fills("Save", (Editions, "2026"));
        Assert.Equal(["2026"], Organisation(app).Editions);
        await julia.Says("admin organisation");
        await julia.Fills("Save", (Editions, null));

        Assert.Equal(["docs-2017-12", "2026"], Organisation(app).Editions);
        Assert.Equal(0, await app.InDatabaseAsync(db => db.StoredSettings.CountAsync()));
    }

    [Fact]
    public async Task Another_anniversary_is_on_the_renewal_card_at_once()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        Assert.Contains("15 May 2018", (await julia.Says("renewal")).Shown, StringComparison.Ordinal);
        await julia.Says("admin organisation");

        await julia.Fills("Save", ("Organisation.Anniversary", "2018-06-20"), ("Organisation.Market", "Developing"));

        var renewal = (await julia.Says("renewal")).Shown;
        Assert.Contains("20 June 2018", renewal, StringComparison.Ordinal);
        Assert.DoesNotContain("15 May 2018", renewal, StringComparison.Ordinal);
        Assert.Equal("Developing", Organisation(app).Market);
    }

    [Fact]
    public async Task Somebody_of_whom_no_language_is_known_is_answered_in_the_organisations()
    {
        await using var app = await AppFixture.StartAsync();
        var (julia, stranger) = (app.As(Sample.Julia), app.As(Sample.Stranger));
        var hello = stranger.Message("help");
        hello.Remove("locale");
        Assert.StartsWith("What I can do", (await stranger.SendAsync(hello)).Shown, StringComparison.Ordinal);
        await julia.Says("admin organisation");

        await julia.Fills("Save", ("Organisation.Language", "zh-TW"));

        var again = stranger.Message("help");
        again.Remove("locale");
        Assert.StartsWith("我能做什麼", (await stranger.SendAsync(again)).Shown, StringComparison.Ordinal);
        Assert.StartsWith("What I can do", (await app.As(Sample.Grace).Says("help")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_time_zone_moves_the_jobs()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Schedule = true });
        var julia = app.As(Sample.Julia);
        Assert.Equal("Asia/Taipei", await ZoneOfJobsAsync(app));
        await julia.Says("admin organisation");

        await julia.Fills("Save", ("Organisation.TimeZone", "Europe/Berlin"));

        Assert.Equal("Europe/Berlin", await ZoneOfJobsAsync(app));
    }

    [Fact]
    public async Task Every_wrong_field_has_its_sentence_and_nothing_is_saved()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Says("admin warnings");

        var answer = await julia.Fills(
            "Save",
            ("Renewal.Ladder.before", "ninety"),
            ("Renewal.HolderDays", "-5"),
            (Hours, "17:00-09:00"),
            ("Renewal.WorkingDays", "Mon,Funday"),
            ("Renewal.UrgentWithinDays", "1000"),
            ("Renewal.AnswerWithinHours", "12"),
            ("Renewal.Recipients", "grace.huang@contoso.example"));

        Assert.Null(answer.Card);
        Assert.StartsWith("Nothing was saved", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Days of reminders: Write whole numbers of days from 0 to 366", answer.Text, StringComparison.Ordinal);
        Assert.Contains("before a certificate lapses: Write whole numbers", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Working hours: Write hours of one day like 09:00-17:00", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Working days: Choose days of the week", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Write a whole number from 0 to 366", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Who is told first: Write work addresses or names of admins", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hours for an answer", answer.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.InDatabaseAsync(db => db.StoredSettings.CountAsync()));
        Assert.Equal(24, Renewal(app).AnswerWithinHours);
    }

    public static TheoryData<string> StrangeValues => ["[1,2]", "{\"a\":1}", "true", "\"\\u0007\"", "1e999"];

    [Theory]
    [MemberData(nameof(StrangeValues))]
    public async Task What_no_client_sends_is_told_as_wrong(string json)
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Says("admin warnings");

        var answer = await julia.Fills("Save", (Hours, JsonNode.Parse(json)));

        Assert.Contains("Working hours: Write hours of one day like 09:00-17:00", answer.Text, StringComparison.Ordinal);
        Assert.Equal("09:00-17:00", Renewal(app).WorkingHours);
    }

    [Fact]
    public async Task A_huge_text_is_told_as_wrong()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Says("admin warnings");

        var answer = await julia.Fills("Save", ("Renewal.HolderDays", string.Join(',', Enumerable.Repeat("7", 5_000))));

        Assert.StartsWith("Nothing was saved", answer.Text, StringComparison.Ordinal);
        Assert.InRange(answer.Text!.Length, 1, 1_000);
    }

    [Theory]
    [InlineData("""{"form":"warnings"}""", "Nothing of the form arrived here")]
    [InlineData("""{"form":"gone","Renewal.WorkingHours":"1:00-2:00"}""", "That button comes from an older message")]
    [InlineData("""{"form":7}""", "That button comes from an older message")]
    [InlineData("null", "That button comes from an older message")]
    public async Task A_press_without_a_form_changes_nothing(string data, string said)
    {
        await using var app = await AppFixture.StartAsync();

        var answer = await app.As(Sample.Julia).Invokes("admin/save", JsonNode.Parse(data));

        Assert.Contains(said, answer.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.InDatabaseAsync(db => db.StoredSettings.CountAsync()));
    }

    [Fact]
    public async Task An_emptied_field_goes_back_to_what_the_file_has()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Settings = new() { ["Renewal:AnswerWithinHours"] = "48" } });
        var julia = app.As(Sample.Julia);
        await julia.Says("admin warnings");
        await julia.Fills("Save", ("Renewal.AnswerWithinHours", 12), (Hours, "10:00-11:00"));
        await julia.Says("admin warnings");

        var saved = await julia.Fills("Save", ("Renewal.AnswerWithinHours", null), (Hours, ""));

        Assert.Contains("10:00-11:00 → 09:00-17:00", saved.Shown, StringComparison.Ordinal);
        Assert.Equal((48, "09:00-17:00"), (Renewal(app).AnswerWithinHours, Renewal(app).WorkingHours));
        Assert.Equal(0, await app.InDatabaseAsync(db => db.StoredSettings.CountAsync()));
    }

    [Fact]
    public async Task An_old_card_does_not_undo_what_another_admin_has_changed_since()
    {
        await using var app = await AppFixture.StartAsync();
        var (julia, tsai) = (app.As(Sample.Julia), app.As(Sample.Tsai));
        await julia.Says("admin warnings");
        await tsai.Says("管理 警告");
        await tsai.Fills("儲存", (Hours, "10:00-11:00"));

        var saved = await julia.Fills("Save", ("Renewal.StaleAfterDays", 40));

        Assert.DoesNotContain("Working hours", saved.Shown, StringComparison.Ordinal);
        Assert.Equal(("10:00-11:00", 40), (Renewal(app).WorkingHours, Renewal(app).StaleAfterDays));
    }

    [Fact]
    public async Task Nothing_different_is_nothing_to_save()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Says("admin warnings");

        Assert.StartsWith("Nothing is different", (await julia.Fills("Save")).Text, StringComparison.Ordinal);
        await julia.Says("admin organisation");
        Assert.StartsWith("Nothing is different", (await julia.Fills("Save")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.InDatabaseAsync(db => db.StoredSettings.CountAsync()));
        Assert.Equal(0, await app.InDatabaseAsync(db => db.Audit.CountAsync()));
    }

    [Fact]
    public async Task A_restart_keeps_what_was_changed()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Says("admin warnings");
        await julia.Fills("Save", (Hours, "10:00-11:00"));

        await app.RestartAsync();

        Assert.Equal("10:00-11:00", Renewal(app).WorkingHours);
        Assert.Contains("changed by Julia Novak", (await app.As(Sample.Julia).Says("admin")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stored_value_that_can_no_longer_be_does_not_stop_the_start_and_is_shown()
    {
        await using var app = await AppFixture.StartAsync();
        await app.InDatabaseAsync(async db =>
        {
            db.StoredSettings.Add(new StoredSetting { Key = SettingKeys.Editions, Value = "2019-07", ChangedAt = app.Clock.GetUtcNow(), ChangedBy = "julia.novak@contoso.example" });
            db.StoredSettings.Add(new StoredSetting { Key = "BotFramework:ClientSecret", Value = "stolen", ChangedAt = app.Clock.GetUtcNow(), ChangedBy = "mallory" });
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        await app.RestartAsync();

        Assert.Equal(["docs-2017-12"], Organisation(app).Editions);
        Assert.Contains("cannot be any more and are ignored: BotFramework:ClientSecret, Organisation:Editions", app.Log.Warnings, StringComparison.Ordinal);
        Assert.Contains("Programme editions followed: 2019-07", (await app.As(Sample.Julia).Says("admin")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_but_the_listed_settings_can_be_stored()
    {
        await using var app = await AppFixture.StartAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var settings = scope.ServiceProvider.GetRequiredService<SettingsChange>();

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => settings.SaveAsync(
            new Dictionary<string, string?> { ["BotFramework:ClientSecret"] = "new" }, "julia", TestContext.Current.CancellationToken));

        Assert.StartsWith("BotFramework:ClientSecret may not be changed in chat.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, await app.InDatabaseAsync(db => db.StoredSettings.CountAsync()));
    }

    [Fact]
    public async Task Who_is_no_admin_and_who_asks_in_a_channel_is_refused()
    {
        await using var app = await AppFixture.StartAsync();
        var form = JsonNode.Parse("""{"form":"warnings","Renewal.WorkingHours":"1:00-2:00"}""");

        foreach (var word in new[] { "admin", "admin warnings", "admin audit", "admin told", "admin add x@contoso.example", "管理 通知" })
        {
            Assert.StartsWith("Only admins can use", (await app.As(Sample.Grace).Says(word)).Text, StringComparison.Ordinal);
            Assert.Contains("one-to-one", (await app.As(Sample.Julia).InChannel().Says(word)).Text, StringComparison.Ordinal);
        }

        Assert.StartsWith("Only admins can use", (await app.As(Sample.Grace).Invokes("admin/save", form)).Text, StringComparison.Ordinal);
        Assert.Contains("one-to-one", (await app.As(Sample.Julia).InChannel().Invokes("admin/save", form)).Text, StringComparison.Ordinal);
        Assert.Equal("09:00-17:00", Renewal(app).WorkingHours);
    }

    [Fact]
    public async Task Another_instance_on_PostgreSQL_follows_within_five_seconds()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var first = await AppFixture.StartAsync(new AppOptions { Postgres = database });
        await using var second = await AppFixture.StartAsync(new AppOptions { Postgres = database, Connector = first.Connector, Evidence = null });
        var julia = first.As(Sample.Julia);
        await second.As(Sample.Grace).Says("help");
        await julia.Says("admin warnings");

        await julia.Fills("Save", (Hours, "10:00-11:00"));
        await second.As(Sample.Grace).Says("help");
        Assert.Equal("09:00-17:00", Renewal(second).WorkingHours);
        second.Clock.Advance(TimeSpan.FromSeconds(5));
        await second.As(Sample.Grace).Says("help");

        Assert.Equal("10:00-11:00", Renewal(second).WorkingHours);
    }

    [Fact]
    public async Task A_job_of_another_instance_follows_too()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var first = await AppFixture.StartAsync(new AppOptions { Postgres = database });
        var julia = first.As(Sample.Julia);
        await first.InDatabaseAsync(async db =>
        {
            db.StoredSettings.Add(new StoredSetting { Key = SettingKeys.WorkingHours, Value = "10:00-11:00", ChangedAt = first.Clock.GetUtcNow(), ChangedBy = "another" });
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        first.Clock.Advance(TimeSpan.FromSeconds(5));

        await first.RunAsync<HousekeepingJob>();

        Assert.Equal("10:00-11:00", Renewal(first).WorkingHours);
    }

    private static RenewalOptions Renewal(AppFixture app) => app.Services.GetRequiredService<IOptionsMonitor<RenewalOptions>>().CurrentValue;

    private static OrganisationOptions Organisation(AppFixture app) => app.Services.GetRequiredService<IOptionsMonitor<OrganisationOptions>>().CurrentValue;

    private static async Task<string> ZoneOfJobsAsync(AppFixture app)
    {
        var scheduler = await app.Services.GetRequiredService<Quartz.ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        var trigger = await scheduler.GetTrigger(CompetencyBot.Hosting.Jobs.All[0].Trigger, TestContext.Current.CancellationToken);
        return ((Quartz.ICronTrigger)trigger!).TimeZone.Id;
    }
}
