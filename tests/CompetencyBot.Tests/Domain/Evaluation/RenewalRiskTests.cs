using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using static CompetencyBot.Tests.Domain.Organisation;

namespace CompetencyBot.Tests.Domain.Evaluation;

public sealed class RenewalRiskTests
{
    private static readonly Edition Catalogue = EditionSet.Shipped.Load("docs-2017-12");
    private static readonly DateOnly Today = new(2018, 3, 1);
    private static readonly DateOnly Anniversary = new(2019, 2, 1);

    [Fact]
    public void A_level_that_nothing_threatens_holds()
    {
        var forecast = Single(TwoBuilders(), Anniversary);

        Assert.True(forecast.Holds);
        Assert.Null(forecast.BreaksOn);
        Assert.Empty(forecast.Causes);
        Assert.Equal(["application-builder"], forecast.PathIds);
    }

    [Fact]
    public void Only_levels_held_today_are_looked_at() =>
        Assert.Empty(RenewalRisk.Of(Catalogue, new Organisation().Person("amy", "70-480").On(Catalogue), Today, Anniversary).Levels);

    [Fact]
    public void A_certificate_that_lapses_breaks_the_level_on_the_day_after_its_last()
    {
        var organisation = new Organisation().Person("amy", "70-480").Person("ben").Passed("ben", "70-483", expires: new DateOnly(2018, 9, 30));

        AssertBreaks(organisation, Anniversary, new RiskCause(RiskCauseKind.Lapse, new DateOnly(2018, 10, 1), Address("ben"), "exam:70-483"));
    }

    [Fact]
    public void A_certificate_that_lapses_on_the_anniversary_still_counts_that_day()
    {
        var organisation = new Organisation().Person("amy", "70-480").Person("ben").Passed("ben", "70-483", expires: Anniversary);

        Assert.True(Single(organisation, Anniversary).Holds);
    }

    [Fact]
    public void A_renewed_certificate_is_no_risk()
    {
        var organisation = new Organisation().Person("amy", "70-480").Person("ben")
            .Passed("ben", "70-483", expires: new DateOnly(2018, 9, 30))
            .Passed("ben", "70-483", new DateOnly(2018, 2, 1), new DateOnly(2019, 9, 30));

        Assert.True(Single(organisation, Anniversary).Holds);
    }

    [Fact]
    public void A_leaver_breaks_the_level_on_the_day_of_leaving() => AssertBreaks(
        TwoBuilders().Leaves("ben", new DateOnly(2018, 6, 15)),
        Anniversary,
        new RiskCause(RiskCauseKind.Leaver, new DateOnly(2018, 6, 15), Address("ben")));

    [Fact]
    public void An_exam_no_longer_accepted_breaks_the_level_the_day_after()
    {
        var organisation = new Organisation().Person("amy", "70-246").Person("ben", "70-740");

        AssertBreaks(organisation, Anniversary, new RiskCause(RiskCauseKind.NotAccepted, new DateOnly(2019, 1, 1), null, "exam:70-246"));
        Assert.True(Single(organisation, new DateOnly(2018, 12, 31)).Holds);
    }

    [Fact]
    public void Months_that_leave_the_trailing_window_are_taken_off_a_figure()
    {
        var organisation = new Organisation();
        for (var month = new DateOnly(2017, 3, 1); month <= new DateOnly(2018, 2, 1); month = month.AddMonths(1))
            organisation.Figure("Small and Midmarket Cloud Solutions", null, "New Customers", 5, month, month.Month == 6 ? 2 : 0);

        AssertBreaks(
            organisation,
            Anniversary,
            new RiskCause(RiskCauseKind.Figure, new DateOnly(2018, 6, 1), Metric: "new_customers", PathId: "o365-services"));
        Assert.True(Single(organisation, new DateOnly(2018, 5, 31)).Holds);
    }

    [Fact]
    public void A_figure_without_monthly_contributions_stays_as_it_is() => Assert.True(
        Single(new Organisation().Figure("Small and Midmarket Cloud Solutions", null, "new_customers", 5, new DateOnly(2018, 2, 1)), Anniversary).Holds);

    [Fact]
    public void A_month_that_should_have_left_the_window_already_leaves_with_the_next_month()
    {
        var organisation = new Organisation().Figure("Small and Midmarket Cloud Solutions", null, "new_customers", 0, new DateOnly(2017, 2, 1), 4)
            .Figure("Small and Midmarket Cloud Solutions", null, "new_customers", 4, new DateOnly(2018, 1, 1));

        AssertBreaks(
            organisation,
            Anniversary,
            new RiskCause(RiskCauseKind.Figure, new DateOnly(2018, 4, 1), Metric: "new_customers", PathId: "o365-services"));
    }

    [Fact]
    public void Of_two_causes_of_which_one_is_enough_the_one_that_breaks_the_level_is_named() => AssertBreaks(
        TwoBuilders().Leaves("ben", new DateOnly(2018, 6, 15)).Leaves("amy", new DateOnly(2018, 8, 1)),
        Anniversary,
        new RiskCause(RiskCauseKind.Leaver, new DateOnly(2018, 6, 15), Address("ben")));

