using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using static CompetencyBot.Tests.Domain.Organisation;

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <summary>Silver in Application Development asks for two people, each with any exam of a list.</summary>
public sealed class LeavingTests
{
    private static readonly Edition Catalogue = EditionSet.Shipped.Load("docs-2017-12");
    private static readonly DateOnly Day = new(2018, 3, 1);
    private static readonly DateOnly Anniversary = new(2018, 5, 15);

    [Fact]
    public void A_level_falls_on_the_day_from_which_the_person_no_longer_counts()
    {
        var leaving = Assert.Single(Of(Two().Leaves("ben", Day.AddDays(10)), "ben"));

        var fall = Assert.Single(leaving.Falls);
        Assert.Equal(("application-development", Level.Silver, Day.AddDays(10), false), (fall.Competency.Id, fall.Level, fall.On, fall.IsJoint));
        Assert.Empty(leaving.Hanging);
    }

    [Fact]
    public void Days_later_the_level_has_fallen_on_the_same_day()
    {
        var organisation = Two().Leaves("ben", Day);

        Assert.Equal(Assert.Single(Of(organisation, "ben")).Falls, Assert.Single(Of(organisation, Day.AddDays(9), "ben")).Falls);
    }

    [Fact]
    public void Where_enough_others_stay_nothing_falls_and_the_level_may_hang_on_one_person()
    {
        var leaving = Assert.Single(Of(Two().Person("cas", "70-486").Leaves("cas", Day), "cas"));

        Assert.Empty(leaving.Falls);
        Assert.Equal("application-development", Assert.Single(leaving.Hanging).Competency.Id);
        Assert.Equal([Address("amy"), Address("ben")], leaving.Hanging[0].People);
    }

    [Fact]
    public void Each_of_two_falls_the_level_where_one_who_stays_would_be_enough()
    {
        var organisation = Two().Person("cas", "70-486").Leaves("ben", Day).Leaves("cas", Day.AddDays(1));

        var (ben, cas) = Assert.IsType<(Leaving, Leaving)>(Of(organisation, "ben", "cas") is [var one, var other] ? (one, other) : null);

        Assert.Equal(Anniversary, Assert.Single(ben.Falls).On); // on the day of ben cas still counts
        Assert.Equal(Day.AddDays(1), Assert.Single(cas.Falls).On);
    }

    [Fact]
    public void Where_no_single_person_decides_everybody_who_counts_for_the_level_is_part_of_it()
    {
        // Two are needed: one who stays is too few, and one who leaves would be missed by nobody. 70-417 counts for nothing here.
        var organisation = new Organisation().Person("amy", "70-480").Person("ben", "70-483").Person("cas", "70-486").Person("dan", "70-417");
        foreach (var name in new[] { "amy", "ben", "cas", "dan" })
            organisation.Leaves(name, Day);

        var leaving = Of(organisation, "amy", "ben", "cas", "dan").Where(each => each.Falls.Any(fall => fall.Competency.Id == "application-development"));

        Assert.All(leaving, each => Assert.True(each.Falls.Single(fall => fall.Competency.Id == "application-development").IsJoint));
        Assert.Equal([Address("amy"), Address("ben"), Address("cas")], leaving.Select(each => each.PersonId));
    }

    [Fact]
    public void What_lapses_before_the_day_does_not_fall_because_of_the_leaving()
    {
        var organisation = new Organisation().Person("amy", "70-480").Person("ben").Passed("ben", "70-483", expires: Day.AddDays(5)).Leaves("ben", Day.AddDays(10));

        Assert.Empty(Of(organisation, "ben"));
    }

    [Fact]
    public void A_level_that_will_be_met_only_at_the_anniversary_falls_there()
    {
        var organisation = new Organisation().Person("amy", "70-480").Linked("amy", new DateTimeOffset(2018, 3, 20, 0, 0, 0, TimeSpan.Zero))
            .Person("ben", "70-483").Leaves("ben", Day.AddDays(2));

        Assert.Equal(Anniversary, Assert.Single(Assert.Single(Of(organisation, "ben")).Falls).On);
    }

    [Fact]
    public void Nothing_is_said_of_who_holds_nothing_or_is_not_associated() =>
        Assert.Empty(Of(Two().Person("eva").Leaves("eva", Day).Person("fay", "70-480").Linked("fay", null).Leaves("fay", Day), "eva", "fay"));

    [Fact]
    public void The_levels_that_need_a_person_are_those_that_fall_without_them()
    {
        var evidence = Two().On(Catalogue);

        Assert.Equal([("application-development", Level.Silver)], Leaving.LevelsThatNeed(Catalogue, evidence, Day, Address("BEN")).Select(level => (level.Competency.Id, level.Level)));
        Assert.Empty(Leaving.LevelsThatNeed(Catalogue, Two().Person("cas", "70-486").On(Catalogue), Day, Address("ben")));
    }

    private static Organisation Two() => new Organisation().Person("amy", "70-480").Person("ben", "70-483");

    private static Leaving[] Of(Organisation organisation, params string[] leavers) => Of(organisation, Day, leavers);

    private static Leaving[] Of(Organisation organisation, DateOnly today, params string[] leavers) =>
        [.. Leaving.Of(Catalogue, organisation.On(Catalogue), [.. leavers.Select(Address)], today, Anniversary)];
}
