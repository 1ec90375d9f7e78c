using CompetencyBot.Sandbox.Insights;
using CompetencyBot.Sources;
using CompetencyBot.Sources.Insights;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CompetencyBot.Tests.Features.Administration.PartnerCenter.PartnerCenterStory;

namespace CompetencyBot.Tests.Features.Administration.PartnerCenter;

/// <summary>Reports are ordered, waited for, fetched and counted; and each way in which that can fail.</summary>
public sealed class ReportTests
{
    // In the file without a day, so that the exam does not count; with one it completes Communications gold.
    private const string WithoutDay = "Ben,Carter,,ben.carter@contoso.example,,,,2018-02-01";
    private const string WithDay = "Ben,Carter,,ben.carter@contoso.example,2018-02-27,,Active,2018-02-01";

    [Fact]
    public async Task What_Partner_Center_knows_counts_as_soon_as_it_has_arrived()
    {
        await using var story = await ConnectedAsync();
        story.Insights[Training] = story.Insights[Training].Replace(WithoutDay, WithDay, StringComparison.Ordinal);
        Assert.Contains("5 gold · 6 silver", (await story.App.As(Sample.Julia).Says("progress")).Shown, StringComparison.Ordinal);

        await story.LaterAsync();

        foreach (var kind in new[] { Training, Performance, History })
        {
            Assert.Equal((kind, EvidenceSource.Insights), (kind, (await story.PresentAsync(kind)).Source));
            Assert.Equal((kind, InsightsStep.Idle, (string?)null), (kind, (await story.RowAsync(kind)).Step, (await story.RowAsync(kind)).Problem));
        }

        Assert.Equal((await story.RowAsync(Training)).Rows, (await story.PresentAsync(Training)).Rows);
        Assert.Contains("6 gold · 5 silver", (await story.App.As(Sample.Julia).Says("progress")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_connected_or_asked_is_told_once_that_the_reports_have_arrived()
    {
        await using var story = await ConnectedAsync();
        await story.LaterAsync();
        await story.LaterAsync();

        var told = Assert.Single(await story.App.InDatabaseAsync(db => db.Outbox.Where(row => row.Key.StartsWith("insights-arrived|")).ToListAsync()));

        Assert.Equal(Sample.Julia.UserPrincipalName, told.Recipient);
        Assert.Contains("Exams and certificates: ", told.Activity, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_stands_in_a_log_or_goes_where_it_does_not_belong()
    {
        await using var story = await ConnectedAsync();
        await story.LaterAsync();
        await story.LaterAsync(TimeSpan.FromMinutes(61));

        Assert.NotEmpty(story.Insights.Secrets);
        Assert.All(story.Insights.Secrets, secret => Assert.DoesNotContain(secret, story.App.Log.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(story.Insights.ClientSecret, story.App.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ticket=", story.App.Log.Text, StringComparison.Ordinal);
        Assert.Equal(3, story.CallsOf(InsightsServer.Files, "/reports"));
        Assert.All(story.Insights.Calls.Where(call => call.Server == InsightsServer.Files), call => Assert.Null(call.Token));
    }

    [Fact]
    public async Task Only_columns_that_are_used_are_asked_for_of_all_time()
    {
        await using var story = await ConnectedAsync();

        var query = Assert.Single(story.Insights.Calls, call => call is { Path: "/ScheduledQueries", Method: "POST" } && call.Body.Contains(Training, StringComparison.Ordinal));

        Assert.Contains("TIMESPAN LIFETIME", query.Body, StringComparison.Ordinal);
        Assert.Contains("CorpEmail", query.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("IndividualFirstName", query.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CompetencyPeformanceRequirement")]
    [InlineData("CompetencyPerformanceRequirement")]
    public async Task The_dataset_of_the_figures_is_found_by_either_spelling(string name)
    {
        await using var story = await StartAsync();
        story.Insights.Behaviour.PerformanceName = name;
        await story.ConnectAsync();
        await story.StepAsync();

        await story.LaterAsync();

        Assert.Equal((name, (string?)null), ((await story.RowAsync(Performance)).Name, (await story.RowAsync(Performance)).Problem));
        Assert.Equal(EvidenceSource.Insights, (await story.PresentAsync(Performance)).Source);
    }

    [Fact]
    public async Task A_report_comes_with_tabs_too()
    {
        await using var story = await ConnectedAsync();
        story.Insights.Behaviour.AsTsv = true;

        await story.LaterAsync();

        Assert.Equal("TrainingCompletions.tsv", (await story.PresentAsync(Training)).Name);
    }

    [Fact]
    public async Task A_run_that_has_not_ended_is_waited_for_and_is_no_trouble()
    {
        await using var story = await StartAsync();
        story.Insights.Behaviour.RunsFor = null; // pending, running, completed
        await story.ConnectAsync();
        await story.StepAsync();

        await story.LaterAsync();
        Assert.Equal((InsightsStep.Ordered, (string?)null), ((await story.RowAsync(Training)).Step, (await story.RowAsync(Training)).Problem));
        Assert.Contains("I wait for Partner Center to finish the report", await story.ShownAsync(), StringComparison.Ordinal);
        await story.LaterAsync();
        await story.LaterAsync();

        Assert.Equal(EvidenceSource.Insights, (await story.PresentAsync(Training)).Source);
        Assert.Empty(await story.ToldAsync());
    }

    [Fact]
    public async Task What_was_ordered_is_fetched_after_a_restart()
    {
        await using var story = await ConnectedAsync();

        await story.App.RestartAsync();
        await story.LaterAsync();

        Assert.Equal(EvidenceSource.Insights, (await story.PresentAsync(Training)).Source);
    }

    [Fact]
    public async Task The_same_content_again_is_not_imported_again_but_is_known_to_be_newer()
    {
        await using var story = await ConnectedAsync();
        await story.LaterAsync();
        var first = await story.PresentAsync(Training);
        story.Advance(TimeSpan.FromDays(5));
        await story.StepAsync();
        await story.LaterAsync();

        var second = await story.PresentAsync(Training);

        Assert.Equal((first.Id, first.ImportedAt), (second.Id, second.ImportedAt));
        Assert.True(second.AsOf - first.AsOf >= TimeSpan.FromDays(5));
        Assert.Single(story.Insights.Calls, call => call is { Path: "/ScheduledQueries", Method: "POST" } && call.Body.Contains(Training, StringComparison.Ordinal)); // reused
    }

    [Fact]
    public async Task It_is_asked_again_when_the_interval_that_the_service_names_has_passed()
    {
        await using var story = await StartAsync();
        story.Insights.Behaviour.MinimumRecurrence = 24;
        await story.ConnectAsync();
        await story.StepAsync();
        await story.LaterAsync();

        await story.LaterAsync(TimeSpan.FromHours(23));
        Assert.Equal(3, story.CallsOf(InsightsServer.Api, "/ScheduledReport") - story.CallsOf(InsightsServer.Api, "/ScheduledReport/"));
        await story.LaterAsync(TimeSpan.FromHours(1));

        Assert.Equal(6, story.CallsOf(InsightsServer.Api, "/ScheduledReport") - story.CallsOf(InsightsServer.Api, "/ScheduledReport/"));
    }

    [Fact]
    public async Task A_token_that_has_expired_is_renewed_without_anybody()
    {
        await using var story = await ConnectedAsync();

        await story.LaterAsync(TimeSpan.FromMinutes(61));

        Assert.Contains(story.Insights.Calls, call => call is { Server: InsightsServer.Api, Status: 401 });
        Assert.Equal(1, story.CallsOf(InsightsServer.SignIn, "token refresh_token"));
        Assert.Equal(EvidenceSource.Insights, (await story.PresentAsync(Training)).Source);
    }

    [Theory]
    [InlineData("invalid_grant", "its access was revoked or has expired")]
    [InlineData("interaction_required", "the sign-in asks for something that only a person can do")]
    public async Task When_the_refresh_token_is_refused_the_admins_are_told_once_to_connect_again(string error, string words)
    {
        await using var story = await ConnectedAsync();
        var before = await story.PresentAsync(Training);
        story.Insights.Behaviour.RefreshRefused = error;

        await story.LaterAsync(TimeSpan.FromMinutes(61));
        await story.LaterAsync(TimeSpan.FromDays(1));

        var told = Assert.Single(await story.ToldAsync(), message => message.Recipient == Sample.Julia.UserPrincipalName);
        Assert.Contains("Partner Center has to be connected again", told.Activity, StringComparison.Ordinal);
        Assert.Contains(words, await story.ShownAsync(), StringComparison.Ordinal);
        Assert.Equal(before.Id, (await story.PresentAsync(Training)).Id);
        Assert.Equal(1, story.CallsOf(InsightsServer.SignIn, "token refresh_token")); // it is not tried again in vain

        story.Insights.Behaviour.RefreshRefused = null;
        await story.ConnectAsync();
        await story.StepAsync();
        await story.LaterAsync();
        Assert.Equal(EvidenceSource.Insights, (await story.PresentAsync(Training)).Source);
        Assert.DoesNotContain("connected again", await story.ShownAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registration_that_the_sign_in_service_refuses_is_told_once_and_ends_no_connection()
    {
        await using var story = await ConnectedAsync();
        story.Insights.Behaviour.RefreshRefused = "invalid_client";

        await story.LaterAsync(TimeSpan.FromMinutes(61));

        var told = Assert.Single(await story.ToldAsync(), message => message.Recipient == Sample.Julia.UserPrincipalName);
        Assert.Contains("does not accept the bot", told.Activity, StringComparison.Ordinal);
        story.Insights.Behaviour.RefreshRefused = null;
        await story.App.As(Sample.Julia).Invokes("admin/partnerfetch");
        await story.StepAsync();
        await story.LaterAsync();
        Assert.Equal(EvidenceSource.Insights, (await story.PresentAsync(Training)).Source);
    }

    [Fact]
    public async Task When_the_service_asks_to_wait_nothing_is_asked_before()
    {
        await using var story = await ConnectedAsync();
        story.Insights.Answer(429, "1800");

        await story.LaterAsync();
        var calls = story.Insights.Calls.Count;
        await story.LaterAsync(TimeSpan.FromMinutes(29));
        await story.App.As(Sample.Julia).Invokes("admin/partnerfetch");
        await story.StepAsync();

        Assert.Equal(calls, story.Insights.Calls.Count);
        Assert.Contains("Partner Center asked me to wait", await story.ShownAsync(), StringComparison.Ordinal);
        await story.LaterAsync();
        Assert.Equal(EvidenceSource.Insights, (await story.PresentAsync(Training)).Source);
        Assert.Empty(await story.ToldAsync()); // it passed by itself
    }

    [Theory]
    [InlineData(403)]
    [InlineData(410)]
    public async Task Of_a_link_that_has_expired_another_is_asked_for(int status)
    {
        await using var story = await ConnectedAsync();
        (story.Insights.Behaviour.ExpiredStatus, story.Insights.Behaviour.LinksGoodFor) = (status, TimeSpan.Zero);

        await story.LaterAsync();
        Assert.Equal($"{InsightsTrouble.LinkExpired}", (await story.RowAsync(Training)).Problem);
        Assert.Contains("The link to the file had expired", await story.ShownAsync(), StringComparison.Ordinal);
        story.Insights.Behaviour.LinksGoodFor = TimeSpan.FromHours(1);
        await story.LaterAsync();

        Assert.Equal(EvidenceSource.Insights, (await story.PresentAsync(Training)).Source);
        Assert.Equal(3, story.CallsOf(InsightsServer.Api, "/ScheduledReport") - story.CallsOf(InsightsServer.Api, "/ScheduledReport/")); // the same reports
        Assert.Empty(await story.ToldAsync());
    }

    [Fact]
    public async Task Of_links_that_go_on_expiring_the_admins_are_told_and_a_new_report_is_ordered()
    {
        await using var story = await ConnectedAsync();
        story.Insights.Behaviour.LinksGoodFor = TimeSpan.Zero;
        await story.LaterAsync();
        var report = (await story.RowAsync(Training)).ReportId;

        await story.LaterAsync(TimeSpan.FromHours(1));
        Assert.Contains(await story.ToldAsync(), message => message.Activity.Contains("The link to the file had expired", StringComparison.Ordinal));
        await story.LaterAsync();

        Assert.NotEqual(report, (await story.RowAsync(Training)).ReportId);
    }

    [Fact]
    public async Task A_column_that_is_gone_is_named_and_nothing_is_changed()
    {
        await using var story = await StartAsync();
        var before = await story.PresentAsync(Training);
        story.Insights[Training] = story.Insights[Training].Replace("TrainingCompletionDate", "CompletedOn", StringComparison.Ordinal);

        await story.ConnectAsync();
        await story.StepAsync();
        await story.LaterAsync();

        Assert.Equal(before.Id, (await story.PresentAsync(Training)).Id);
        Assert.Contains("The dataset no longer has the column TrainingCompletionDate", await story.ShownAsync(), StringComparison.Ordinal);
        var told = Assert.Single(await story.ToldAsync(), message => message.Recipient == Sample.Julia.UserPrincipalName);
        Assert.Contains("(Exams and certificates)", told.Activity, StringComparison.Ordinal);
        Assert.Equal(EvidenceSource.Insights, (await story.PresentAsync(History)).Source); // the others go on
    }

    [Fact]
    public async Task Masked_addresses_are_refused_since_they_match_nobody()
    {
        await using var story = await ConnectedAsync();
        var before = await story.PresentAsync(Training);
        story.Insights.Behaviour.DataRedacted = true;

        await story.LaterAsync();

        Assert.Equal(before.Id, (await story.PresentAsync(Training)).Id);
        Assert.Equal(0, story.CallsOf(InsightsServer.Files, "/reports"));
        Assert.Contains("Partner Center hides the addresses of people", await story.ShownAsync(), StringComparison.Ordinal);
        Assert.Contains(await story.ToldAsync(), message => message.Activity.Contains("hides the addresses", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(InsightsEnd.Paused, "The report is paused in Partner Center")]
    [InlineData(InsightsEnd.Failed, "The report failed in Partner Center")]
    public async Task A_run_that_does_not_end_well_is_told(InsightsEnd end, string words)
    {
        await using var story = await ConnectedAsync();
        story.Insights.Behaviour.End = end;

        await story.LaterAsync();
        Assert.Contains(words, await story.ShownAsync(), StringComparison.Ordinal);
        Assert.Contains(await story.ToldAsync(), message => message.Activity.Contains(words, StringComparison.Ordinal));
        story.Insights.Behaviour.End = InsightsEnd.Completed;
        await story.LaterAsync(TimeSpan.FromHours(1));
        await story.LaterAsync();

        Assert.Equal(EvidenceSource.Insights, (await story.PresentAsync(Training)).Source);
        Assert.DoesNotContain(words, await story.ShownAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_has_not_ended_for_a_day_is_ordered_again()
    {
        await using var story = await StartAsync();
        story.Insights.Behaviour.RunsFor = TimeSpan.FromDays(30);
        await story.ConnectAsync();
        await story.StepAsync();
        var report = (await story.RowAsync(Training)).ReportId;

        await story.LaterAsync(TimeSpan.FromDays(1));
        Assert.Contains(await story.ToldAsync(), message => message.Activity.Contains("has not been finished for a day", StringComparison.Ordinal));
        await story.LaterAsync(TimeSpan.FromHours(1));

        Assert.NotEqual(report, (await story.RowAsync(Training)).ReportId);
    }

    [Theory]
    [InlineData(403, InsightsTrouble.NotAllowed, "may not read reports", true)]
    [InlineData(500, InsightsTrouble.NotReached, "is not reached, or out of order", false)]
    [InlineData(302, InsightsTrouble.Answer, "gave an answer of which I can make nothing", false)]
    public async Task Other_refusals_are_shown_and_told_when_they_do_not_pass_by_themselves(int status, InsightsTrouble trouble, string words, bool isToldAtOnce)
    {
        await using var story = await ConnectedAsync();
        story.Insights.Answer(status);

        await story.LaterAsync();

        Assert.Contains(words, await story.ShownAsync(), StringComparison.Ordinal);
        Assert.Equal($"{trouble}", (await story.RowAsync(Training)).Problem);
        Assert.Equal(isToldAtOnce, (await story.ToldAsync()).Count > 0);
    }

    [Fact]
    public async Task A_dataset_that_is_not_offered_leaves_what_there_is()
    {
        await using var story = await StartAsync();
        story.Insights.Remove(Performance);
        var before = await story.PresentAsync(Performance);

        await story.ConnectAsync();
        await story.StepAsync();
        await story.LaterAsync();

        Assert.Equal(before.Id, (await story.PresentAsync(Performance)).Id);
        Assert.Contains("does not offer this dataset", await story.ShownAsync(), StringComparison.Ordinal);
        Assert.Empty(await story.ToldAsync()); // it never came
    }

    [Fact]
    public async Task A_next_page_elsewhere_is_not_fetched_and_gets_no_token()
    {
        await using var story = await StartAsync();
        story.Insights.Behaviour.NextLink = "https://insights.example/insights/v1/mpn/ScheduledDataset?page=1";

        await story.ConnectAsync();
        await story.StepAsync();

        Assert.Equal($"{InsightsTrouble.Answer}", (await story.RowAsync(Training)).Problem);
    }

    [Fact]
    public async Task A_report_that_would_take_away_a_good_part_waits_for_an_admins_word()
    {
        await using var story = await ConnectedAsync();
        var before = await story.PresentAsync(Training);
        story.Insights[Training] = string.Join('\n', story.Insights[Training].Split('\n').Take(60)) + "\n";

        await story.LaterAsync();
        Assert.Equal(before.Id, (await story.PresentAsync(Training)).Id);
        Assert.Matches("Of the [0-9]+ rows that count, the new report no longer has [0-9]+", await story.ShownAsync());
        var run = await story.App.InDatabaseAsync(db => db.ImportRuns.SingleAsync(row => row.State == ImportState.Waiting));
        Assert.Equal(EvidenceSource.Insights, run.Source);
        var ordered = await story.RowAsync(Training);
        await story.LaterAsync(TimeSpan.FromDays(6));
        await story.App.RunAsync<HousekeepingJob>();
        await story.App.As(Sample.Julia).Invokes("admin/partnerfetch");
        await story.StepAsync();
        Assert.Equal(($"{InsightsTrouble.Held}", ordered.OrderedAt), ((await story.RowAsync(Training)).Problem, (await story.RowAsync(Training)).OrderedAt));

        await using var scope = story.App.Services.CreateAsyncScope();
        Assert.True(await scope.ServiceProvider.GetRequiredService<ImportPipeline>().ApplyAsync(run.Id, Sample.Julia.UserPrincipalName, TestContext.Current.CancellationToken));
        await story.LaterAsync();

        var (row, present) = (await story.RowAsync(Training), await story.PresentAsync(Training));
        Assert.Null(row.Problem);
        Assert.Equal((EvidenceSource.Insights, ordered.OrderedAt!.Value), (present.Source, present.AsOf));
        Assert.Equal((present.Rows, (DateTimeOffset?)present.AsOf), (row.Rows, row.CompletedAt));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_report_that_was_undone_or_refused_does_not_come_back_before_it_differs(bool isUndone)
    {
        await using var story = await ConnectedAsync();
        var before = await story.PresentAsync(Training);
        var report = story.Insights[Training];
        story.Insights[Training] = isUndone
            ? report.Replace(WithoutDay, WithDay, StringComparison.Ordinal)
            : string.Join('\n', report.Split('\n').Take(60)) + "\n";
        await story.LaterAsync();
        await using (var scope = story.App.Services.CreateAsyncScope())
        {
            var pipeline = scope.ServiceProvider.GetRequiredService<ImportPipeline>();
            var run = await story.App.InDatabaseAsync(db => db.Snapshots.Where(row => row.Kind == Training).OrderByDescending(row => row.Id).Select(row => row.RunId).FirstAsync());
            Assert.True(isUndone ? await pipeline.UndoAsync(run, "julia", TestContext.Current.CancellationToken) : await pipeline.DiscardAsync(run, "julia", TestContext.Current.CancellationToken));
        }

        await story.LaterAsync(TimeSpan.FromDays(6));
        await story.LaterAsync();
        Assert.Equal((before.Id, before.AsOf), ((await story.PresentAsync(Training)).Id, (await story.PresentAsync(Training)).AsOf));
        Assert.Equal((InsightsStep.Idle, (string?)null), ((await story.RowAsync(Training)).Step, (await story.RowAsync(Training)).Problem));

        story.Insights[Training] = report.Replace(WithoutDay, WithDay.Replace("27", "26", StringComparison.Ordinal), StringComparison.Ordinal);
        await story.LaterAsync(TimeSpan.FromDays(6));
        await story.LaterAsync();
        Assert.Equal(EvidenceSource.Insights, (await story.PresentAsync(Training)).Source);
    }

    [Fact]
    public async Task Nulls_and_an_interval_of_ages_are_no_trouble()
    {
        await using var story = await StartAsync();
        (story.Insights.Behaviour.HasNulls, story.Insights.Behaviour.MinimumRecurrence) = (true, int.MaxValue);

        await story.ConnectAsync();
        await story.StepAsync();
        await story.LaterAsync();

        Assert.Equal(((string?)null, (int?)(90 * 24)), ((await story.RowAsync(Training)).Problem, (await story.RowAsync(Training)).IntervalHours));
        Assert.Equal(EvidenceSource.Insights, (await story.PresentAsync(Training)).Source);
    }

    [Fact]
    public async Task What_nobody_thought_of_with_one_dataset_is_shown_and_leaves_the_others_alone()
    {
        await using var story = await ConnectedAsync();
        await story.App.InDatabaseAsync(db => db.InsightsDatasets.Where(row => row.Kind == Training).ExecuteUpdateAsync(row => row.SetProperty(r => r.ReportId, (string?)null)));

        await story.LaterAsync();

        Assert.Contains("Something went wrong in the bot", await story.ShownAsync(), StringComparison.Ordinal);
        Assert.Equal(EvidenceSource.Insights, (await story.PresentAsync(History)).Source);
        await story.LaterAsync(TimeSpan.FromHours(1));
        await story.LaterAsync();
        Assert.Equal(EvidenceSource.Insights, (await story.PresentAsync(Training)).Source);
    }

    [Fact]
    public async Task A_report_without_rows_takes_nothing_away()
    {
        await using var story = await ConnectedAsync();
        var before = await story.PresentAsync(History);
        story.Insights[History] = story.Insights[History].Split('\n')[0] + "\n";

        await story.LaterAsync();

        Assert.Equal(before.Id, (await story.PresentAsync(History)).Id);
        Assert.Contains("The report came without any row", await story.ShownAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Admins_are_told_in_their_working_hours_and_language()
    {
        await using var story = await ConnectedAsync(AppOptions.InLanguage("zh-TW"));
        story.Insights.Behaviour.DataRedacted = true;
        story.Advance(TimeSpan.FromHours(10)); // half past seven in the evening

        await story.StepAsync();
        var told = (await story.ToldAsync()).First(message => message.Recipient == Sample.Julia.UserPrincipalName);

        Assert.Contains("隱藏了人員的位址", System.Text.RegularExpressions.Regex.Unescape(told.Activity), StringComparison.Ordinal);
        Assert.True(told.DueAt > story.App.Clock.GetUtcNow());
    }
}
