using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation.Planning;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Tests.Domain.Evaluation.Planning;

public sealed class PlanTests
{
    private static readonly Edition Catalogue = EditionSet.Shipped.Load("docs-2017-12");
    private static readonly DateOnly Day = new(2018, 3, 1);
    private static readonly WantedLevel Messaging = new("messaging", Level.Gold);
    private static readonly WantedLevel Collaboration = new("collaboration-and-content", Level.Gold);
    private static readonly WantedLevel Communications = new("communications", Level.Gold);

    [Fact]
    public void One_pass_serves_all_levels_that_accept_it()
    {
        var plan = For(new Organisation(), Messaging, Collaboration, Communications);

        Assert.Equal(6, plan.NewExams);
        var productivity = plan.Passes.Where(pass => pass.Pass.ItemId == "cert:mcse-productivity").ToArray();
        Assert.Equal([1, 2, 3, 4], productivity.Select(pass => pass.Pass.Newcomer));
        Assert.All(productivity, pass => Assert.Equal([Messaging, Collaboration, Communications], pass.Serves));
        var framework = plan.Passes.Where(pass => pass.Pass.ItemId == "assessment:voice-framework").ToArray();
        Assert.Equal(2, framework.Length);
        Assert.All(framework, pass => Assert.Equal([Communications], pass.Serves));
    }

    [Fact]
    public void Somebody_who_has_the_half_of_it_goes_on_instead_of_a_newcomer()
    {
        var plan = For(
            new Organisation()
                .Person("ada", "cert:mcse-productivity").Person("ben", "cert:mcse-productivity").Person("carl", "cert:mcse-productivity")
                .Person("dora", "exam:70-347", "exam:70-345").Person("emil", "exam:70-347", "exam:70-339"),
            Messaging,
            Collaboration);

        // Each alternative is filled by people who all took the same one, so only a fourth MCSE completes both.
        var pass = Assert.Single(plan.Passes);
        Assert.Equal("cert:mcse-productivity", pass.Pass.ItemId);
        Assert.Equal("dora@contoso.example", pass.Pass.PersonId);
        Assert.Equal([Messaging, Collaboration], pass.Serves);
    }

    [Fact]
    public void Levels_that_are_met_need_nothing()
    {
        var plan = For(
            new Organisation().Person("ada", "cert:mcse-productivity").Person("ben", "cert:mcse-productivity")
                .Person("carl", "cert:mcse-productivity").Person("dora", "cert:mcse-productivity"),
            Messaging,
            Collaboration);

        Assert.Equal((0, true), (plan.NewExams, plan.IsProven));
        Assert.Equal(["hybrid-services-partner", "sharepoint-services-partner"], plan.Paths.Select(path => path.Path.Id));
    }

    [Fact]
    public void Of_paths_with_as_many_passes_the_one_with_fewer_open_figures_is_taken()
    {
        var devices = new WantedLevel("windows-and-devices", Level.Gold);

        var plan = For(new Organisation(), devices);

        Assert.Equal(4, plan.NewExams);
        Assert.Equal("service-partner", Assert.Single(plan.Paths).Path.Id);
        Assert.Empty(plan.Gaps);
    }

    [Fact]
    public void Gold_does_not_ask_for_silver()
    {
        var development = Catalogue.Competencies.Single(each => each.Id == "application-development");
        var mcsd = new Organisation().Person("ada", "cert:mcsd-app-builder").Person("ben", "cert:mcsd-app-builder")
            .Person("carl", "cert:mcsd-app-builder").Person("dora", "cert:mcsd-app-builder");

        Assert.Equal(0, For(mcsd, new WantedLevel(development.Id, Level.Gold)).NewExams);
        Assert.Equal(2, For(mcsd, new WantedLevel(development.Id, Level.Gold), new WantedLevel(development.Id, Level.Silver)).NewExams);
    }

    [Fact]
    public void The_same_level_twice_counts_once()
    {
        var plan = For(new Organisation(), Messaging, Messaging);

        Assert.Equal((4, 1), (plan.NewExams, plan.Wanted.Length));
    }

