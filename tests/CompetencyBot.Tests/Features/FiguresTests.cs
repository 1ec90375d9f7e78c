using CompetencyBot.Sandbox.Trial;

namespace CompetencyBot.Tests.Features;

/// <summary>The figures of the sample organisation, whose README tells the story.</summary>
public sealed class FiguresTests
{
    [Fact]
    public async Task Progress_counts_the_levels_and_says_what_the_next_ones_need()
    {
        await using var app = await AppFixture.StartAsync();

        var shown = (await app.As(Sample.David).Says("progress")).Shown;

        Assert.Contains("1 March 2018 · data as of 2018-03-01", shown, StringComparison.Ordinal);
        Assert.Contains("5 gold · 6 silver · 18 competencies in all", shown, StringComparison.Ordinal);
        Assert.Contains("Communications\n▰▰▰▰▱\nGold needs: 1 more exam or assessment · 1 person is one exam away\n☆ Silver\n15 May: Silver", shown, StringComparison.Ordinal);
        Assert.Contains("Windows and Devices\n▰▰▰▰▱\nGold needs: 1 more exam or assessment", shown, StringComparison.Ordinal);
        Assert.Contains("Enterprise Mobility Management\n▰▰▰▰▱\nSilver needs: active entitlements: 14 more\nnot yet", shown, StringComparison.Ordinal);
        Assert.Contains("Data Analytics\nnot met from 21 April 2018 until renewal is tested\n★ Gold\n▼ 15 May: Silver", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_competency_shows_its_paths_levels_and_figures()
    {
        await using var app = await AppFixture.StartAsync();
        var david = app.As(Sample.David);

        var analytics = (await david.Says("progress data analytics")).Shown;
        var productivity = (await david.Says("cloud productivity")).Shown;

        Assert.Contains("985 of 1,000", analytics, StringComparison.Ordinal);
        Assert.Contains("Gold: reached", analytics, StringComparison.Ordinal);
        Assert.Contains("2,040 of 2,000", productivity, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tomorrow_the_account_linked_this_morning_counts()
    {
        await using var app = await AppFixture.StartAsync();
        app.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Contains("5 gold · 7 silver", (await app.As(Sample.Grace).Says("progress")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_tells_everybody_about_their_own_account()
    {
        await using var app = await AppFixture.StartAsync();

        var grace = (await app.As(Sample.Grace).Says("status")).Shown;
        var kevin = (await app.As(Sample.Of("kevin.liu")).Says("status")).Shown;
        var unlinked = (await app.As(Sample.Of("chloe.dubois")).Says("status")).Shown;

        Assert.Contains("Linked on 1 February 2017: your exams count", grace, StringComparison.Ordinal);
        Assert.Contains("last valid day 20 April 2018", grace, StringComparison.Ordinal);
        Assert.Contains("Linked on 1 March 2018. It counts from 2 March 2018", kevin, StringComparison.Ordinal);
        Assert.Contains("Not linked: nothing you pass counts", unlinked, StringComparison.Ordinal);
        Assert.Contains("[Open Partner Center]", unlinked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renewal_names_the_levels_the_days_and_the_cures()
    {
        await using var app = await AppFixture.StartAsync();

        var admin = (await app.As(Sample.Julia).Says("renewal")).Shown;
        var employee = (await app.As(Sample.Of("kevin.liu")).Says("renewal")).Shown;

        Assert.Contains("Gold membership: anniversary 15 May 2018.", admin, StringComparison.Ordinal);
        Assert.Contains("Gold membership can be renewed", admin, StringComparison.Ordinal);
        Assert.Contains("2 of the 5 levels held today will not be met", OnlyGold(admin), StringComparison.Ordinal);
        Assert.Contains("Gold in Messaging will not hold from 13 April 2018\n• 陳冠宇 leaves on 13 April 2018", admin, StringComparison.Ordinal);
        Assert.Contains("Gold in Data Analytics will not hold from 21 April 2018\n• Grace Huang: ", admin, StringComparison.Ordinal);
        Assert.Contains("1 more exam or assessment", admin, StringComparison.Ordinal);
        Assert.Contains("• One of the people it rests on no longer counts from 13 April 2018", employee, StringComparison.Ordinal);
        Assert.DoesNotContain("leaves", employee, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renewal_does_not_forget_a_level_once_it_is_lost()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        const string Lost = "Gold in Messaging is shown as active but is not met any more.";
        Assert.DoesNotContain(Lost, (await julia.Says("renewal")).Shown, StringComparison.Ordinal);
        Assert.Contains("Silver in Enterprise Mobility Management is shown as active", (await julia.Says("renewal")).Shown, StringComparison.Ordinal);

        // The one who leaves has left. An app of its own, since moving the clock runs the daily scan, whose warnings would come in between.
        await using var later = await AppFixture.StartAsync(new AppOptions { Now = SampleCast.Morning.AddDays(45) });
        var shown = (await later.As(Sample.Julia).Says("renewal")).Shown;
        Assert.Contains(Lost, shown, StringComparison.Ordinal);
        Assert.Contains(
            "• Hybrid Services Partner: without any exam, by linking the account of 鄭凱文, 1 more exam or assessment (Laura Bianchi: 70-345)",
            shown,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_edition_has_ended_every_card_says_so()
    {
        await using var app = await AppFixture.StartAsync();
        app.Clock.Advance(TimeSpan.FromDays(365 * 6));

        foreach (var words in new[] { "progress", "progress messaging", "renewal", "status" })
            Assert.Contains("do not sit exams for them", (await app.As(Sample.Grace).Says(words)).Shown, StringComparison.Ordinal);
    }

    private static string OnlyGold(string shown) => System.Text.RegularExpressions.Regex.Replace(shown, "2 of the \\d+ levels", "2 of the 5 levels");
}
