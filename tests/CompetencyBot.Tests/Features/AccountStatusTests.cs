using CompetencyBot.Storage;
using CompetencyBot.Tests.Features.AccountLink;

namespace CompetencyBot.Tests.Features;

/// <summary><c>status</c> tells in every state of the account where the person stands and what is to be done.</summary>
public sealed class AccountStatusTests
{
    private const string Kaiwen = "kaiwen.cheng";
    private const string Address = "kaiwenc90@outlook.example";

    [Fact]
    public async Task Whoever_is_not_linked_can_begin()
    {
        await using var app = await StartAsync();

        var answer = await StatusAsync(app);

        Assert.Contains("Not linked: nothing you pass counts", answer.Shown, StringComparison.Ordinal);
        Assert.Equal(["Link account", "Open Partner Center", "What if I pass …", "My data", "Refresh", "Progress"], answer.Buttons);
        Assert.Equal("link/show", (string?)answer.Actions.First()["verb"]);
    }

    [Fact]
    public async Task The_waiting_time_is_that_of_the_edition_that_applies_in_days_where_it_is_long()
    {
        await using var app = await AppFixture.StartAsync(AppOptions.InLanguage("en-US") with
        {
            Settings = new() { ["Organisation:Editions:0"] = "docs-2017-12", ["Organisation:Editions:1"] = "2026" },
        });
        Assert.Contains("It counts 24 hours later.", (await StatusAsync(app)).Shown, StringComparison.Ordinal);

        app.Clock.Advance(new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero) - app.Clock.GetUtcNow());
        Assert.Contains("It counts 10 days later.", (await StatusAsync(app)).Shown, StringComparison.Ordinal);
        await app.ReportAsync(Kaiwen, Address);

        Assert.Contains("Its data show it by about 12 March 2026", (await StatusAsync(app)).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proved_account_lacks_the_step_in_partner_center()
    {
        await using var app = await StartAsync();
        await app.LinkAsync(Kaiwen, Address);

        var answer = await StatusAsync(app);

        Assert.Contains("You proved on 1 March 2018 that k•••0@outlook.example is yours. The step in Partner Center is still missing", answer.Shown, StringComparison.Ordinal);
        Assert.Contains("Link account", answer.Buttons);
    }

    [Fact]
    public async Task A_reported_association_is_expected_with_what_will_count()
    {
        await using var app = await StartAsync();
        await app.ReportAsync(Kaiwen, Address);

        var shown = (await StatusAsync(app)).Shown;

        Assert.Contains("You said on 1 March 2018 that k•••0@outlook.example is associated in Partner Center. Its data show it by about 2 March 2018", shown, StringComparison.Ordinal);
        Assert.Contains("Expected: 2 passes count once it is confirmed.", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_association_that_is_late_says_how_old_the_data_are_and_else_what_to_check()
    {
        await using var app = await StartAsync();
        await app.ReportAsync(Kaiwen, Address);
        app.Clock.Advance(TimeSpan.FromDays(2));
        app.Evidence.Replace("TrainingCompletions.csv", "Robert", "Bob"); // says nothing of who is associated
        await app.RunAsync<CompetencyBot.Sources.EvidenceImportJob>();
        Assert.Contains("The data I have are older (2018-03-01) and cannot show it yet", (await StatusAsync(app)).Shown, StringComparison.Ordinal);

        app.Evidence.Replace("people.csv", "Chloe Dubois", "Chloe Dubois I");
        await app.RunAsync<CompetencyBot.Sources.EvidenceImportJob>();

        Assert.Contains("Its data do not show it yet (data as of 2018-03-03). Please check there", (await StatusAsync(app)).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_linked_account_is_named_with_the_data_that_confirmed_it_where_it_was_proved_here()
    {
        await using var app = await StartAsync();
        Assert.Contains("Account: g•••8@outlook.example\n", (await StatusAsync(app, "grace.huang")).Shown, StringComparison.Ordinal);
        await app.LinkAsync("grace.huang", "graceh88@outlook.example", row => (row.ConfirmedAt, row.Source) = (app.Clock.GetUtcNow(), "people 2018-03-01"));

        var answer = await StatusAsync(app, "grace.huang");

        Assert.Contains("Account: g•••8@outlook.example, confirmed by the file people of 2018-03-01", answer.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Link account", answer.Buttons);
    }

    [Fact]
    public async Task A_change_under_way_stands_beside_what_counts()
    {
        await using var app = await StartAsync();
        var link = await app.ReportAsync("grace.huang", "grace@live.example");

        var answer = await StatusAsync(app, "grace.huang");

        Assert.NotNull(link.ReportedAt);
        Assert.Contains("Linked on 1 February 2017: your exams count for the organisation.\nAccount: g•••8@outlook.example", answer.Shown, StringComparison.Ordinal);
        Assert.Contains("A change is under way: you said on 1 March 2018 that g•••e@live.example is associated", answer.Shown, StringComparison.Ordinal);
        Assert.Contains("Link account", answer.Buttons);
    }

    [Theory]
    [InlineData(LinkEnd.Unlinked, 0, true)]
    [InlineData(LinkEnd.Unlinked, -3 * 365, false)] // before the association of which the data tell
    [InlineData(LinkEnd.Replaced, 0, false)]
    public async Task Whoever_ended_the_association_hears_that_it_counts_until_the_data_show_that(LinkEnd end, int days, bool isTold)
    {
        await using var app = await StartAsync();
        await app.LinkAsync("grace.huang", "graceh88@outlook.example", row => row.EndAs(end, app.Clock.GetUtcNow().AddDays(days)));

        Assert.Equal(isTold, (await StatusAsync(app, "grace.huang")).Shown.Contains(
            "You unlinked here on 1 March 2018; if you have not yet, end the association in Partner Center too. Your exams count until its data show that.", StringComparison.Ordinal));
    }

    private static Task<AppFixture> StartAsync() => AppFixture.StartAsync(AppOptions.InLanguage("en-US"));

    private static Task<Answer> StatusAsync(AppFixture app, string alias = Kaiwen) => app.As(Sample.Of(alias) with { Locale = "en-US" }).Says("status");
}
