using System.Text.Json.Nodes;
using CompetencyBot.Features.Reminders;
using CompetencyBot.Outbox;
using CompetencyBot.Sources;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features;

/// <summary>In the sample Grace's one assessment lapses after 20 April 2018 (50 days away), her other one after 12 September.</summary>
public sealed class OwnReminderTests
{
    private const string Foundational = "assessment:da-foundational";

    [Theory]
    [InlineData("remind me 45 days before Technical Assessment Data Analytics Foundational", 45)]
    [InlineData("remind me of technical assessment data analytics foundational a week before it lapses", 7)]
    [InlineData("提醒我 Technical Assessment Data Analytics Foundational 到期前 2 週", 14)]
    [InlineData("remind me １０ days before Technical Assessment Data Analytics Foundational", 10)]
    public async Task Whoever_types_it_is_reminded_so_many_days_before(string typed, int days)
    {
        await using var app = await StartAsync();

        var answer = await app.As(Sample.Grace).Says(typed);

        Assert.Contains($"I will remind you of Technical Assessment Data Analytics Foundational on {new DateOnly(2018, 4, 20).AddDays(-days):d MMMM yyyy}, {days} days before it lapses.", answer.Shown, StringComparison.Ordinal);
        Assert.Equal([(Foundational, days)], await KeptAsync(app));
    }

    [Theory]
    [InlineData("remind me", "Remind me before it lapses")]
    [InlineData("remind me 45 days before", "Which one do you mean?")]
    [InlineData("remind me 50 days before technical assessment data analytics foundational", "is not ahead any more: its last valid day is 20 April 2018")]
    [InlineData("remind me 900 days before technical assessment data analytics foundational", "Remind me before it lapses")]
    [InlineData("do not remind me", null)]
    [InlineData("remind me not 45 days before technical assessment data analytics foundational", "Remind me before it lapses")]
    public async Task What_is_not_clear_or_too_late_keeps_nothing_and_is_answered(string typed, string? said)
    {
        await using var app = await StartAsync();

        var answer = await app.As(Sample.Grace).Says(typed);

        Assert.NotEmpty(answer.Shown);
        if (said is not null)
            Assert.Contains(said, answer.Shown, StringComparison.Ordinal);
        Assert.Empty(await KeptAsync(app));
    }

    [Theory]
    [InlineData("remind me 20 days before it lapses", "I will remind you of MCSA: Windows Server 2016 on 11 April 2018")]
    [InlineData("提醒我到期前 20 天", "I will remind you of MCSA: Windows Server 2016 on 11 April 2018")]
    [InlineData("remind me 20 days before 70-347", "Which one do you mean?")]
    public async Task Of_one_certificate_alone_none_need_be_named_but_what_is_named_must_be_it(string typed, string said)
    {
        await using var app = await StartAsync();

        var shown = (await app.As(Sample.Of("amanda.torres") with { Locale = "en-US" }).Says(typed)).Shown;

        Assert.Contains(said, shown, StringComparison.Ordinal);
        Assert.Equal(said.StartsWith("I will", StringComparison.Ordinal) ? 1 : 0, await app.InDatabaseAsync(db => db.OwnReminders.CountAsync()));
    }

    [Fact]
    public async Task The_form_keeps_changes_and_takes_back_a_reminder_and_the_status_shows_it()
    {
        await using var app = await StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Says("status");
        await grace.Presses("Remind me before it lapses");

        Assert.Contains("on 21 March 2018, 30 days before", (await grace.Fills("Remind me")).Shown, StringComparison.Ordinal);
        Assert.Contains("on 6 March 2018, 45 days before", (await grace.Fills("Remind me", ("own", "45"))).Shown, StringComparison.Ordinal);
        Assert.Equal([(Foundational, 45)], await KeptAsync(app));
        Assert.Contains("20 April 2018\nYou will be reminded on 6 March 2018, as you asked.", (await grace.Says("status")).Shown, StringComparison.Ordinal);

        await grace.Says("remind me");
        Assert.Contains("You do not want to be reminded of it.", (await grace.Fills("Not about this one any more")).Shown, StringComparison.Ordinal);
        Assert.Contains("You are not reminded of it, as you asked.", (await grace.Says("status")).Shown, StringComparison.Ordinal);

        await grace.Says("remind me");
        await grace.Fills("Only on the usual days");
        Assert.Empty(await KeptAsync(app));
    }

