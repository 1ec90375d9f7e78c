using System.Text.Json.Nodes;

namespace CompetencyBot.Tests.Features;

/// <summary>Options, plans and suppositions as people ask for them.</summary>
public sealed class UpgradeTests
{
    [Fact]
    public async Task Upgrade_lists_what_one_or_two_people_would_complete_and_names_whom_the_reader_may_see()
    {
        await using var app = await AppFixture.StartAsync();

        var admin = (await app.As(Sample.Julia).Says("upgrade")).Shown;
        var manager = (await app.As(Sample.David).Says("upgrade")).Shown;
        var channel = (await app.As(Sample.Julia).InChannel().Says("upgrade")).Shown;

        Assert.Contains("Communications (Gold)\nBen Carter: 70-333", admin, StringComparison.Ordinal);
        Assert.Contains("Communications (Gold)\na colleague: 70-333", manager, StringComparison.Ordinal);
        Assert.Contains("Data Platform (Gold), SQL Server Specialist\nTomás Rivera: ", manager, StringComparison.Ordinal);
        Assert.Contains("Communications (Gold)\na colleague: 70-333", channel, StringComparison.Ordinal);
        Assert.DoesNotContain("Tomás", channel, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("upgrade data platform", "From Silver to Gold\n(1) SQL Server Specialist\n1 more exam or assessment (Tomás Rivera: ")]
    [InlineData("upgrade data platform", "without any exam, by linking the account of 劉彥廷")]
    [InlineData("upgrade messaging", "The highest level is reached")]
    [InlineData("upgrade messaging gold", "Gold: reached")]
    [InlineData("upgrade devops gold", "To Gold\n(1) DevOps Partner")]
    [InlineData("upgrade enterprise resource planning silver", "There is no level Silver here.")]
    [InlineData("upgrade small and midmarket", "new customers: 16 more")]
    [InlineData("upgrade collaboration and content and communications gold", "Together they need 1 more exam or assessment:\n• Communications (Gold): Ben Carter: 70-333")]
    [InlineData("upgrade communications gold data platform gold", "Together they need 2 more exams or assessments:")]
    [InlineData("upgrade enterprise resource planning and communications", "gross license revenue")]
    [InlineData("升級 通訊 金級 和 資料平台 金級", "Together they need 2 more exams or assessments:")]
    public async Task Upgrade_of_a_competency_ranks_its_ways_and_of_several_plans_them_together(string said, string expected)
    {
        await using var app = await AppFixture.StartAsync();

        Assert.Contains(expected, (await app.As(Sample.Julia).Says(said)).Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("upgrade gibberish", "I know no competency of that name.")]
    [InlineData("upgrade cloud", "Several competencies fit that name.")]
    [InlineData("upgrade messaging gold gibberish silver", "I know no competency of that name.")]
    public async Task Upgrade_asks_which_competency_is_meant(string said, string expected)
    {
        await using var app = await AppFixture.StartAsync();

        Assert.Contains(expected, (await app.As(Sample.Julia).Says(said)).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chosen_competency_is_answered_in_place()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);

        Assert.Contains("Ben Carter", (await julia.Invokes("upgrade/competency", new JsonObject { ["competency"] = "communications" })).Shown, StringComparison.Ordinal);
        Assert.Contains("Choose a competency first", (await julia.Invokes("upgrade/competency")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_advised_to_sit_exams_for_an_edition_that_has_ended()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Now = new DateTimeOffset(2019, 6, 1, 9, 0, 0, TimeSpan.Zero) });
        var julia = app.As(Sample.Julia);

        foreach (var said in new[] { "upgrade", "upgrade messaging", "upgrade messaging gold communications gold" })
            Assert.Contains("This edition has ended, so there is no next level to work for", (await julia.Says(said)).Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("nearest", (await julia.Says("progress communications")).Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("would complete", (await app.As(Sample.Grace).Says("status")).Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("what if Grace Huang leaves", "▼ Data Analytics: Gold → Silver")]
    [InlineData("what if ben carter passes 70-333?", "▲ Communications: Silver → Gold")]
    [InlineData("What if 鄭凱文 links", "No level would change.")]
    [InlineData("what if 劉彥廷 links", "▲ Data Platform: Silver → Gold")]
    [InlineData("what if somebody passes 70-357", "▲ Windows and Devices: Silver → Gold")]
    [InlineData("what if deployed seats is 1,000", "Data Analytics, Power BI, Gold: deployed seats: 15 more → reached")]
    [InlineData("what if new customers in small and midmarket cloud solutions is 3", "▼ Small and Midmarket Cloud Solutions: Silver → not yet")]
    [InlineData("如果 Ben Carter 通過 70-333", "▲ Communications: Silver → Gold")]
    [InlineData("what if nobody.here leaves", "I find nobody of that name")]
    [InlineData("what if an leaves", "Several people fit that name")]
    [InlineData("what if Ben Carter passes 99-999", "No programme that you follow asks for that")]
    [InlineData("what if ben carter links", "That account counts already")]
    [InlineData("what if the moon is 7", "I know no such figure")]
    [InlineData("what if pigs fly", "Tell me what to suppose")]
    [InlineData("what if", "Tell me what to suppose")]
    public async Task What_if_answers_with_the_difference_or_says_how_to_ask(string said, string expected)
    {
        await using var app = await AppFixture.StartAsync();

        var reply = await app.As(Sample.Julia).Says(said);

        Assert.Contains(expected, reply.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_employee_may_suppose_things_of_themselves_but_learns_nothing_of_others()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        Assert.Contains("▼ Data Analytics: Gold → Silver", (await grace.Says("what if I leave")).Shown, StringComparison.Ordinal);
        Assert.Contains("I find nobody of that name among the people you may see", (await grace.Says("what if Ben Carter leaves")).Shown, StringComparison.Ordinal);
        Assert.Contains("one-to-one chat", (await grace.InChannel().Says("what if I leave")).Shown, StringComparison.Ordinal);
    }
}
