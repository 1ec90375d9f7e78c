using CompetencyBot.Domain.Evidence;
using CompetencyBot.Features.AccountLink.Watching;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using CompetencyBot.Tests.Postgres;
using CompetencyBot.Tests.Sources.Entra;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>What Partner Center's data say of proved accounts. 劉彥廷 (yenting) completes Data Platform gold; the people file has yentingl97@outlook.example for him.</summary>
public sealed class AssociationTests(PostgresServer postgres)
{
    private const string Yenting = "yenting.liu";
    private const string InFile = "yentingl97@outlook.example";

    [Fact]
    public async Task A_confirmed_account_is_told_with_what_counts_for_what_from_when_and_what_it_completes()
    {
        await using var story = await AssociationStory.StartAsync();
        var yenting = await story.InstalledAsync(Yenting);
        var link = await story.App.ReportAsync(Yenting, InFile);

        await story.Says(Yenting, InFile, "2018-03-01T02:00:00Z").ImportAsync();

        var shown = yenting.Reads().Shown;
        Assert.StartsWith("Your Microsoft account is linked\n1 March 2018 · data as of 2018-03-01", shown, StringComparison.Ordinal);
        Assert.Contains("y•••7@outlook.example is associated with your organisation. (According to the file people of 2018-03-01.)", shown, StringComparison.Ordinal);
        Assert.Contains("It counts from 2 March 2018.\n★ With you, your organisation reaches: Data Platform (Gold)", shown, StringComparison.Ordinal);
        Assert.Contains(
            "70-764 Administering a SQL Database Infrastructure\npassed 2017-04-25\n○ Counts from 2018-03-02 for: Application Integration (Silver, Gold), Data Platform (Silver, Gold)",
            shown,
            StringComparison.Ordinal);
        Assert.Contains("[My status]", shown, StringComparison.Ordinal);
        var now = await story.App.NowAsync(link);
        Assert.Equal((story.App.Clock.GetUtcNow(), "people 2018-03-01", 2), (now.ConfirmedAt, now.Source, now.Revision));
        Assert.Equal(["bot account-confirmed yenting.liu@contoso.example y•••7@outlook.example"], await story.AuditAsync());
    }

    [Fact]
    public async Task An_account_that_was_never_reported_is_confirmed_as_well()
    {
        await using var story = await AssociationStory.StartAsync();
        var link = await story.App.LinkAsync("chloe.dubois", "chloe@live.example");

        await story.Says("chloe.dubois", "", "2018-03-01T02:00:00Z").ImportAsync();

        Assert.NotNull((await story.App.NowAsync(link)).ConfirmedAt);
        Assert.Equal(["chloe.dubois: confirmed"], await story.FactsAsync());
    }