    [Fact]
    public void All_golds_together_are_planned_and_proven_from_nothing()
    {
        WantedLevel[] golds = [.. Plan.LevelsOf(Catalogue).Where(level => level.Level == Level.Gold)];

        var plan = For(new Organisation(), golds);

        Assert.True(plan.IsProven);
        var alone = golds.Select(gold => For(new Organisation(), gold).NewExams!.Value).ToArray();
        Assert.InRange(plan.NewExams!.Value, alone.Max(), alone.Sum() - 1);
        Assert.Equal(golds, plan.Paths.Select(path => path.Wanted));
    }

    [Fact]
    public void A_level_that_nobody_can_reach_any_more_names_what_cannot_be_passed()
    {
        var wanted = new WantedLevel("cloud-business-applications", Level.Gold);

        var plan = Plan.For(Catalogue, new Organisation().On(Catalogue), new DateOnly(2021, 2, 1), [Messaging, wanted]);

        Assert.Null(plan.NewExams);
        Assert.Empty(plan.Passes);
        var fault = Assert.Single(plan.OutOfReach);
        Assert.Equal(wanted, fault.Wanted);
        Assert.Equal(["exam:mb2-716", "exam:mb6-894", "exam:mb6-897"], fault.NoLongerPassable.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_level_without_a_path_is_refused()
    {
        var refusal = Assert.Throws<ArgumentException>(() => For(new Organisation(), new WantedLevel("enterprise-resource-planning", Level.Silver)));

        Assert.Contains("no path to enterprise-resource-planning Silver", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Points_that_figures_do_not_give_are_given_by_people()
    {
        var plan = Plan.For(Scored(need: 5), WithPoints(1), Day, [new WantedLevel("c1", Level.Silver)]);

        Assert.Equal(4, plan.NewExams);
        Assert.Empty(plan.Gaps);
    }

    [Fact]
    public void Where_figures_alone_keep_a_score_from_its_points_people_give_all_they_can_and_the_rest_is_a_gap()
    {
        var plan = Plan.For(Scored(need: 6), WithPoints(1), Day, [new WantedLevel("c1", Level.Silver)]);

        Assert.Equal(4, plan.NewExams);
        Assert.Equal(new PerformanceGap("c1", "p1", "score", "points", 5, 6), Assert.Single(plan.Gaps));
    }

    [Fact]
    public void A_figure_at_zero_that_must_not_be_is_a_gap_beside_the_points()
    {
        var plan = Plan.For(Scored(need: 4), WithPoints(0), Day, [new WantedLevel("c1", Level.Silver)]);

        Assert.Equal(4, plan.NewExams);
        Assert.Equal(new PerformanceGap("c1", "p1", "points", "count", 0, 1), Assert.Single(plan.Gaps));
    }

    [Fact]
    public void A_score_beyond_all_points_is_out_of_reach()
    {
        var plan = Plan.For(Scored(need: 7), WithPoints(2), Day, [new WantedLevel("c1", Level.Silver)]);

        Assert.Null(plan.NewExams);
    }

    private static Plan For(Organisation organisation, params WantedLevel[] wanted) => Plan.For(Catalogue, organisation.On(Catalogue), Day, wanted);

    /// <summary>Four points for four people, two for a figure that must be above zero.</summary>
    private static Edition Scored(decimal need) => SmallEdition.Of(new ScoreRequirement(
        "score",
        need,
        true,
        [
            new Indicator("people", SmallEdition.Named("People"), 4, new PeopleScoring(SmallEdition.A, 1, new ByMarket(4, 4))),
            new Indicator("figure", SmallEdition.Named("Figure"), 2, new FigureScoring(
                FigureCombination.Sum, [new FigurePart("points", SmallEdition.Named("Points"), "count", 1, new ByMarket(2, 2))])),
        ]));

    private static MatchedEvidence WithPoints(decimal points)
    {
        var edition = Scored(need: 1);
        return new Organisation().On(edition) with { Figures = ImmutableArray.Create(new Figure("c1", "p1", "points", Day.AddMonths(-1), points)) };
    }
}
