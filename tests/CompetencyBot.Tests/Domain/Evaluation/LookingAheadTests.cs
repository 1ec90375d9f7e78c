using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;

using static CompetencyBot.Tests.Domain.SmallEdition;

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <summary>What a look ahead tells beside the risk: cures, figures on both clocks, days of a test that has begun, growth.</summary>
public sealed class LookingAheadTests
{
    private static readonly Edition Catalogue = EditionSet.Shipped.Load("docs-2017-12");
    private static readonly DateOnly Today = new(2018, 3, 1);
    private static readonly DateOnly Anniversary = new(2018, 12, 15);

    [Fact]
    public void Paths_break_each_on_its_own_day_and_the_level_with_the_last()
    {
        var edition = Of([Asking(A), Asking(B), Asking(C)]);
        var evidence = new Organisation().Person("amy", "item:a").Leaves("amy", new(2018, 6, 1)).Person("ben", "item:b").Leaves("ben", new(2018, 7, 1)).On(edition);

        var risk = RenewalRisk.Of(edition, evidence, Today, Anniversary);

        Assert.Equal([("p1", new DateOnly(2018, 6, 1)), ("p2", new DateOnly(2018, 7, 1))], risk.Paths.Select(path => (path.Path.Id, path.BreaksOn!.Value)));
        Assert.Equal(new DateOnly(2018, 7, 1), Assert.Single(risk.Levels).BreaksOn);
    }

    [Fact]
    public void Cures_go_through_every_path_the_one_with_the_fewest_passes_first()
    {
        var edition = Of([Asking(All(A, B)), Asking(C)]);
        var evidence = new Organisation().Person("amy", "item:a", "item:b").Leaves("amy", new(2018, 6, 1)).On(edition);

        var cures = Assert.Single(RenewalRisk.Of(edition, evidence, Today, Anniversary).Levels).Cures;

        Assert.Equal(["p2", "p1"], cures.Select(cure => cure.Path.Id));
        Assert.Equal([new Pass(null, 1, "item:c")], cures[0].Passes!.Value);
        Assert.Equal([2, 1], cures.Select(cure => cure.Passes!.Value.Length).Order().Reverse());
        Assert.All(cures, cure => Assert.Equal(Anniversary, cure.On));
    }

    [Fact]
    public void What_cannot_be_passed_any_more_is_no_cure()
    {
        var edition = Of([Asking(A)]).Without("item:a", retires: new DateOnly(2018, 4, 1));
        var evidence = new Organisation().Person("amy", "item:a").Leaves("amy", new(2018, 6, 1)).On(edition);

        Assert.Empty(Assert.Single(RenewalRisk.Of(edition, evidence, Today, Anniversary).Levels).Cures);
    }

    [Fact]
    public void A_figure_that_falls_is_cured_by_the_gap_that_is_to_be_expected()
    {
        var risk = RenewalRisk.Of(Catalogue, Customers(contribution: 2, year: 1).On(Catalogue), Today, Anniversary);

        var forecast = Assert.Single(risk.Paths, path => path.Level == Level.Silver);
        Assert.Equal([new FigureGap("new_customers", "customers", 3, 4, 1)], forecast.Cure!.Gaps.Select(gap => gap with { Unit = "customers" }));
        Assert.Empty(forecast.Cure.Passes!.Value);
    }

    [Theory]
    [InlineData(2, FigureBasis.MonthsLeave, 3)]
    [InlineData(null, FigureBasis.KeptConstant, 5)]
    public void A_figure_is_told_on_both_clocks_and_what_the_expectation_rests_on(int? contribution, FigureBasis basis, int expected)
    {
        var risk = RenewalRisk.Of(Catalogue, Customers(contribution, year: 1).On(Catalogue), Today, Anniversary);

        var figure = Assert.Single(Assert.Single(risk.Paths, path => path.Level == Level.Silver).Figures);
        Assert.Equal((5, new DateOnly(2018, 2, 1), expected, basis, 1), (figure.Today, figure.AsOf, figure.Expected, figure.Basis, figure.AnniversaryYear));
        Assert.Equal((true, false), (figure.EnoughToday, figure.EnoughInAnniversaryYear));
    }

