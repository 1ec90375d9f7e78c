namespace CompetencyBot.Tests.Features.Upgrade;

/// <summary>What silver, gold and a designation bring, as it is told.</summary>
public sealed class BenefitsTests
{
    [Theory]
    [InlineData("benefits")]
    [InlineData("What does gold bring?")]
    [InlineData("權益")]
    public async Task Benefits_tells_each_fact_with_its_source_and_where_it_is_done(string said)
    {
        await using var app = await AppFixture.StartAsync();

        var answer = await app.As(Sample.Grace).Says(said);

        Assert.Contains("25 % less", answer.Shown, StringComparison.Ordinal);
        Assert.Contains(
            "Source: partner-center/mpn-pay-fee-silver-gold-competency.md (MicrosoftDocs/partner-center-pr.it-it), 2021-05-19", answer.Shown, StringComparison.Ordinal);
        Assert.Contains("from day 1 to day 30 after the anniversary", answer.Shown, StringComparison.Ordinal);
        Assert.Contains("every silver competency you have reached", answer.Shown, StringComparison.Ordinal);
        Assert.Contains("Membership › Competencies", answer.Shown, StringComparison.Ordinal);
        Assert.Equal("https://partner.microsoft.com/dashboard", (string?)answer.Actions.First()["url"]);
    }

    [Fact]
    public async Task The_cards_of_upgrade_lead_to_them_and_stay()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Says("upgrade messaging gold communications gold");
        await grace.Says("upgrade communications");

        var answer = await grace.Presses("What it brings");

        Assert.Equal("See the new message below.", answer.Text);
        Assert.Contains("What the levels bring", string.Join('\n', CardText.Of(answer.Messages.Last().Card!)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_designation_brings_something_else()
    {
        await using var app = await AppFixture.StartAsync(AppOptions.SolutionsPartner);

        var answer = await app.As(Sample.Grace).Says("benefits");

        Assert.Contains("US$4,730", answer.Shown, StringComparison.Ordinal);
        Assert.Contains("Solutions partner designations", answer.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("25 %", answer.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_edition_that_has_ended_nothing_is_told()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Now = new DateTimeOffset(2019, 6, 1, 9, 0, 0, TimeSpan.Zero) });

        var answer = await app.As(Sample.Grace).Says("benefits");

        Assert.Contains("This edition has ended", answer.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("25 %", answer.Shown, StringComparison.Ordinal);
    }
}
