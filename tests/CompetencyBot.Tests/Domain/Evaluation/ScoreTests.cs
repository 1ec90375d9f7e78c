using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using static CompetencyBot.Tests.Domain.SmallEdition;

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <summary>How scores are added up, with the numbers of the real programmes; worked out by hand.</summary>
public sealed class ScoreTests
{
    private static readonly DateOnly Day = new(2018, 3, 1);

    [Fact]
    public void A_figure_gives_points_in_proportion_up_to_its_maximum()
    {
        var customers = Figures(30, FigureCombination.Sum, Part("customers", 3, perUnit: 10));

        Assert.Equal([0, 10, 25, 30, 30], new[] { 0m, 1, 2.5m, 3, 7 }.Select(value => PointsFor(customers, value)));
        Assert.Equal(0, PointsFor(customers, -4));
        Assert.Equal(0, Points(customers, new Organisation()));
    }

    [Fact]
    public void Six_deployments_give_all_twenty_points_although_the_printed_3_point_3_would_not()
    {
        var deployments = Figures(20, FigureCombination.Sum, Part("deployments", 6, perUnit: 3.3m));

        Assert.Equal(16.5m, PointsFor(deployments, 5, "deployments"));
        Assert.Equal(20, PointsFor(deployments, 6, "deployments"));
    }

    [Fact]
    public void Seven_people_give_all_fifteen_points_of_2_point_14_each()
    {
        var advanced = new Indicator("advanced", Named("Advanced"), 15, new PeopleScoring(A, 2.14m, new ByMarket(7, 7)));

        Assert.Equal(12.84m, Points(advanced, Holding("item:a", 6)));
        Assert.Equal(15, Points(advanced, Holding("item:a", 7)));
        Assert.Equal(15, Points(advanced, Holding("item:a", 30)));
    }

    [Fact]
    public void Without_a_printed_rate_people_give_points_in_proportion_by_the_market()
    {
        var consultants = new Indicator("consultants", Named("Consultants"), 15, new PeopleScoring(A, null, new ByMarket(15, 5)));

        Assert.Equal(4, Points(consultants, Holding("item:a", 4)));
        Assert.Equal(12, Points(consultants, Holding("item:a", 4).In(Market.Developing)));
    }

    [Fact]
    public void A_person_counts_once_however_many_of_the_certifications_they_hold()
    {
        var pool = new Indicator("pool", Named("Pool"), 20, new PeopleScoring(Any(A, B), 4, new ByMarket(5, 5)));

        Assert.Equal(4, Points(pool, new Organisation().Person("amy", "item:a", "item:b")));
    }

    [Fact]
    public void Data_and_ai_gives_no_points_before_two_administrators_and_two_architects()
    {
        var intermediate = Steps(40, new("administrators", A, 2, 0, 0), new("architects", B, 2, 0, 0), new("specialists", C, 0, 0, 4));

        Organisation Team() => new Organisation().Person("amy", "item:a", "item:b", "item:c").Person("ben", "item:a", "item:c");
        Assert.Equal(0, Points(intermediate, Team().Person("cas", "item:c")));
        // Amy and ben may stand in every step, once in each.
        Assert.Equal(12, Points(intermediate, Team().Person("cas", "item:b", "item:c")));
    }

    [Fact]
    public void Security_for_small_business_gives_four_points_for_each_gate_and_eight_for_everybody_after_them()
    {
        var intermediate = Steps(40, new("engineer", A, 1, 4, 0), new("analyst", B, 1, 4, 0), new("specialists", C, 0, 0, 8));

        Assert.Equal(4, Points(intermediate, new Organisation().Person("amy", "item:a", "item:c")));
        Assert.Equal(0, Points(intermediate, new Organisation().Person("amy", "item:b", "item:c")));
        // A second engineer gives nothing: the four points are for the gate, not for each person.
        Assert.Equal(16, Points(intermediate, new Organisation().Person("amy", "item:a", "item:b", "item:c").Person("ben", "item:a")));
        Assert.Equal(40, Points(intermediate, Holding("item:c", 9).Person("amy", "item:a", "item:b")));
    }

    [Fact]
    public void Of_several_kinds_of_association_the_best_counts_and_is_capped()
    {
        var growth = Figures(20, FigureCombination.Best, Part("partner_of_record", 100), Part("reseller", 10));

        Assert.Equal(14, PointsFor(growth, [("partner_of_record", 50), ("reseller", 7)]));
        Assert.Equal(20, PointsFor(growth, [("partner_of_record", 99), ("reseller", 12)]));
    }