    [Theory]
    [InlineData("""{ "item": "70-333", "days": "7" }""", "Which one do you mean?")]
    [InlineData("""{ "item": "assessment:da-foundational", "days": "-7" }""", "How many days before it lapses?")]
    [InlineData("""{ "item": "assessment:da-foundational", "days": "30", "own": 0.5 }""", "How many days before it lapses?")]
    [InlineData("""{ "item": "assessment:da-foundational", "days": "30", "own": "366" }""", "How many days before it lapses?")]
    [InlineData("""{ "item": 7 }""", "Which one do you mean?")]
    public async Task Forged_and_empty_inputs_are_answered_and_keep_nothing(string data, string said)
    {
        await using var app = await StartAsync();

        Assert.Contains(said, (await app.As(Sample.Grace).Invokes("reminders/keep", JsonNode.Parse(data))).Shown, StringComparison.Ordinal);
        Assert.Empty(await KeptAsync(app));
    }

    [Fact]
    public async Task Whoever_holds_nothing_that_lapses_or_is_not_known_is_told_so()
    {
        await using var app = await StartAsync();

        Assert.StartsWith("Nothing of yours lapses", (await app.As(Sample.Of("kaiwen.cheng") with { Locale = "en-US" }).Says("remind me")).Text, StringComparison.Ordinal);
        Assert.StartsWith("I do not find you", (await app.As(Sample.Stranger with { Locale = "en-US" }).Says("remind me 7 days before")).Text, StringComparison.Ordinal);
        Assert.Contains("is for you alone", (await app.As(Sample.Grace).InChannel().Says("remind me")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_day_it_is_told_once_beside_the_usual_days_and_says_why()
    {
        await using var app = await StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Installs();
        await grace.Says("remind me 45 days before Technical Assessment Data Analytics Foundational");
        await app.RunAsync<CertificateReminderJob>();
        Assert.Equal(["60"], await RungsAsync(app));

        app.Clock.Advance(TimeSpan.FromDays(5));
        await app.RunAsync<CertificateReminderJob>();
        await app.RunAsync<CertificateReminderJob>();
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Equal(["45", "60"], await RungsAsync(app));
        var reminder = grace.Reads();
        Assert.Contains("Last valid day: 20 April 2018 (lapses in 45 days)\nAs you asked, 45 days before.", reminder.Shown, StringComparison.Ordinal);
        Assert.Contains("Besides, you will be reminded on 6 March 2018", (await grace.Presses("Change reminders")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_usual_day_that_is_wished_for_is_told_once_and_a_renewed_certificate_counts_for_its_new_last_day()
    {
        await using var app = await StartAsync();
        await app.As(Sample.Grace).Says("remind me 30 days before Technical Assessment Data Analytics Foundational");
        app.Clock.Advance(TimeSpan.FromDays(20));
        await app.RunAsync<CertificateReminderJob>();
        Assert.Equal(["30"], await RungsAsync(app));

        app.Evidence.Replace("TrainingCompletions.csv", "2018-04-20", "2019-04-20");
        await app.RunAsync<EvidenceImportJob>();
        Assert.Contains("you will be reminded on 21 March 2019, 30 days before", (await app.As(Sample.Grace).Says("remind me")).Shown, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromDays(365));
        await app.RunAsync<CertificateReminderJob>();

        Assert.Equal(["2018-04-20|30", "2019-04-20|30"], await KeysAsync(app));
    }

    [Fact]
    public async Task Whoever_wants_to_hear_nothing_of_a_certificate_is_told_nothing_of_it_and_their_manager_still_is()
    {
        await using var app = await StartAsync();
        await app.As(Sample.Grace).Invokes("reminders/never", new JsonObject { ["item"] = Foundational });
        app.Clock.Advance(TimeSpan.FromDays(20));

        await app.RunAsync<CertificateReminderJob>();

        var keys = await app.InDatabaseAsync(db => db.Outbox.Where(row => row.Key.StartsWith(CertificateFact.Prefix) && row.Key.Contains("|grace.huang@")).Select(row => row.Recipient).ToListAsync());
        Assert.Equal([Sample.David.UserPrincipalName], keys);
    }

    private static Task<AppFixture> StartAsync() => AppFixture.StartAsync(AppOptions.InLanguage("en-US"));

    private static Task<List<(string, int)>> KeptAsync(AppFixture app) => app.InDatabaseAsync(async db =>
        (await db.OwnReminders.AsNoTracking().Where(row => row.Person == Sample.Grace.UserPrincipalName).ToListAsync()).ConvertAll(row => (row.ItemId, row.DaysBefore)));

    private static async Task<IEnumerable<string>> RungsAsync(AppFixture app) => (await KeysAsync(app)).Select(key => key.Split('|')[1]);

    private static async Task<IEnumerable<string>> KeysAsync(AppFixture app) =>
        from key in await app.InDatabaseAsync(db => db.Outbox.Where(row => row.Key.StartsWith(CertificateFact.Prefix)).Select(row => row.Key).ToListAsync())
        let parts = key.Split('|')
        where parts[1] == Sample.Grace.UserPrincipalName && parts[3] == Foundational
        orderby key
        select $"{parts[4]}|{parts[5]}";
}
