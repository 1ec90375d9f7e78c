using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Features.Reminders;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using CompetencyBot.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Features;

/// <summary>
/// In the sample Grace's assessment lapses after 20 April 2018 (50 days away; David manages her), Amanda's certificate after 1 May, and others
/// later in the year.
/// </summary>
public sealed class CertificateReminderTests(PostgresServer postgres)
{
    private const string Completions = "TrainingCompletions.csv";

    private static readonly DateTimeOffset GraceThirtyDaysBefore = Morning(2018, 3, 21);

    [Fact]
    public async Task The_holder_is_told_what_lapses_when_and_for_what_it_counts()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Installs();

        await RemindAndDeliverAsync(app);

        var text = Assert.Single(RemindersTo(app, grace));
        Assert.StartsWith("Technical Assessment Data Analytics Foundational: lapses in 50 days", text, StringComparison.Ordinal);
        Assert.Contains("Last valid day: 20 April 2018 (lapses in 50 days)", text, StringComparison.Ordinal);
        Assert.Contains("Counts for: Data Analytics (Silver, Gold)", text, StringComparison.Ordinal);
        Assert.Contains("Without it these will not hold when renewal is tested: Data Analytics (Gold)", text, StringComparison.Ordinal);
        Assert.Contains("Pass it again, up to that day.", text, StringComparison.Ordinal);
        Assert.Contains("data as of 2018-03-01", text, StringComparison.Ordinal);
        Assert.Equal(
            [
                "certificate|amanda.torres@contoso.example|amanda.torres@contoso.example|cert:mcsa-windows-server-2016|2018-05-01|90",
                "certificate|grace.huang@contoso.example|grace.huang@contoso.example|assessment:da-foundational|2018-04-20|60",
            ],
            (await RowsAsync(app)).Select(row => row.Key));
    }

    [Fact]
    public async Task A_second_run_a_restart_and_the_same_files_again_tell_nothing_twice()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Now = GraceThirtyDaysBefore });
        var (grace, david) = (app.As(Sample.Grace), app.As(Sample.David));
        await grace.Installs();
        await david.Installs();
        await RemindAndDeliverAsync(app);
        var rows = (await RowsAsync(app)).Count;

        await RemindAndDeliverAsync(app);
        await app.RunAsync<EvidenceImportJob>();
        await app.RestartAsync();
        await RemindAndDeliverAsync(app);

        Assert.Single(RemindersTo(app, grace));
        Assert.StartsWith("Grace Huang, ", Assert.Single(RemindersTo(app, david)), StringComparison.Ordinal);
        Assert.Equal(rows, (await RowsAsync(app)).Count);
    }

    [Fact]
    public async Task Whoever_installs_the_bot_late_is_told_of_the_last_rung_only()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Now = Morning(2018, 3, 31) });

        await app.RunAsync<CertificateReminderJob>();

        Assert.Equal(["david.wu 30", "grace.huang 30"], await ToldAboutGraceAsync(app));
    }

    [Fact]
    public async Task Days_on_which_the_bot_was_down_are_made_up_once()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Now = Morning(2018, 3, 20), Schedule = true });
        await app.RunAsync<CertificateReminderJob>();
        Assert.Equal(["grace.huang 60"], await ToldAboutGraceAsync(app));
        await app.StopAsync();

        app.Clock.Advance(TimeSpan.FromDays(3));
        var ran = app.Jobs.NextRunOf<CertificateReminderJob>();
        await app.StartAgainAsync();
        await ran; // by itself, since 06:15 was missed
        await app.RunAsync<CertificateReminderJob>();

        Assert.Equal(["david.wu 30", "grace.huang 30", "grace.huang 60"], await ToldAboutGraceAsync(app));
    }

    [Fact]
    public async Task Every_rung_of_the_ladder_is_told_on_its_day_and_after_the_last_day_nothing_more()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Now = Morning(2018, 1, 15) });
        var told = new Dictionary<string, string>();
        for (var day = new DateOnly(2018, 1, 15); day < new DateOnly(2018, 4, 25); day = day.AddDays(1))
        {
            await InScopeAsync(app, day, (reminders, evidence, facts) => reminders.TellAsync(evidence, facts, day, TestContext.Current.CancellationToken));
            foreach (var rung in (await ToldAboutGraceAsync(app)).Except(told.Keys).ToArray())
                told[rung] = day.ToString("MM-dd", null);
        }

        Assert.Equal(
            ["david.wu 30: 03-21", "david.wu 7: 04-13", "grace.huang 30: 03-21", "grace.huang 60: 02-19", "grace.huang 7: 04-13", "grace.huang 90: 01-20"],
            told.Select(each => $"{each.Key}: {each.Value}").Order());
    }

    [Fact]
    public async Task What_is_told_to_somebody_on_one_day_is_one_message_and_what_comes_later_another()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Settings = new() { ["Renewal:ManagerDays"] = "180" } });
        var david = app.As(Sample.David);
        await david.Installs();
        await RemindAndDeliverAsync(app);
        Assert.StartsWith("3 certificates of your people lapse soon", Assert.Single(RemindersTo(app, david)), StringComparison.Ordinal);
        var rows = (await RowsAsync(app)).Where(row => row.Recipient == Sample.David.UserPrincipalName).ToArray();
        Assert.Equal([OutboxState.Sent, OutboxState.Withdrawn, OutboxState.Withdrawn], rows.Select(row => row.State).Order());
        var sent = rows.Single(row => row.State == OutboxState.Sent).Key;
        Assert.All(rows.Where(row => row.State == OutboxState.Withdrawn), row => Assert.Equal($"told in {sent}", row.Reason));

        // Pei-Shan's assessment is found to lapse earlier.
        app.Evidence.Replace(Completions, "2018-09-19", "2018-05-19");
        await app.RunAsync<EvidenceImportJob>();
        await RemindAndDeliverAsync(app);

        var later = RemindersTo(app, david)[1];
        Assert.Contains("Last valid day: 19 May 2018", later, StringComparison.Ordinal);
        Assert.DoesNotContain("Grace", later, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renewed_certificate_is_told_of_no_more_and_a_year_later_again()
    {
        await using var app = await AppFixture.StartAsync();
        await app.RunAsync<CertificateReminderJob>();
        app.Evidence.Replace(Completions, "2018-04-20", "2019-04-20");
        await app.RunAsync<EvidenceImportJob>();
        app.Clock.Advance(GraceThirtyDaysBefore - app.Clock.GetUtcNow());
        await app.RunAsync<CertificateReminderJob>();
        Assert.Equal(["grace.huang 60"], await ToldAboutGraceAsync(app));

        app.Clock.Advance(TimeSpan.FromDays(365));
        await app.RunAsync<CertificateReminderJob>();

        Assert.Contains("certificate|grace.huang@contoso.example|grace.huang@contoso.example|assessment:da-foundational|2019-04-20|30", (await RowsAsync(app)).Select(row => row.Key));
    }

    [Fact]
    public async Task Each_recipient_is_written_to_in_their_own_morning_and_language()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Now = new DateTimeOffset(2018, 3, 1, 6, 15, 0, TimeSpan.FromHours(8)),
            Settings = new() { ["Renewal:HolderDays"] = "200", ["Renewal:HolidaysFolder"] = SandboxFolder.Holidays },
        });

        await app.RunAsync<CertificateReminderJob>();

        var rows = (await RowsAsync(app)).Where(row => row.State == OutboxState.Waiting).ToDictionary(row => row.Recipient.Split('@')[0]);
        Assert.Equal(Utc(1, 1), rows["grace.huang"].DueAt); // 09:00 in Taipei
        Assert.Equal(Utc(1, 9), rows["emily.clarke"].DueAt); // 09:00 in London
        Assert.Equal(new DateTimeOffset(2018, 2, 28, 22, 15, 0, TimeSpan.Zero), rows["amanda.torres"].DueAt); // 14:15 of the day before in Los Angeles
        Assert.Contains("97 天後失效", System.Text.RegularExpressions.Regex.Unescape(rows["kuanlin.ho"].Activity), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2018-03-04", "2018-03-02 10:00")] // a Sunday: the next working time is too late
    [InlineData("2018-03-05", "2018-03-05 01:00")] // lapses on the Monday itself: that morning is in time
    public async Task What_lapses_before_the_next_working_time_does_not_wait_for_it(string lastDay, string due)
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Now = new DateTimeOffset(2018, 3, 2, 18, 0, 0, TimeSpan.FromHours(8)), // Friday evening
            Prepare = files => files.Replace(Completions, "2018-04-20", lastDay),
        });

        await app.RunAsync<CertificateReminderJob>();

        Assert.All(
            (await RowsAsync(app)).Where(row => row.Key.Contains("|grace.huang@", StringComparison.Ordinal)),
            row => Assert.Equal(DateTimeOffset.Parse(due + "Z", null), row.DueAt));
    }

    [Fact]
    public async Task Nobody_is_told_who_has_left_or_leaves_before_it_matters()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Now = GraceThirtyDaysBefore,
            Prepare = files => files
                .ReplaceInLine("people.csv", "david.wu@", "08:06:00Z,", "08:06:00Z,2018-03-20")
                .ReplaceInLine("people.csv", "amanda.torres@", "Z,", "Z,2018-04-30"),
        });

        await app.RunAsync<CertificateReminderJob>();

        Assert.Equal(["grace.huang@contoso.example", "kuanlin.ho@contoso.example"], (await RowsAsync(app)).Select(row => row.Recipient)); // no David, no Amanda
    }

    [Fact]
    public async Task Without_days_nobody_is_told()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Settings = new() { ["Renewal:HolderDays"] = "", ["Renewal:ManagerDays"] = "" } });

        await app.RunAsync<CertificateReminderJob>();

        Assert.Empty(await RowsAsync(app));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Several_instances_at_the_same_moment_tell_nothing_twice_and_lose_nothing(bool onPostgres)
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Postgres = onPostgres ? await postgres.CreateDatabaseAsync() : null,
            Settings = new() { ["Renewal:HolderDays"] = "360", ["Renewal:ManagerDays"] = "360" },
        });
        const int Instances = 3;
        var today = new DateOnly(2018, 3, 1);
        var all = new HashSet<string>();

        // Each overlooks another fact of the same recipient, and all look before any of them writes.
        using var looked = new Barrier(Instances);
        var messages = await Task.WhenAll(Enumerable.Range(0, Instances).Select(instance => Task.Run(() => InScopeAsync(app, today, (reminders, evidence, facts) =>
        {
            CertificateFact[] seen = [.. facts.GroupBy(fact => fact.Recipient).SelectMany(own => own.Where((_, index) => own.Count() == 1 || index != instance))];
            lock (all)
                all.UnionWith(seen.Select(fact => fact.Key));
            looked.SignalAndWait(TestContext.Current.CancellationToken);
            return reminders.TellAsync(evidence, seen, today, TestContext.Current.CancellationToken);
        }))));

        var rows = await RowsAsync(app);
        Assert.True(all.Count > 10, $"{all.Count}");
        Assert.Equal(all.Order(StringComparer.Ordinal), rows.Select(row => row.Key).Order(StringComparer.Ordinal));
        Assert.Equal(messages.Sum(), rows.Count(row => row.State != OutboxState.Withdrawn));
        var sent = rows.Where(row => row.State != OutboxState.Withdrawn).Select(row => row.Key).ToHashSet();
        Assert.All(rows.Where(row => row.State == OutboxState.Withdrawn), row => Assert.Contains(row.Reason!["told in ".Length..], sent));
    }

    private static async Task<int> InScopeAsync(
        AppFixture app, DateOnly day, Func<CertificateReminders, OrganisationEvidence, CertificateFact[], Task<int>> tell)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var evidence = await scope.ServiceProvider.GetRequiredService<EvidenceReader>().ReadAsync(TestContext.Current.CancellationToken);
        var settings = scope.ServiceProvider.GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<RenewalOptions>>().CurrentValue;
        var lapsing = LapsingCertificate.Of(evidence!.Followed.Select(followed => (followed.Edition, followed.Matched)), day, 366);
        return await tell(scope.ServiceProvider.GetRequiredService<CertificateReminders>(), evidence, [.. CertificateFact.Of(lapsing, settings, new Dictionary<(string, string), int>(), day)]);
    }

    private static async Task RemindAndDeliverAsync(AppFixture app)
    {
        await app.RunAsync<CertificateReminderJob>();
        await app.RunAsync<OutboxDeliveryJob>();
    }

    private static Task<List<OutboxMessage>> RowsAsync(AppFixture app) => app.InDatabaseAsync(db =>
        db.Outbox.AsNoTracking().Where(row => row.Key.StartsWith(CertificateFact.Prefix)).OrderBy(row => row.Key).ToListAsync());

    /// <summary>To whom Grace's assessment was told, and which rung it was.</summary>
    private static async Task<IEnumerable<string>> ToldAboutGraceAsync(AppFixture app) =>
        from row in await RowsAsync(app)
        let parts = row.Key.Split('|')
        where parts[2] == Sample.Grace.UserPrincipalName
        select $"{parts[1].Split('@')[0]} {parts[^1]}";

    /// <summary>The cards that were sent without being an answer.</summary>
    private static string[] RemindersTo(AppFixture app, Chat chat) =>
    [
        .. app.Connector.Calls
            .Where(call => call is { Status: 201, Type: ActivityTypes.Message, ActivityId: null, Card: not null } && call.ConversationId == chat.ConversationId)
            .Select(call => string.Join('\n', CardText.Of(call.Card!)))
            .Where(text => !text.Contains("What I can do", StringComparison.Ordinal)),
    ];

    private static DateTimeOffset Morning(int year, int month, int day) => new(year, month, day, 9, 30, 0, TimeSpan.FromHours(8));

    private static DateTimeOffset Utc(int day, int hour) => new(2018, 3, day, hour, 0, 0, TimeSpan.Zero);
}