    [Fact]
    public void A_figure_that_is_too_low_in_the_anniversary_year_alone_is_no_risk() => Assert.True(Assert.Single(
        RenewalRisk.Of(Catalogue, Customers(null, year: 1).On(Catalogue), Today, Anniversary).Paths, path => path.Level == Level.Silver).Holds);

    [Fact]
    public void One_day_of_a_test_that_has_begun_was_enough()
    {
        var edition = Of([Asking(A)]) with { RenewalTest = new RenewalTest.AnyDayInMonths(5) };
        var evidence = new Organisation().Person("amy", "item:a").Leaves("amy", new(2018, 2, 20)).On(edition);

        var risk = RenewalRisk.Of(edition, evidence, Today, new DateOnly(2018, 7, 20));

        Assert.Empty(risk.Levels);
        Assert.Equal(new DateOnly(2018, 2, 1), Assert.Single(risk.QualifiedEarlier).QualifiedOn);
        Assert.Empty(RenewalRisk.Of(edition, evidence, Today, new DateOnly(2018, 8, 20)).QualifiedEarlier);
    }

    [Fact]
    public void A_growth_that_is_measured_anew_after_a_renewal_is_a_cause()
    {
        var edition = Of([new PathLevel(Level.Silver, [Growth])]);
        var evidence = new Organisation().Person("amy", "item:a").Person("ben").Passed("ben", "item:a", new(2018, 1, 10)).On(edition)
            with { Memberships = [new MembershipRecord(MembershipOffer.Silver, new(2017, 6, 1), new(2018, 6, 1), null)] };

        var forecast = Assert.Single(RenewalRisk.Of(edition, evidence, Today, Anniversary).Paths);

        Assert.Equal(new DateOnly(2018, 6, 2), forecast.BreaksOn);
        Assert.Equal([new RiskCause(RiskCauseKind.Figure, new(2018, 6, 2), Metric: "growth", PathId: "p1")], forecast.Causes);
        Assert.Equal(new ExpectedScore(0, 10), forecast.Cure!.Score);
        Assert.Single(forecast.Cure.Passes!.Value);
    }

    [Fact]
    public void Many_people_long_ago_are_enough_for_so_many_months_only()
    {
        var edition = Of([new PathLevel(Level.Silver, [Growth])]);
        var organisation = new Organisation();
        foreach (var name in (string[])["amy", "ben", "cas"])
            organisation.Person(name).Passed(name, "item:a", new(2017, 1, 10), new DateOnly(2017, 9, 30));

        var forecast = Assert.Single(RenewalRisk.Of(edition, organisation.On(edition), Today, Anniversary).Paths);

        Assert.Equal(new DateOnly(2018, 10, 1), forecast.BreaksOn);
        Assert.Equal("growth", Assert.Single(forecast.Causes).Metric);
    }

    private static ScoreRequirement Growth => new("score", 10, false,
    [
        new Indicator("growth", ImmutableSortedDictionary<string, string>.Empty, 10, new GrowthScoring(
            A, new DateOnly(2017, 12, 31), [new GrowthBand(1, 10, 50)], [new GrowthBand(1, 10, 50)], new ByMarket(3, 3), 12)),
    ]);

    private static PathLevel Asking(ItemExpression each) =>
        new(Level.Silver, [new SkillRequirement("s1", [new Alternative("a", [Group("g1", 1, each)])])]);

    private static Organisation Customers(int? contribution, decimal year) => new Organisation()
        .Figure("Small and Midmarket Cloud Solutions", null, "new_customers", 2, new DateOnly(2017, 6, 1), contribution)
        .Figure("Small and Midmarket Cloud Solutions", null, "new_customers", 5, new DateOnly(2018, 2, 1), anniversaryYear: year);
}