    [Fact]
    public void Causes_that_only_together_break_the_level_are_all_named()
    {
        var organisation = TwoBuilders().Person("cas").Passed("cas", "70-480", expires: new DateOnly(2018, 7, 31))
            .Leaves("ben", new DateOnly(2018, 6, 15));

        AssertBreaks(
            organisation,
            Anniversary,
            new RiskCause(RiskCauseKind.Leaver, new DateOnly(2018, 6, 15), Address("ben")),
            new RiskCause(RiskCauseKind.Lapse, new DateOnly(2018, 8, 1), Address("cas"), "exam:70-480"));
    }

    [Fact]
    public void Among_causes_that_could_stand_for_each_other_those_of_the_day_of_the_break_are_named()
    {
        var day = new DateOnly(2018, 8, 1);
        var organisation = TwoBuilders().Person("cas", "70-480").Leaves("amy", new DateOnly(2018, 5, 1)).Leaves("ben", day).Leaves("cas", day);

        AssertBreaks(
            organisation,
            Anniversary,
            new RiskCause(RiskCauseKind.Leaver, day, Address("ben")),
            new RiskCause(RiskCauseKind.Leaver, day, Address("cas")));
    }

    [Fact]
    public void A_dip_that_comes_back_before_the_anniversary_is_forgiven()
    {
        var organisation = TwoBuilders().Leaves("ben", new DateOnly(2018, 6, 15)).Person("new", "70-487")
            .Linked("new", new DateTimeOffset(2018, 9, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.True(Single(organisation, Anniversary).Holds);
        Assert.False(Single(organisation, new DateOnly(2018, 9, 1)).Holds);
        Assert.True(Single(organisation, new DateOnly(2018, 9, 2)).Holds);
    }

    [Fact]
    public void After_a_dip_that_came_back_the_level_breaks_with_the_last_fall()
    {
        var organisation = TwoBuilders().Leaves("ben", new DateOnly(2018, 6, 15)).Leaves("amy", new DateOnly(2018, 11, 1)).Person("new", "70-487")
            .Linked("new", new DateTimeOffset(2018, 9, 1, 0, 0, 0, TimeSpan.Zero));

        var forecast = Single(organisation, Anniversary);

        Assert.Equal(new DateOnly(2018, 11, 1), forecast.BreaksOn);
        Assert.Equal([Address("ben"), Address("amy")], forecast.Causes.Select(cause => cause.PersonId));
    }

    [Fact]
    public void A_level_met_on_two_paths_breaks_with_the_last_of_them()
    {
        var edition = SmallEdition.Of(
        [
            new PathLevel(Level.Silver, [new SkillRequirement("s1", [new Alternative("a", [SmallEdition.Group("g1", 1, SmallEdition.A)])])]),
            new PathLevel(Level.Silver, [new SkillRequirement("s1", [new Alternative("a", [SmallEdition.Group("g1", 1, SmallEdition.B)])])]),
        ]);
        var evidence = new Organisation()
            .Person("amy", "item:a").Leaves("amy", new DateOnly(2018, 6, 1))
            .Person("ben", "item:b").Leaves("ben", new DateOnly(2018, 7, 1)).On(edition);

        var forecast = Assert.Single(RenewalRisk.Of(edition, evidence, Today, Anniversary).Levels);

        Assert.Equal(new DateOnly(2018, 7, 1), forecast.BreaksOn);
        Assert.Equal([Address("amy"), Address("ben")], forecast.Causes.Select(cause => cause.PersonId));
    }

    [Fact]
    public void One_qualified_day_is_enough_where_the_edition_tests_any_day_of_a_window()
    {
        var edition = Catalogue with { RenewalTest = new RenewalTest.AnyDayInWindow(-180, 0) };
        var evidence = TwoBuilders().Leaves("ben", new DateOnly(2018, 9, 1)).On(edition);

        Assert.True(RenewalRisk.Of(edition, evidence, Today, Anniversary).Levels.Single().Holds);
        Assert.False(RenewalRisk.Of(edition, evidence, Today, Anniversary.AddDays(60)).Levels.Single().Holds);
    }

    [Fact]
    public void An_anniversary_before_today_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        "anniversary", () => RenewalRisk.Of(Catalogue, TwoBuilders().On(Catalogue), Today, Today.AddDays(-1)));

    private static Organisation TwoBuilders() => new Organisation().Person("amy", "70-480").Person("ben", "70-483");

    private static LevelForecast Single(Organisation organisation, DateOnly anniversary) =>
        Assert.Single(RenewalRisk.Of(Catalogue, organisation.On(Catalogue), Today, anniversary).Levels, level => level.Level == Level.Silver
            && level.Competency.Id is "application-development" or "datacenter" or "small-and-midmarket-cloud-solutions");

    private static void AssertBreaks(Organisation organisation, DateOnly anniversary, params RiskCause[] causes)
    {
        var forecast = Single(organisation, anniversary);
        Assert.False(forecast.Holds);
        Assert.Equal(causes, forecast.Causes);
        Assert.Equal(causes.Max(cause => cause.On), forecast.BreaksOn);
    }
}
