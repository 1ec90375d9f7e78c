using System.Globalization;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <summary>Every alternative of every path and level of the catalogue, met exactly and missed by the smallest step.</summary>
public sealed class ThresholdTests
{
    private static readonly Edition Catalogue = EditionSet.Shipped.Load("docs-2017-12");
    private static readonly DateOnly Day = new(2018, 3, 1);

    public static IEnumerable<TheoryDataRow<string, string, Level, Market, int>> Cases() =>
        from competency in Catalogue.Competencies
        from path in competency.Paths
        from level in path.Levels
        from market in Enum.GetValues<Market>()
        from alternative in Enumerable.Range(0, Math.Max(1, level.Requirements.OfType<SkillRequirement>().Sum(skill => skill.Alternatives.Length)))
        select new TheoryDataRow<string, string, Level, Market, int>(competency.Id, path.Id, level.Level, market, alternative);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_level_is_met_exactly_at_its_thresholds_and_not_one_step_below(
        string competencyId, string pathId, Level level, Market market, int alternative)
    {
        var competency = Catalogue.Competencies.Single(each => each.Id == competencyId);
        var path = competency.Paths.Single(each => each.Id == pathId);
        var requirements = path.Levels.Single(each => each.Level == level).Requirements;
        var passes = requirements.OfType<SkillRequirement>().SelectMany(skill => Passes(skill.Alternatives[alternative])).ToArray();
        var figures = requirements.OfType<PerformanceRequirement>().Select(goal => (goal.Metric, Value: goal.Need.Of(market))).ToArray();

        LevelAttainment With((string Person, string Item)[] held, (string Metric, decimal Value)[] values) =>
            Attainment.Of(Catalogue, Evidence(competency, path, market, held, values), Day)
                .LevelsOf(competencyId).Single(each => each.Path == path && each.Level == level);

        var exact = With(passes, figures);
        Assert.True(exact.Met);
        Assert.Equal(0, exact.NewExams);
        foreach (var missing in passes)
        {
            var below = With([.. passes.Where(pass => pass != missing)], figures);
            Assert.False(below.Met);
            Assert.NotEqual(0, below.NewExams);
        }

        foreach (var goal in figures)
            Assert.False(With(passes, [.. figures.Select(figure => figure == goal ? (goal.Metric, goal.Value - 0.01m) : figure)]).Met);
    }

    [Fact]
    public void The_catalogue_has_eighteen_competencies_with_twenty_five_paths_and_forty_nine_levels()
    {
        Assert.Equal(18, Catalogue.Competencies.Length);
        Assert.Equal(25, Catalogue.Competencies.Sum(competency => competency.Paths.Length));
        Assert.Equal(49, Catalogue.Competencies.Sum(competency => competency.Paths.Sum(path => path.Levels.Length)));
    }

    private static MatchedEvidence Evidence(
        Competency competency, CompetencyPath path, Market market, (string Person, string Item)[] passes, (string Metric, decimal Value)[] figures)
    {
        var organisation = new Organisation().In(market);
        foreach (var own in passes.GroupBy(pass => pass.Person, pass => pass.Item))
            organisation.Person(own.Key, [.. own]);
        foreach (var (metric, value) in figures)
            organisation.Figure(competency.Names["en"], path.Names["en"] + " option", metric, value);
        return organisation.On(Catalogue);
    }

    /// <summary>The fewest people and items: a subset stands among the people of the other group, everybody else is somebody new.</summary>
    private static IEnumerable<(string Person, string Item)> Passes(Alternative alternative) =>
        from @group in alternative.Groups
        let crew = @group.Relation is { Kind: GroupRelationKind.SubsetOf or GroupRelationKind.SamePeopleAs } relation ? relation.GroupId : @group.Id
        from person in Enumerable.Range(1, @group.People)
        from item in Cheapest(@group.Each)
        select (string.Create(CultureInfo.InvariantCulture, $"{crew}-{person}"), item);

    private static IEnumerable<string> Cheapest(ItemExpression expression) => expression switch
    {
        ItemExpression.Holds holds => [holds.ItemId],
        ItemExpression.AnyOf any => any.Of.Select(Cheapest).MinBy(items => items.Count())!,
        ItemExpression.AllOf all => all.Of.SelectMany(Cheapest),
        _ => throw new InvalidOperationException(),
    };
}
