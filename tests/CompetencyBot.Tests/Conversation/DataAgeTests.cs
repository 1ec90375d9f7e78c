using CompetencyBot.Storage;
using CompetencyBot.Tests.Features.Renewal;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Conversation;

/// <summary>How old the data is, on every card and in the warning to the admins; and from where it came.</summary>
public sealed class DataAgeTests
{
    [Fact]
    public async Task Data_is_as_of_the_oldest_that_matters_which_a_membership_is_not()
    {
        await using var app = await AppFixture.StartAsync();
        await AgeAsync(app, "Membership", new DateTimeOffset(2016, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Contains("data as of 2018-03-01", await ProgressAsync(app), StringComparison.Ordinal);

        await AgeAsync(app, "TrainingCompletions", new DateTimeOffset(2018, 2, 19, 20, 0, 0, TimeSpan.Zero)); // the next day in Taipei

        Assert.Contains("data as of 2018-02-20", await ProgressAsync(app), StringComparison.Ordinal);
        Assert.DoesNotContain("⚠", await ProgressAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_stale_after_the_days_of_the_setting_and_a_report_of_Insights_after_twice_its_interval()
    {
        await using var app = await AppFixture.StartAsync();
        var now = app.Clock.GetUtcNow();
        await app.InDatabaseAsync(db => db.Snapshots.Where(row => row.Kind == "TrainingCompletions")
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Source, EvidenceSource.Insights).SetProperty(r => r.AsOf, now.AddHours(-239))));
        await AgeAsync(app, "CompetencyPerformanceRequirement", now.AddDays(-35));
        Assert.DoesNotContain("⚠", await ProgressAsync(app), StringComparison.Ordinal);

        await AgeAsync(app, "TrainingCompletions", now.AddHours(-240));
        await AgeAsync(app, "CompetencyPerformanceRequirement", now.AddDays(-36));
        var card = await ProgressAsync(app);
        Assert.Contains("⚠ Old data, so this may be wrong: the file CompetencyPerformanceRequirement of 2018-01-24, ", card, StringComparison.Ordinal);
        Assert.Contains("Partner Center Insights, TrainingCompletions of 2018-02-19", card, StringComparison.Ordinal);
        Assert.Contains("⚠ 資料過舊", RenewalStory.TextOf(await app.As(Sample.Tsai).Says("progress")), StringComparison.Ordinal);

        await app.InDatabaseAsync(async db =>
        {
            db.InsightsDatasets.Add(new InsightsDataset { Kind = "TrainingCompletions", IntervalHours = 200 });
            return await db.SaveChangesAsync();
        });
        Assert.DoesNotContain("Insights, TrainingCompletions", await ProgressAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_directory_is_stale_after_two_hours_and_no_longer_once_it_was_read_again()
    {
        await using var app = await AppFixture.StartAsync();
        await app.DirectorySaysAsync(Sample.Grace, _ => { });
        app.Clock.Advance(TimeSpan.FromMinutes(119));
        Assert.DoesNotContain("⚠", await ProgressAsync(app), StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("the directory, last read on 2018-03-01", await ProgressAsync(app), StringComparison.Ordinal);

        await app.InDatabaseAsync(db => db.DirectoryStates.ExecuteUpdateAsync(row => row.SetProperty(state => state.SyncedAt, app.Clock.GetUtcNow())));
        Assert.DoesNotContain("⚠", await ProgressAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_stale_source_is_a_fact_of_its_own_that_the_admins_are_told()
    {
        await using var story = await RenewalStory.StartAsync();
        await story.App.DirectorySaysAsync(Sample.Grace, _ => { });
        await story.ScanAsync();
        await AgeAsync(story.App, "TrainingCompletions", story.App.Clock.GetUtcNow().AddDays(-40));
        story.App.Clock.Advance(TimeSpan.FromHours(3));
        await story.ScanAsync();

        var warning = story.Warnings(story.Julia)[1];
        Assert.Contains("Data is stale", warning, StringComparison.Ordinal);
        Assert.Contains("• the file TrainingCompletions of 2018-01-20", warning, StringComparison.Ordinal);
        Assert.Contains("Data of the directory is stale", warning, StringComparison.Ordinal);

        await story.App.DirectorySaysAsync(Sample.Grace, _ => { });
        await story.ScanAsync();
        Assert.Contains("Settled: Data of the directory is stale", story.Warnings(story.Julia)[2], StringComparison.Ordinal);
        Assert.Null((await story.RiskAsync("stale-data")).ResolvedAt);
    }

    [Fact]
    public async Task Certificates_figures_and_people_say_from_where_they_came()
    {
        await using var app = await AppFixture.StartAsync();
        await app.DirectorySaysAsync(Sample.Grace, _ => { });
        await app.InDatabaseAsync(db => db.Snapshots.Where(row => row.Kind == "CompetencyPerformanceRequirement")
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Source, EvidenceSource.Insights).SetProperty(r => r.Name, "CompetencyPeformanceRequirement")));
        var grace = app.As(Sample.Grace);

        var status = RenewalStory.TextOf(await grace.Says("status"));
        var progress = RenewalStory.TextOf(await grace.Says("progress small and midmarket cloud solutions"));
        var who = RenewalStory.TextOf(await grace.Says("who messaging"));

        Assert.Contains("Certificates: file TrainingCompletions.csv of the import folder, as of 2018-03-01", status, StringComparison.Ordinal);
        Assert.Contains("People: file people.csv of the import folder, as of 2018-03-01", status, StringComparison.Ordinal);
        Assert.Contains("People: the organisation's directory, as of 2018-03-01", status, StringComparison.Ordinal);
        Assert.Contains("Figures: dataset CompetencyPeformanceRequirement of Partner Center Insights, as of 2018-03-01", progress, StringComparison.Ordinal);
        Assert.Contains("Certificates: file TrainingCompletions.csv", who, StringComparison.Ordinal);
    }

    private static async Task<string> ProgressAsync(AppFixture app) => RenewalStory.TextOf(await app.As(Sample.Julia).Says("progress"));

    private static Task<int> AgeAsync(AppFixture app, string kind, DateTimeOffset asOf) =>
        app.InDatabaseAsync(db => db.Snapshots.Where(row => row.Kind == kind).ExecuteUpdateAsync(row => row.SetProperty(r => r.AsOf, asOf)));
}