    [Fact]
    public async Task Where_the_people_file_tells_of_no_associations_a_training_row_confirms_and_counts_at_once()
    {
        await using var story = await AssociationStory.StartAsync(AppOptions.InLanguage("en-US") with
        {
            Prepare = files => files.Replace("people.csv", "zh-TW", "en-US").Replace("people.csv", "AssociatedOn", "Remark"),
        });
        var yenting = await story.InstalledAsync(Yenting);
        await story.App.ReportAsync(Yenting, InFile);

        await story.LookAsync();

        var shown = yenting.Reads().Shown;
        Assert.Contains("(According to the file TrainingCompletions of 2018-03-01.)\nWhat you pass counts from now on.", shown, StringComparison.Ordinal);
        Assert.Contains("✔ Counts for: Data Platform (Silver, Gold)", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_account_in_the_data_ends_the_proved_one()
    {
        await using var story = await AssociationStory.StartAsync();
        var yenting = await story.InstalledAsync(Yenting);
        var link = await story.App.ReportAsync(Yenting, "yenting@live.example");
        await story.Says(Yenting, InFile, "2018-03-01T02:00:00Z").ImportAsync();
        Assert.Null((await story.App.NowAsync(link)).EndedAt); // the waiting time is not over
        await PassAsync(story, TimeSpan.FromDays(1));

        var shown = yenting.Reads().Shown;
        Assert.StartsWith("Partner Center shows you with another Microsoft account", shown, StringComparison.Ordinal);
        Assert.Contains("associate you with y•••7@outlook.example, and not with y•••g@live.example", shown, StringComparison.Ordinal);
        Assert.Contains("[Link account]", shown, StringComparison.Ordinal);
        var now = await story.App.NowAsync(link);
        Assert.Equal((LinkEnd.OtherAccount, story.App.Clock.GetUtcNow(), "people 2018-03-02"), (now.End, now.EndedAt, now.Source));
        Assert.Equal(["bot account-ended yenting.liu@contoso.example y•••g@live.example other-account"], await story.AuditAsync());
    }

    [Fact]
    public async Task Data_from_before_the_sign_in_do_not_end_what_is_to_take_their_place()
    {
        await using var story = await AssociationStory.StartAsync();
        story.App.Clock.Advance(TimeSpan.FromHours(1));
        var link = await story.App.ReportAsync("kevin.liu", "kevin@live.example"); // associated with another account this very morning

        await story.LookAsync();

        Assert.Null((await story.App.NowAsync(link)).EndedAt);
        Assert.Empty(await story.FactsAsync());
    }

    [Fact]
    public async Task An_account_that_the_data_give_to_a_colleague_ends_and_all_admins_hear_of_it_with_both_names()
    {
        await using var story = await AssociationStory.StartAsync();
        var (yenting, julia) = (await story.InstalledAsync(Yenting), await story.InstalledAsync("julia.novak"));
        var link = await story.App.ReportAsync(Yenting, "shared@live.example");

        await story.Says("chloe.dubois", "Shared@Live.example", "2018-03-01T02:00:00Z").ImportAsync();

        Assert.Equal(LinkEnd.OfColleague, (await story.App.NowAsync(link)).End);
        Assert.Equal(
            ["julia.novak: colleague|julia.novak@contoso.example", "tsunghan.tsai: colleague|tsunghan.tsai@contoso.example", "yenting.liu: ended"],
            await story.FactsAsync());
        var own = yenting.Reads().Shown;
        Assert.StartsWith("Your Microsoft account is recorded as a colleague's", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Chloe", own, StringComparison.Ordinal);
        var admin = Assert.Single(story.TextsIn(julia), text => text.StartsWith("One Microsoft account, two people", StringComparison.Ordinal));
        Assert.Contains("劉彥廷 signed in with s•••d@live.example, which the data give to Chloe Dubois", admin, StringComparison.Ordinal);
        Assert.DoesNotContain("shared@", admin, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_association_that_the_data_show_no_more_ends()
    {
        await using var story = await AssociationStory.StartAsync();
        var david = await story.InstalledAsync("david.wu");
        var link = await story.App.LinkAsync("david.wu", "davidw81@outlook.example", row => row.ConfirmedAt = story.App.Clock.GetUtcNow());
        await story.LookAsync();
        Assert.Empty(await story.FactsAsync());

        await story.Says("david.wu", "davidw81@outlook.example", "").ImportAsync();

        Assert.Equal(LinkEnd.NoMore, (await story.App.NowAsync(link)).End);
        Assert.StartsWith("Your Microsoft account is no longer associated", david.Reads().Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_somebody_who_left_a_month_ago_the_account_ends_without_a_word()
    {
        await using var story = await AssociationStory.StartAsync();
        var link = await story.App.ReportAsync(Yenting, InFile);

        await story.Leaves(Yenting, "2018-03-01").ImportAsync();
        Assert.Null((await story.App.NowAsync(link)).EndedAt); // a wrong file is mended within a month
        story.App.Clock.AdjustTime(story.App.Clock.GetUtcNow().AddDays(30));
        await story.LookAsync();

        Assert.Equal(LinkEnd.Left, (await story.App.NowAsync(link)).End);
        Assert.Empty(await story.FactsAsync());
        Assert.Equal(["bot account-ended yenting.liu@contoso.example y•••7@outlook.example left"], await story.AuditAsync());
    }

    [Fact]
    public async Task Whose_account_is_disabled_and_enabled_again_keeps_what_they_linked_and_its_certificates()
    {
        await using var story = await DirectoryStory.StartAsync();
        story.App.Evidence.Replace("people.csv", "graceh88@outlook.example,990136107,", ",,");
        await story.App.RunAsync<EvidenceImportJob>();
        await story.SyncAsync();
        var without = (await story.App.As(Sample.Grace).Says("status")).Shown;
        var link = await story.App.LinkAsync(Sample.Grace.Alias, "graceh88@outlook.example", row => row.ConfirmedAt = story.App.Clock.GetUtcNow());
        var before = (await story.App.As(Sample.Grace).Says("status")).Shown;

        story.Graph.Directory.Disable(Sample.Grace.ObjectId!);
        await story.SyncAsync();
        await story.App.RunAsync<AssociationJob>();
        story.Graph.Directory.Enable(Sample.Grace.ObjectId!);
        await story.SyncAsync();
        await story.App.RunAsync<AssociationJob>();

        Assert.Equal((null, "graceh88@outlook.example"), ((await story.App.NowAsync(link)).EndedAt, (await story.App.NowAsync(link)).Address));
        Assert.NotEqual(without, before);
        Assert.Equal(before, (await story.App.As(Sample.Grace).Says("status")).Shown);
    }

    [Fact]
    public async Task What_newer_data_do_not_show_in_time_is_told_once_with_what_to_check_and_may_still_be_confirmed()
    {
        await using var story = await AssociationStory.StartAsync();
        var yenting = await story.InstalledAsync(Yenting);
        var link = await story.App.ReportAsync(Yenting, "yenting@live.example");
        await PassAsync(story, TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1));
        Assert.Empty(await story.FactsAsync());

        await PassAsync(story, TimeSpan.FromMinutes(1));
        await PassAsync(story, TimeSpan.FromDays(5));

        Assert.Equal(["yenting.liu: missed|2018-03-01"], await story.FactsAsync());
        var shown = yenting.Reads().Shown;
        Assert.StartsWith("Your Microsoft account is not seen yet\n2 March 2018 · data as of 2018-03-01", shown, StringComparison.Ordinal);
        Assert.Contains("You said on 1 March 2018 that y•••g@live.example is associated in Partner Center. That shows in its data about 24 hours later", shown, StringComparison.Ordinal);
        Assert.Contains("• The data have another account for you: y•••7@outlook.example.", shown, StringComparison.Ordinal);
        Assert.Contains("two certification ids (MCID)", shown, StringComparison.Ordinal);
        Assert.Contains("Data files last read: 2 March 2018 09:30", shown, StringComparison.Ordinal);
        Assert.Equal(["Link account", "My status", "Open Partner Center"], yenting.Reads().Buttons);
        Assert.Null((await story.App.NowAsync(link)).EndedAt);

        await story.Says(Yenting, "yenting@live.example", "2018-03-06T02:00:00Z").ImportAsync();

        Assert.Equal(["yenting.liu: confirmed", "yenting.liu: missed|2018-03-01"], await story.FactsAsync());
    }

    [Fact]
    public async Task Data_that_are_too_old_to_show_it_are_said_to_be_so_once_and_newer_ones_that_do_not_show_it_send_the_checks()
    {
        await using var story = await AssociationStory.StartAsync();
        var yenting = await story.InstalledAsync(Yenting);
        var link = await story.App.ReportAsync(Yenting, InFile);
        story.App.Clock.Advance(TimeSpan.FromDays(1));
        await story.App.RunAsync<EvidenceImportJob>(); // the same files as yesterday
        await story.LookAsync();
        Assert.Empty(await story.FactsAsync());

        story.App.Clock.Advance(TimeSpan.FromDays(3));
        await story.LookAsync();
        await story.LookAsync();

        var shown = yenting.Reads().Shown;
        Assert.Contains("the data I have are of 1 March 2018 and too old to show it", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("What to check", shown, StringComparison.Ordinal);
        Assert.Equal(["yenting.liu: old-data|2018-03-01"], await story.FactsAsync());
        Assert.Null((await story.App.NowAsync(link)).MissedAt);

        await PassAsync(story, TimeSpan.FromDays(1));
        await PassAsync(story, TimeSpan.FromDays(1));

        Assert.Equal(["yenting.liu: missed|2018-03-01", "yenting.liu: old-data|2018-03-01"], await story.FactsAsync());
        Assert.Contains("What to check", yenting.Reads().Shown, StringComparison.Ordinal);
        Assert.Equal(story.App.Clock.GetUtcNow().AddDays(-1), (await story.App.NowAsync(link)).MissedAt);
    }

    [Fact]
    public async Task Whoever_reports_again_is_told_again()
    {
        await using var story = await AssociationStory.StartAsync();
        var link = await story.App.ReportAsync(Yenting, "yenting@live.example");
        await PassAsync(story, TimeSpan.FromDays(1));
        var again = story.App.Clock.GetUtcNow();
        await story.App.InDatabaseAsync(db => db.LinkedAccounts.Where(row => row.Id == link.Id).ExecuteUpdateAsync(row => row
            .SetProperty(r => r.ReportedAt, again).SetProperty(r => r.MissedAt, (DateTimeOffset?)null).SetProperty(r => r.Revision, r => r.Revision + 1)));

        await PassAsync(story, TimeSpan.FromDays(1));

        Assert.Equal(["yenting.liu: missed|2018-03-01", "yenting.liu: missed|2018-03-02"], await story.FactsAsync());
    }

    [Fact]
    public async Task Many_are_told_without_a_query_for_each()
    {
        await using var story = await AssociationStory.StartAsync(AppOptions.InLanguage("en-US") with
        {
            Settings = new() { ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command"] = "Information" },
        });
        string[] people = [.. Sample.Records.People.Where(person => person.LeftOn is null).Take(40).Select(person => person.UserPrincipalName.Split('@')[0])];
        foreach (var alias in people)
            await story.App.ReportAsync(alias, $"{alias}@new.example");
        story.App.Clock.Advance(TimeSpan.FromDays(4));
        var before = QueriesIn(story.App);

        await using (var scope = story.App.Services.CreateAsyncScope()) // the job would also start a delivery, whose queries are not its own
            await scope.ServiceProvider.GetRequiredService<AssociationWatch>().LookAsync(TestContext.Current.CancellationToken);

        Assert.InRange(QueriesIn(story.App) - before, 1, 30);
        Assert.Equal(people.Length, (await story.FactsAsync()).Count(fact => fact.EndsWith(": old-data|2018-03-01", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whom_an_incomplete_people_file_leaves_out_keeps_the_account()
    {
        await using var story = await AssociationStory.StartAsync();
        var link = await story.App.LinkAsync("grace.huang", "graceh88@outlook.example", row => row.ConfirmedAt = story.App.Clock.GetUtcNow());
        var reported = await story.App.ReportAsync(Yenting, InFile);
        var path = Path.Combine(story.App.Evidence.Folder!, "people.csv");
        var whole = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(path, whole.Where(line => !line.StartsWith("grace.huang", StringComparison.Ordinal) && !line.StartsWith(Yenting, StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        await story.ImportAsync();

        story.App.Clock.Advance(TimeSpan.FromDays(1_000));
        await story.LookAsync();

        Assert.Null((await story.App.NowAsync(link)).EndedAt);
        Assert.Equal((null, null), ((await story.App.NowAsync(reported)).EndedAt, (await story.App.NowAsync(reported)).MissedAt));
        Assert.Empty(await story.FactsAsync());
    }

    [Fact]
    public async Task A_file_that_would_end_most_confirmed_accounts_at_once_is_not_believed_and_a_better_one_is()
    {
        await using var story = await AssociationStory.StartAsync();
        var julia = await story.InstalledAsync("julia.novak");
        PersonRecord[] people = [.. Sample.Records.People.Where(person => person is { AssociatedOn: not null, LeftOn: null, MicrosoftAccount: not null, Role: not PersonRole.Admin }).Take(9)];
        foreach (var person in people)
            await story.App.LinkAsync(AliasOf(person), person.MicrosoftAccount!, row => row.ConfirmedAt = story.App.Clock.GetUtcNow());
        foreach (var person in people[..5])
            story.Says(AliasOf(person), person.MicrosoftAccount!, "");
        await story.ImportAsync();
        await story.LookAsync();

        Assert.Equal(9, await story.App.InDatabaseAsync(db => db.LinkedAccounts.CountAsync(link => link.EndedAt == null)));
        Assert.Equal(["julia.novak", "tsunghan.tsai"], (await story.MessagesAsync()).Select(row => row.Recipient.Split('@')[0]).Order());
        Assert.Single(story.TextsIn(julia), text => text.Contains("By the latest data 5 of 9 confirmed Microsoft accounts are associated no more", StringComparison.Ordinal));
        Assert.Contains("it would end 5 confirmed accounts at once", story.App.Log.Warnings, StringComparison.Ordinal);

        await story.Says(AliasOf(people[0]), people[0].MicrosoftAccount!, "2017-01-01T00:00:00Z").ImportAsync();

        Assert.Equal(4, await story.App.InDatabaseAsync(db => db.LinkedAccounts.CountAsync(link => link.End == LinkEnd.NoMore)));
        static string AliasOf(PersonRecord person) => person.UserPrincipalName.Split('@')[0];
    }

    [Fact]
    public async Task An_account_that_rows_of_a_colleague_name_ends_although_the_people_file_knows_no_accounts()
    {
        await using var story = await AssociationStory.StartAsync(AppOptions.InLanguage("en-US") with
        {
            Prepare = files => files.Replace("people.csv", "zh-TW", "en-US").Replace("people.csv", "MicrosoftAccount", "Remark1").Replace("people.csv", "McpId", "Remark2")
                .Write("TrainingCompletions.csv", "TrainingActivityId,TrainingTitle,Email,CorpEmail,TrainingCompletionDate\n70-764,,grace@live.example,grace.huang@contoso.example,2017-04-25\n"),
        });
        var link = await story.App.LinkAsync(Yenting, "grace@live.example");

        await story.LookAsync();

        Assert.Equal(LinkEnd.OfColleague, (await story.App.NowAsync(link)).End);
        Assert.Contains("yenting.liu: ended", await story.FactsAsync());
        Assert.Contains("70-764", (await story.App.As(Sample.Grace).Says("status")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_comes_back_under_a_new_address_waits_for_the_data_like_everybody()
    {
        await using var story = await AssociationStory.StartAsync();
        story.Says("chloe.dubois", InFile, "").Says(Yenting, "", "");
        await story.Leaves("chloe.dubois", "2018-02-01").ImportAsync();
        var link = await story.App.ReportAsync(Yenting, InFile);

        await story.LookAsync();

        Assert.Null((await story.App.NowAsync(link)).EndedAt);
        var status = (await story.App.As(Sample.Of(Yenting)).Says("status")).Shown;
        Assert.Contains("You said on 1 March 2018 that y•••7@outlook.example is associated", status, StringComparison.Ordinal);
        Assert.Contains("Expected: 3 passes count once it is confirmed.", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_people_file_tells_of_no_associations_rows_of_another_account_confirm_nothing()
    {
        await using var story = await AssociationStory.StartAsync(AppOptions.InLanguage("en-US") with
        {
            Prepare = files => files.Replace("people.csv", "zh-TW", "en-US").Replace("people.csv", "AssociatedOn", "Remark"),
        });
        var link = await story.App.LinkAsync("grace.huang", "never.seen@outlook.example");

        await story.LookAsync();

        Assert.Null((await story.App.NowAsync(link)).ConfirmedAt);
    }

    [Fact]
    public async Task What_is_left_of_an_address_is_no_formatting_on_a_card()
    {
        await using var story = await AssociationStory.StartAsync();
        var yenting = await story.InstalledAsync(Yenting);
        await story.App.ReportAsync(Yenting, "_yenting_@live.example");
        Assert.Contains(@" \_•••\_@live.example", (await yenting.Says("status")).Shown, StringComparison.Ordinal);

        await PassAsync(story, TimeSpan.FromDays(1));

        Assert.Contains(@" \_•••\_@live.example", yenting.Reads().Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docs-2017-12", 1)]
    [InlineData("2026", 10)]
    public async Task Without_any_import_three_days_more_go_by_after_the_editions_waiting_time(string edition, int wait)
    {
        await using var story = await AssociationStory.StartAsync(edition == SampleCast.EditionId ? null : AppOptions.SolutionsPartner);
        await story.App.ReportAsync(Yenting, InFile);

        story.App.Clock.Advance(TimeSpan.FromDays(wait + 3) - TimeSpan.FromSeconds(1));
        await story.LookAsync();
        Assert.Empty(await story.FactsAsync());

        story.App.Clock.Advance(TimeSpan.FromSeconds(1));
        await story.LookAsync();
        Assert.Equal([$"yenting.liu: old-data|{story.App.Clock.GetUtcNow().AddDays(-wait - 3):yyyy-MM-dd}"], await story.FactsAsync());
    }

    [Fact]
    public async Task The_waiting_time_of_the_later_edition_is_told()
    {
        await using var story = await AssociationStory.StartAsync(AppOptions.SolutionsPartner with { Prepare = AppOptions.InLanguage("en-US").Prepare });
        var yenting = await story.InstalledAsync(Yenting);
        await story.App.ReportAsync(Yenting, InFile);

        await story.Says(Yenting, InFile, "2026-11-23T02:00:00Z").ImportAsync();

        var shown = yenting.Reads().Shown;
        Assert.Contains("It counts from 3 December 2026.\n★ With you, your organisation reaches: Data & AI", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_look_a_restart_and_the_same_files_again_tell_nothing_twice()
    {
        await using var story = await AssociationStory.StartAsync();
        var yenting = await story.InstalledAsync(Yenting);
        await story.App.ReportAsync(Yenting, InFile);
        await story.Says(Yenting, InFile, "2018-03-01T02:00:00Z").ImportAsync();

        await story.LookAsync();
        await story.App.RunAsync<EvidenceImportJob>();
        await story.App.RestartAsync();
        await story.LookAsync();

        Assert.Equal(["yenting.liu: confirmed"], await story.FactsAsync());
        Assert.Single(story.TextsIn(yenting), text => text.StartsWith("Your Microsoft account is linked", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Several_instances_at_the_same_moment_keep_and_tell_each_fact_once(bool onPostgres)
    {
        await using var story = await AssociationStory.StartAsync(new AppOptions { Postgres = onPostgres ? await postgres.CreateDatabaseAsync() : null });
        string[] people = [.. Sample.Records.People.Where(person => person.AssociatedOn < SampleCast.Morning.AddDays(-30)).Take(12).Select(person => person.UserPrincipalName.Split('@')[0])];
        foreach (var alias in people)
            await story.App.LinkAsync(alias, Sample.Records.People.Single(person => person.UserPrincipalName.StartsWith($"{alias}@", StringComparison.Ordinal)).MicrosoftAccount!);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var scope = story.App.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<AssociationWatch>().LookAsync(TestContext.Current.CancellationToken);
        })));

        Assert.Equal(people.Length, results.Sum(result => result.Confirmed));
        Assert.Equal(people.Select(alias => $"{alias}: confirmed").Order(), (await story.FactsAsync()).Order());
        Assert.Equal(people.Length, (await story.AuditAsync()).Count);
        Assert.All(await story.App.InDatabaseAsync(db => db.LinkedAccounts.Select(link => link.Revision).ToListAsync()), revision => Assert.Equal(2, revision));
    }

    [Fact]
    public async Task Each_recipient_is_written_to_in_their_own_working_hours_and_language()
    {
        await using var story = await AssociationStory.StartAsync(new AppOptions());
        await story.InstalledAsync(Yenting);
        await story.App.LinkAsync("chloe.dubois", "chloe@live.example");
        await story.App.ReportAsync(Yenting, InFile);

        await story.Says("chloe.dubois", "chloe@live.example", "2018-03-01T02:00:00Z").Says(Yenting, InFile, "2018-03-01T02:00:00Z").ImportAsync();

        var rows = (await story.MessagesAsync()).ToDictionary(row => row.Recipient.Split('@')[0]);
        Assert.Equal(new DateTimeOffset(2018, 3, 1, 9, 0, 0, TimeSpan.Zero), rows["chloe.dubois"].DueAt); // in London
        Assert.Equal(SampleCast.Morning, rows[Yenting].DueAt); // half past nine in Taipei
        Assert.Contains("有了您，貴組織達到：資料平台（金級）", System.Text.RegularExpressions.Regex.Unescape(rows[Yenting].Activity), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_was_associated_before_hears_of_no_level_that_was_there_already()
    {
        await using var story = await AssociationStory.StartAsync();
        var grace = await story.InstalledAsync("grace.huang");
        await story.App.LinkAsync("grace.huang", "graceh88@outlook.example");

        await story.LookAsync();

        var shown = grace.Reads().Shown;
        Assert.Contains("What you pass counts from now on.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("★", shown, StringComparison.Ordinal);
    }

    private static int QueriesIn(AppFixture app) => app.Log.Text.Split("\nSELECT ").Length;

    /// <summary>Time goes by, and the people file is exported anew; somebody else has joined.</summary>
    private static async Task PassAsync(AssociationStory story, TimeSpan time)
    {
        story.App.Clock.Advance(time);
        story.App.Evidence.Replace("people.csv", "Chloe Dubois", "Chloe Dubois I");
        await story.ImportAsync();
    }
}