    [Fact]
    public void Azure_and_Microsoft_365_growth_are_added_and_then_capped()
    {
        var growth = Figures(20, FigureCombination.Sum, Part("azure_growth", 25_000), Part("user_growth", 2_500));

        Assert.Equal(11, PointsFor(growth, [("azure_growth", 10_000), ("user_growth", 375)]));
        Assert.Equal(20, PointsFor(growth, [("azure_growth", 20_000), ("user_growth", 2_000)]));
        Assert.Equal(8, PointsFor(growth, [("azure_growth", 10_000), ("user_growth", -375)]));
    }

    [Fact]
    public void Growth_from_a_baseline_known_to_be_too_small_gives_nothing()
    {
        var growth = Figures(25, FigureCombination.Sum, Part("mau_growth", 25) with { Baseline = new MinimumBaseline("mau", new ByMarket(250, 150)) });

        Assert.Equal(0, PointsFor(growth, [("mau_growth", 40), ("mau", 249)]));
        Assert.Equal(25, PointsFor(growth, [("mau_growth", 40), ("mau", 250)]));
        Assert.Equal(20, PointsFor(growth, [("mau_growth", 20)]));
    }

    [Fact]
    public void Enough_points_are_not_enough_while_an_indicator_is_at_zero()
    {
        var score = new ScoreRequirement(
            "score", 70, true, [Figures(90, FigureCombination.Sum, Part("customers", 3)), People("people", 10, A)]);
        var edition = Of(score);

        var without = Attainment.Of(edition, new Organisation().On(edition).Measured("customers", 3), Day).Levels[0];
        Assert.Equal(90, without.Requirements.OfType<ScoreAttainment>().Single().Value);
        Assert.False(without.Met);
        Assert.Equal(1, without.NewExams);
        Assert.True(Attainment.Of(edition, new Organisation().Person("amy", "item:a").On(edition).Measured("customers", 3), Day).Levels[0].Met);
        Assert.True(Attainment.Of(
            Of(score with { EveryIndicatorAboveZero = false }), new Organisation().On(edition).Measured("customers", 3), Day).Levels[0].Met);
    }

    [Fact]
    public void Three_thirds_are_whole_and_a_cent_below_the_need_is_not_enough()
    {
        var thirds = new ScoreRequirement(
            "score", 100, false, [.. Enumerable.Range(0, 3).Select(at => Figures(100, FigureCombination.Sum, Part($"m{at}", 300)) with { Id = $"i{at}" })]);
        var edition = Of(thirds);

        LevelAttainment With(decimal last) => Attainment.Of(
            edition, new Organisation().On(edition).Measured("m0", 100).Measured("m1", 100).Measured("m2", last), Day).Levels[0];

        Assert.True(With(100).Met);
        Assert.False(With(99.9999m).Met);
    }

    internal static Indicator Figures(decimal max, FigureCombination combination, params FigurePart[] parts) =>
        new("figures", Named("Figures"), max, new FigureScoring(combination, [.. parts]));

    internal static FigurePart Part(string metric, decimal fullAt, decimal? perUnit = null) =>
        new(metric, Named(metric), "units", perUnit, new ByMarket(fullAt, fullAt));

    internal static Indicator People(string id, decimal max, ItemExpression each, decimal fullAt = 1) =>
        new(id, Named(id), max, new PeopleScoring(each, null, new ByMarket(fullAt, fullAt)));

    private static Indicator Steps(decimal max, params ScoringStep[] steps) => new("steps", Named("Steps"), max, new StepScoring([.. steps]));

    private static Organisation Holding(string item, int people) =>
        Enumerable.Range(1, people).Aggregate(new Organisation(), (organisation, number) => organisation.Person($"person{number}", item));

    private static decimal PointsFor(Indicator indicator, decimal value, string metric = "customers") => PointsFor(indicator, [(metric, value)]);

    private static decimal PointsFor(Indicator indicator, ImmutableArray<(string Metric, decimal Value)> figures)
    {
        var edition = Of(new ScoreRequirement("score", 70, false, [indicator]));
        return Points(edition, figures.Aggregate(
            new Organisation().On(edition), (evidence, figure) => evidence.Measured(figure.Metric, figure.Value)));
    }

    private static decimal Points(Indicator indicator, Organisation organisation)
    {
        var edition = Of(new ScoreRequirement("score", 70, false, [indicator]));
        return Points(edition, organisation.On(edition));
    }

    private static decimal Points(Edition edition, MatchedEvidence evidence) =>
        Attainment.Of(edition, evidence, Day).Levels[0].Requirements.OfType<ScoreAttainment>().Single().Indicators.Single().Points;
}
