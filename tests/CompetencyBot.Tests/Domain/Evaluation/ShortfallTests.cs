using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using static CompetencyBot.Tests.Domain.Organisation;
using static CompetencyBot.Tests.Domain.SmallEdition;

namespace CompetencyBot.Tests.Domain.Evaluation;

public sealed class ShortfallTests
{
    private static readonly Edition Catalogue = EditionSet.Shipped.Load("docs-2017-12");
    private static readonly DateOnly Day = new(2018, 3, 1);

    [Fact]
    public void The_nearest_people_pass_what_they_lack_before_anybody_new()
    {
        var organisation = new Organisation()
            .Person("zoe", "70-334", "70-333").Person("amy", "70-333").Person("ben");
        var shortfall = Communications(organisation);

        // Two with the exams, one of them with the assessment: zoe takes the assessment, amy the other exam.
        Assert.Equal(2, shortfall.NewExams);
        Assert.Equal(
            [new Pass(Address("zoe"), 0, "assessment:voice-framework"), new Pass(Address("amy"), 0, "exam:70-334")],
            shortfall.Passes);
    }

    [Fact]
    public void Of_people_who_are_equally_near_the_first_in_the_file_passes()
    {
        var shortfall = Communications(new Organisation()
            .Person("zoe", "70-333", "assessment:voice-framework").Person("amy", "70-333").Person("ben", "70-333"));

        Assert.Equal([new Pass(Address("zoe"), 0, "exam:70-334"), new Pass(Address("amy"), 0, "exam:70-334")], shortfall.Passes);
    }

    [Fact]
    public void Newcomers_are_numbered_and_each_passes_all_that_one_person_needs()
    {
        var shortfall = Communications(new Organisation());

        Assert.Equal(3, shortfall.NewExams);
        Assert.Equal(
            [new Pass(null, 1, "cert:mcse-productivity"), new Pass(null, 2, "cert:mcse-productivity"), new Pass(null, 2, "assessment:voice-framework")],
            shortfall.Passes);
    }

    [Fact]
    public void A_missed_figure_is_told_with_what_it_lacks()
    {
        var organisation = new Organisation().Person("amy", "70-346", "70-347").Figure("Cloud Productivity", null, "active_entitlements", 1_500);
        var shortfall = Shortfall.Of(Catalogue, organisation.On(Catalogue), Day, "cloud-productivity", level: Level.Silver).Single();

        Assert.Equal(0, shortfall.NewExams);
        Assert.Empty(shortfall.Passes);
        var gap = Assert.Single(shortfall.Figures);
        Assert.Equal(("active_entitlements", 1_500m, 2_000m, 500m, 0.25m), (gap.Metric, gap.Value, gap.Need, gap.Gap, gap.Share));
    }

    [Fact]
    public void All_of_an_unknown_figure_is_missing()
    {
        var gap = Shortfall.Of(Catalogue, new Organisation().On(Catalogue), Day, "enterprise-resource-planning").Single().Figures.Single();

        Assert.Equal((null, 175_000m, 1m), (gap.Value, gap.Gap, gap.Share));
    }

    [Fact]
    public void A_level_that_is_met_lacks_nothing_and_one_that_does_not_exist_is_refused()
    {
        var evidence = new Organisation().Person("amy", "70-480").Person("ben", "70-480").On(Catalogue);

        Assert.Empty(Shortfall.Of(Catalogue, evidence, Day, "application-development", "application-builder", Level.Silver));
        Assert.Single(Shortfall.Of(Catalogue, evidence, Day, "application-development", "application-builder"));
        var fault = Assert.Throws<ArgumentException>(() => Shortfall.Of(Catalogue, evidence, Day, "enterprise-resource-planning", level: Level.Silver));
        Assert.StartsWith("Edition docs-2017-12 has no requirements of enterprise-resource-planning", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_passes_are_named_where_none_can_be_enough()
    {
        var edition = Asking(new Alternative("a", [Group("g1", 1, A)])).Without("item:a", retires: Day.AddDays(-1));
        var shortfall = Assert.Single(Shortfall.Of(edition, new Organisation().On(edition), Day));

        Assert.Null(shortfall.NewExams);
        Assert.Empty(shortfall.Passes);
    }

    [Fact]
    public void A_score_tells_the_points_missing_by_indicator_and_which_stand_at_zero()
    {
        var edition = Of(new ScoreRequirement("score", 70, true,
        [
            ScoreTests.Figures(50, FigureCombination.Sum, ScoreTests.Part("customers", 10)),
            ScoreTests.Figures(20, FigureCombination.Sum, ScoreTests.Part("deployments", 5)) with { Id = "deployments" },
            ScoreTests.People("people", 30, A, fullAt: 3),
        ]));
        var shortfall = Assert.Single(Shortfall.Of(edition, new Organisation().Person("amy", "item:a").On(edition).Measured("customers", 7), Day));
        var gap = shortfall.Score!;

        Assert.Equal((45m, 25m), (gap.Value, gap.Missing));
        Assert.Equal(
            [("figures", 15m, false), ("deployments", 20m, true), ("people", 20m, false)],
            gap.Indicators.Select(each => (each.Indicator.Id, each.Missing, each.Blocks)));
        // With three people there are 65 points: figures have to bring five, and deployments have to be above zero.
        Assert.Equal(5, gap.FromFigures);
        Assert.Equal(1, gap.OpenFigures);
        Assert.Null(shortfall.NewExams);
    }

    [Fact]
    public void A_score_that_people_alone_can_reach_has_no_figure_open()
    {
        var edition = Of(new ScoreRequirement("score", 70, true,
        [
            ScoreTests.Figures(50, FigureCombination.Sum, ScoreTests.Part("customers", 10)), ScoreTests.People("people", 50, A, fullAt: 2),
        ]));
        var shortfall = Assert.Single(Shortfall.Of(edition, new Organisation().Person("amy", "item:a").On(edition).Measured("customers", 5), Day));

        Assert.Equal([new Pass(null, 1, "item:a")], shortfall.Passes);
        Assert.Equal((0, 0m, 0m), (shortfall.OpenFigures, shortfall.LargestGap, shortfall.Score!.FromFigures));
    }

    [Fact]
    public void Of_two_ways_to_the_points_the_one_without_newcomers_is_taken()
    {
        // Five points for amy's A; the other five for her C, or for a newcomer's A.
        var edition = Of(new ScoreRequirement(
            "score", 10, false, [ScoreTests.People("both", 5, All(B, C)), ScoreTests.People("single", 10, A, fullAt: 2)]));
        var shortfall = Assert.Single(Shortfall.Of(edition, new Organisation().Person("amy", "item:a", "item:b").On(edition), Day));

        Assert.Equal([new Pass(Address("amy"), 0, "item:c")], shortfall.Passes);
    }

    private static Shortfall Communications(Organisation organisation) =>
        Shortfall.Of(Catalogue, organisation.On(Catalogue), Day, "communications", "systems-integrator", Level.Silver).Single();
}
