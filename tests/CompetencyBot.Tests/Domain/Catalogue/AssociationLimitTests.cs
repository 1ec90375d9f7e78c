using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Tests.Domain.Catalogue;

public sealed class AssociationLimitTests
{
    private static readonly AssociationLimit Limit = new(3, 30);
    private static readonly DateOnly Today = new(2021, 6, 1);

    [Fact]
    public void Whoever_never_associated_an_account_may_do_it_today() => Assert.Null(Limit.NextAllowed([], Today));

    [Theory]
    [InlineData("2021-05-31", "2021-06-30")]
    [InlineData("2021-05-03", "2021-06-02")]
    [InlineData("2021-05-02", null)] // thirty days ago
    [InlineData("2021-07-01", null)] // a day to come is none of the earlier ones
    public void Thirty_days_lie_between_two(string earlier, string? next) =>
        Assert.Equal(Day(next), Limit.NextAllowed([Day(earlier)!.Value], Today));

    [Theory]
    [InlineData("2020-06-15 2020-09-01 2021-02-01", "2021-06-15")] // the third last is a year old then
    [InlineData("2021-02-01 2020-06-15 2020-09-01", "2021-06-15")]
    [InlineData("2020-05-31 2020-09-01 2021-02-01", null)]
    [InlineData("2020-06-01 2020-09-01 2021-02-01", null)] // a year ago today
    [InlineData("2020-06-03 2020-09-01 2021-05-31", "2021-06-30")] // both rules: the later day
    [InlineData("2019-01-01 2020-06-15 2020-09-01 2021-02-01", "2021-06-15")]
    public void A_fourth_within_twelve_months_has_to_wait(string earlier, string? next) =>
        Assert.Equal(Day(next), Limit.NextAllowed(earlier.Split(' ').Select(day => Day(day)!.Value), Today));

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", null);
}
