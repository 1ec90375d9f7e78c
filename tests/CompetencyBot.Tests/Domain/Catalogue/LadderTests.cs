using CompetencyBot.Domain.Catalogue;
using FsCheck;
using FsCheck.Xunit;

namespace CompetencyBot.Tests.Domain.Catalogue;

public sealed class LadderTests
{
    private static readonly DateOnly Anniversary = new(2018, 5, 15);

    [Theory]
    [InlineData(-91, null, -90)]
    [InlineData(-90, -90, -60)]
    [InlineData(-8, -15, -7)]
    [InlineData(-1, -1, 0)]
    [InlineData(0, 0, 15)]
    [InlineData(28, 23, 29)]
    [InlineData(29, 29, null)]
    [InlineData(300, 29, null)]
    public void A_rung_counts_from_its_day_until_the_next(int day, int? last, int? next)
    {
        var ladder = Ladder.For(new RenewalTest.OnAnniversary(), new PurchaseWindow(1, 30));

        Assert.Equal((last, next), (ladder.LastRung(Anniversary, Anniversary.AddDays(day)), ladder.NextRung(Anniversary, Anniversary.AddDays(day))));
    }

    [Theory]
    [InlineData(1, 30, "15, 23, 29")]
    [InlineData(1, 10, "5, 8, 9")]
    [InlineData(0, 1, "1")]
    [InlineData(5, 5, "5")]
    [InlineData(-90, 0, "")]
    [InlineData(-90, 30, "15, 23, 29")]
    [InlineData(int.MinValue, int.MaxValue, "183, 275, 365")]
    public void The_last_rungs_lie_in_the_window_in_which_renewal_is_bought(int first, int last, string days) => Assert.Equal(
        string.Join(", ", ((string[])["-90, -60, -30, -15, -7, -1, 0", days]).Where(part => part.Length > 0)),
        Ladder.For(new RenewalTest.OnAnniversary(), new PurchaseWindow(first, last)).ToString());

    [Fact]
    public void The_first_rungs_lead_to_the_last_day_of_the_test()
    {
        var early = Ladder.For(new RenewalTest.AnyDayInWindow(-100, -30), new PurchaseWindow(1, 30));
        var months = Ladder.For(new RenewalTest.AnyDayInMonths(5), new PurchaseWindow(1, 30));

        Assert.Equal("-120, -90, -60, -45, -37, -31, -30, 0, 15, 23, 29", early.ToString());
        Assert.Equal("-90, -60, -30, -15, -7, -1, 0, 15, 23, 29", months.ToString());
        Assert.Equal(-366, Ladder.For(new RenewalTest.AnyDayInWindow(-365, -365), new PurchaseWindow(1, 30)).Days[0]);
    }

    [Fact]
    public void Thirty_days_before_a_day_in_march_are_thirty_days_in_a_leap_year_too()
    {
        var ladder = new Ladder([-30, -1, 0, 1]);

        Assert.Equal(-30, ladder.LastRung(new DateOnly(2020, 3, 15), new DateOnly(2020, 2, 14)));
        Assert.Equal(-30, ladder.LastRung(new DateOnly(2019, 3, 15), new DateOnly(2019, 2, 13)));
        Assert.Equal(-1, ladder.LastRung(new DateOnly(2020, 3, 1), new DateOnly(2020, 2, 29)));
        Assert.Equal(0, ladder.LastRung(new DateOnly(2020, 2, 29), new DateOnly(2020, 2, 29)));
        Assert.Equal(1, ladder.LastRung(new DateOnly(2020, 2, 29), new DateOnly(2020, 3, 1)));
    }

    [Fact]
    public void A_ladder_without_rungs_has_none() =>
        Assert.Equal((null, null), (new Ladder([]).LastRung(Anniversary, Anniversary), new Ladder([]).NextRung(Anniversary, Anniversary)));

    [Theory]
    [InlineData(-367)]
    [InlineData(367)]
    [InlineData(int.MinValue)]
    public void A_rung_further_than_a_year_away_is_refused(int day) =>
        Assert.Equal("days", Assert.Throws<ArgumentOutOfRangeException>(() => new Ladder([day])).ParamName);

    [Property(MaxTest = 500, Replay = "20180301,11")]
    public void Climbing_day_by_day_reaches_each_rung_on_its_day_and_passes_none(DoNotSize<short>[] given, DoNotSize<ushort> anniversaries)
    {
        var days = given.Select(day => day.Item % (Ladder.Furthest + 1)).ToArray();
        var ladder = new Ladder(days);
        var anniversary = new DateOnly(1902, 1, 1).AddDays(anniversaries.Item);
        var reached = new List<int>();
        for (var day = -Ladder.Furthest - 1; day <= Ladder.Furthest; day++)
        {
            var today = anniversary.AddDays(day);
            var (last, next) = (ladder.LastRung(anniversary, today), ladder.NextRung(anniversary, today));
            Assert.Equal(days.Where(rung => rung <= day).Cast<int?>().Max(), last);
            Assert.Equal(days.Where(rung => rung > day).Cast<int?>().Min(), next);
            if (last == day)
                reached.Add(day);
        }

        Assert.Equal(days.Distinct().Order(), reached);
    }
}
