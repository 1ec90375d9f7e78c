using CompetencyBot.Outbox;
using CompetencyBot.Sources;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features;

public sealed class ImportTests
{
    [Fact]
    public async Task The_folder_is_read_when_the_bot_starts()
    {
        await using var app = await AppFixture.StartAsync();

        Assert.Equal(60, await PeopleAsync(app));
        Assert.Contains("data as of 2018-03-01", (await app.As(Sample.Grace).Says("progress")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_folder_the_cards_say_that_there_is_no_data()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });

        var answer = await app.As(Sample.Grace).Says("progress");

        Assert.Contains("no data has been imported yet", answer.Shown, StringComparison.Ordinal);
        Assert.Contains("0 gold · 0 silver · 18 competencies", answer.Shown, StringComparison.Ordinal);
        Assert.Contains("No membership is known", (await app.As(Sample.Grace).Says("renewal")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_read_again_at_half_past_five_in_the_organisations_time()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Now = new(2018, 3, 1, 5, 29, 0, TimeSpan.FromHours(8)), Schedule = true });
        app.Evidence.Replace("people.csv", "Grace Huang", "Grace Hopper");
        var read = app.Jobs.NextRunOf<EvidenceImportJob>();

        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await read;

        Assert.StartsWith("Status of Grace Hopper", (await app.As(Sample.Grace).Says("status")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_files_twice_change_nothing()
    {
        await using var app = await AppFixture.StartAsync();
        var before = await app.InDatabaseAsync(db => db.People.MaxAsync(person => EF.Property<long>(person, "Id")));
        app.Clock.Advance(TimeSpan.FromDays(3));

        await app.RunAsync<EvidenceImportJob>();

        Assert.Equal(before, await app.InDatabaseAsync(db => db.People.MaxAsync(person => EF.Property<long>(person, "Id"))));
        var runs = await app.InDatabaseAsync(db => db.ImportRuns.OrderBy(run => run.At).Select(run => run.Changed).ToListAsync());
        Assert.True(runs[0]);
        Assert.DoesNotContain(true, runs.Skip(1));
        Assert.Contains("data as of 2018-03-01", (await app.As(Sample.Grace).Says("progress")).Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(4, 0)] // in the future: the clocks differ
    [InlineData(-1, 0)]
    public async Task The_same_content_written_anew_is_as_of_when_it_was_written(int writtenAfterDays, int asOfAfterDays)
    {
        await using var app = await AppFixture.StartAsync();
        var first = app.Clock.GetUtcNow();
        File.SetLastWriteTimeUtc(Path.Combine(app.Evidence.Folder!, "people.csv"), first.UtcDateTime.AddDays(writtenAfterDays));
        app.Clock.Advance(TimeSpan.FromDays(3));

        await app.RunAsync<EvidenceImportJob>();

        var kinds = await app.InDatabaseAsync(db => db.Snapshots.ToDictionaryAsync(row => row.Kind, row => row.AsOf));
        Assert.Equal((first.AddDays(asOfAfterDays), first), (kinds["People"], kinds["Membership"]));
    }

    [Fact]
    public async Task A_broken_file_is_rejected_as_a_whole_and_the_old_data_stays()
    {
        await using var app = await AppFixture.StartAsync();
        app.Evidence.Write("people.csv", "UserPrincipalName,DisplayName\nnew.person@contoso.example,\"never closed\n");

        await app.RunAsync<EvidenceImportJob>();

        Assert.Equal(60, await PeopleAsync(app));
        var report = await app.As(Sample.Julia).Says("import");
        Assert.Contains("people.csv: rejected, the quotation mark opened in the row of line 2 is never closed", report.Shown, StringComparison.Ordinal);
        Assert.Contains("people.csv: rejected", app.Log.Warnings, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("people.csv", "UserPrincipalName,DisplayName\n")]
    [InlineData("membership.csv", "Offer,PurchasedOn\nplatinum,2017-05-15\n")]
    public async Task A_file_that_lost_all_its_rows_takes_nothing_with_it_and_is_reported(string name, string content)
    {
        await using var app = await AppFixture.StartAsync();
        app.Evidence.Write(name, content);

        await app.RunAsync<EvidenceImportJob>();

        Assert.Contains("Gold in Messaging", (await app.As(Sample.Julia).Says("renewal")).Shown, StringComparison.Ordinal);
        Assert.Contains($"{name}: none of its rows can be used", (await app.As(Sample.Julia).Says("import")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_gone_takes_nothing_with_it()
    {
        await using var app = await AppFixture.StartAsync();
        File.Delete(Path.Combine(app.Evidence.Folder!, "TrainingCompletions.csv"));

        await app.RunAsync<EvidenceImportJob>();

        Assert.Contains("5 gold · 6 silver", (await app.As(Sample.Grace).Says("progress")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_says_what_was_skipped_and_why_in_the_readers_language()
    {
        await using var app = await AppFixture.StartAsync();

        var english = (await app.As(Sample.Julia).Says("import")).Shown;
        var chinese = (await app.As(Sample.Tsai).Says("匯入")).Shown;

        Assert.Contains("Read on 1 March 2018 09:30", english, StringComparison.Ordinal);
        Assert.Contains("people.csv: 60 rows read, 1 skipped", english, StringComparison.Ordinal);
        Assert.Contains("is not a date", english, StringComparison.Ordinal);
        Assert.Contains("no competency is named \"Intelligent Systems\"", english, StringComparison.Ordinal);
        Assert.Contains("Intelligent Systems", chinese, StringComparison.Ordinal);
        Assert.DoesNotContain("rows read", chinese, StringComparison.Ordinal);
        Assert.DoesNotContain("no competency is named", chinese, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_reads_the_folder_from_chat_and_is_told_what_came_of_it()
    {
        await using var app = await AppFixture.StartAsync();
        var tsai = app.As(Sample.Tsai);
        await tsai.Installs();
        app.Evidence.Replace("people.csv", "Grace Huang", "Grace Hopper");
        var read = app.Jobs.NextRunOf<EvidenceImportJob>();

        await tsai.Says("admin read");
        await read;
        await app.RunAsync<OutboxDeliveryJob>();

        var told = app.Connector.Calls.Last(call => call.ConversationId == tsai.ConversationId && call.Text is not null); // what is at risk now is told by a card
        Assert.Null(told.ActivityId);
        Assert.StartsWith("匯入完成", told.Text, StringComparison.Ordinal);
        Assert.StartsWith("Status of Grace Hopper", (await app.As(Sample.Grace).Says("status")).Shown, StringComparison.Ordinal);
    }

    private static Task<int> PeopleAsync(AppFixture app) => app.InDatabaseAsync(db => db.People.CountAsync());
}
