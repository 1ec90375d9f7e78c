using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using static CompetencyBot.Tests.Domain.SmallEdition;

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <summary>
/// Growth of certified people, in small: from 2 or 3 people on 2017-10-01 by half, from 4 or 5 by a quarter, or 8 people at all; all 15 points or
/// none.
/// </summary>
public sealed class GrowthTests
{
    private static readonly DateOnly Since = new(2017, 10, 1);
    private static readonly DateOnly Day = new(2018, 3, 1);
    private static readonly Edition Small = Of(new ScoreRequirement("score", 15, false,
    [
        new Indicator("growth", Named("Growth"), 15, new GrowthScoring(
            A, Since, [new(2, 3, 50), new(4, 5, 25)], [new(1, 3, 100)], new ByMarket(8, 4), 24)),
    ]));

    [Theory]
    [InlineData(2, 3, true)]
    [InlineData(3, 4, false)] // 3 and a half is 4.5: five people
    [InlineData(3, 5, true)]
    [InlineData(4, 5, true)]
    [InlineData(5, 6, false)] // 5 and a quarter is 6.25: seven people
    [InlineData(5, 7, true)]
    [InlineData(1, 7, false)] // below every band only the number itself counts
    [InlineData(1, 8, true)]
    [InlineData(6, 7, false)] // above every band likewise
    [InlineData(6, 8, true)]
    public void Points_are_all_or_nothing_by_the_band_of_the_baseline(int before, int now, bool given)
    {
        Assert.Equal(given ? 15 : 0, PointsOf(Growing(before, now).On(Small)));
        Assert.Equal(given, LevelOf(Growing(before, now).On(Small)).Met);
    }

    [Fact]
    public void What_is_missing_is_the_people_up_to_the_target() =>
        Assert.Equal(2, LevelOf(Growing(3, 3).On(Small)).NewExams);

    [Fact]
    public void The_market_has_bands_of_its_own() =>
        Assert.Equal(15, PointsOf(Growing(1, 2).In(Market.Developing).On(Small)));

    [Fact]
    public void Having_been_very_many_gives_the_points_for_twenty_four_months()
    {
        // Eight people until the end of 2017-10-31; two of them stay.
        var organisation = Growing(8, 8);
        foreach (var number in Enumerable.Range(3, 6))
            organisation.Leaves($"person{number}", new DateOnly(2017, 11, 1));

        Assert.Equal(15, PointsOf(organisation.On(Small), new DateOnly(2019, 10, 31)));
        Assert.Equal(0, PointsOf(organisation.On(Small), new DateOnly(2019, 11, 1)));
    }

    [Fact]
    public void A_dip_between_two_days_of_being_many_is_not_the_end_and_nobody_counts_twice_for_two_rows()
    {
        var organisation = Growing(3, 4).Passed("person1", "item:a", Since.AddDays(3));

        Assert.Equal(0, PointsOf(organisation.On(Small)));
    }

    [Fact]
    public void A_renewal_moves_the_baseline_from_the_day_after_the_anniversary_on()
    {
        var anniversary = new DateOnly(2018, 3, 1);
        var evidence = Growing(2, 3).On(Small) with
        {
            Memberships = [new MembershipRecord(MembershipOffer.Silver, anniversary.AddYears(-1), anniversary, Market.Developed)],
        };

        Assert.Equal(15, PointsOf(evidence, anniversary));
        // Now growth is measured from three people: five are wanted.
        Assert.Equal(0, PointsOf(evidence, anniversary.AddDays(1)));
        Assert.Equal(2, LevelOf(evidence, anniversary.AddDays(1)).NewExams);
    }

    private static Organisation Growing(int before, int now)
    {
        var organisation = new Organisation();
        foreach (var number in Enumerable.Range(1, now))
            organisation.Person($"person{number}").Passed($"person{number}", "item:a", number <= before ? Since : Since.AddDays(1));
        return organisation;
    }

    private static decimal PointsOf(MatchedEvidence evidence, DateOnly? day = null) =>
        LevelOf(evidence, day).Requirements.OfType<ScoreAttainment>().Single().Value;

    private static LevelAttainment LevelOf(MatchedEvidence evidence, DateOnly? day = null) => Attainment.Of(Small, evidence, day ?? Day).Levels[0];
}
