using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using FsCheck.Xunit;
using static CompetencyBot.Tests.Domain.SmallEdition;
using Loss = (CompetencyBot.Domain.Evaluation.RiskCauseKind Kind, string? Person, string? Item, string? Path, string? Metric);

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <summary>
/// Look-aheads with figures, scores and every kind of renewal test, per path and per level, against an evaluation of every single day in
/// worlds in which chosen losses do not happen.
/// </summary>
public sealed class ForecastPropertyTests
{
    private static readonly DateOnly Anniversary = Timeline.Today.AddDays(Timeline.Days);

    private static readonly PathLevel Groups = new(Level.Silver,
    [
        new SkillRequirement("s1", [new Alternative("a", [Group("g1", 2, Any(A, B)), Group("g2", 1, C, new GroupRelation(GroupRelationKind.SubsetOf, "g1"))])]),
    ]);

    private static readonly PathLevel Figures = new(Level.Silver,
    [
        new PerformanceRequirement("p1", "m1", "customers", new ByMarket(3, 3), FigureTimeline.Window),
        new PerformanceRequirement("p2", "m2", "seats", new ByMarket(1, 1), null),
        new SkillRequirement("s1", [new Alternative("a", [Group("g1", 1, D)])]),
    ]);

    private static readonly RenewalTest[] Tests =
    [
        new RenewalTest.OnAnniversary(),
        new RenewalTest.AnyDayInWindow(-8, 0),
        new RenewalTest.AnyDayInWindow(-26, 0),
        new RenewalTest.AnyDayInMonths(0),
        new RenewalTest.AnyDayInMonths(1),
    ];

    private static ItemExpression D => new ItemExpression.Holds("item:d");

    [Property(Arbitrary = [typeof(Timeline), typeof(FigureTimeline)], MaxTest = 400, Replay = "20180320,1")]
    internal void Groups_and_thresholds_are_looked_ahead_exactly(Timeline people, FigureTimeline figures, byte test) =>
        AssertForecast(new World([Groups, Figures], Tests[test % Tests.Length], people, figures, unknownIsBest: false));

    [Property(Arbitrary = [typeof(Timeline), typeof(FigureTimeline)], MaxTest = 600, Replay = "20180320,3")]
    internal void Scores_are_looked_ahead_exactly(Timeline people, FigureTimeline figures, byte test, bool everyIndicator) =>
        AssertForecast(new World([Score(7, everyIndicator), Score(11, everyIndicator)], Tests[test % Tests.Length], people, figures, unknownIsBest: true));

    private static PathLevel Score(decimal need, bool everyIndicatorAboveZero) => new(Level.Silver,
    [
        new ScoreRequirement("score", need, everyIndicatorAboveZero,
        [
            Indicator("figures", new FigureScoring(FigureCombination.Sum,
            [
                new FigurePart("m1", Named("m1"), "customers", null, new ByMarket(4, 4), FigureTimeline.Window, new MinimumBaseline("m2", new ByMarket(2, 2))),
            ])),
            Indicator("people", new PeopleScoring(Any(A, B), null, new ByMarket(3, 3))),
            Indicator("steps", new StepScoring([new ScoringStep("1", C, 1, 2, 0), new ScoringStep("2", D, 0, 0, 2)])),
        ]),
    ]);

    private static Indicator Indicator(string id, Scoring scoring) => new(id, Named(id), 6, scoring);

    private static ImmutableSortedDictionary<string, string> Named(string name) => ImmutableSortedDictionary<string, string>.Empty.Add("en", name);

    private static void AssertForecast(World world)
    {
        var (edition, evidence) = world.AsItIs();
        var risk = RenewalRisk.Of(edition, evidence, Timeline.Today, Anniversary);
        foreach (var path in (string[])["p1", "p2"])
        {
            var forecast = risk.Paths.SingleOrDefault(each => each.Path.Id == path);
            Assert.Equal(world.MetOn(Timeline.Today, path), forecast is not null);
            if (forecast is not null)
                AssertForecast(world, [path], forecast.Holds, forecast.BreaksOn, forecast.Causes, forecast.QualifiedOn);
        }

        string[] all = ["p1", "p2"];
        Assert.Equal(world.MetOn(Timeline.Today, all), !risk.Levels.IsEmpty);
        foreach (var level in risk.Levels)
            AssertForecast(world, all, level.Holds, level.BreaksOn, level.Causes, level.QualifiedOn);
        var earlier = risk.Levels.IsEmpty ? world.QualifiedOn(all) : null;
        Assert.Equal(earlier, risk.QualifiedEarlier.SingleOrDefault()?.QualifiedOn);
    }

    private static void AssertForecast(
        World world, string[] paths, bool holds, DateOnly? breaksOn, ImmutableArray<RiskCause> causes, DateOnly? qualifiedOn)
    {
        Assert.Equal(world.QualifiedOn(paths), qualifiedOn);
        Assert.Equal(world.Holds(paths), holds);
        Assert.Equal(holds ? null : world.LastMet(paths).AddDays(1), breaksOn);
        var named = causes.Select(cause => new Loss(cause.Kind, cause.PersonId, cause.ItemId, cause.PathId, cause.Metric)).ToHashSet();
        Assert.Equal(holds, named.Count == 0);
        Assert.Equal(holds, world.HoldsWhen(named.Contains, paths));
        foreach (var cause in named)
            Assert.True(world.HoldsWhen(loss => loss != cause && named.Contains(loss), paths));
    }

    private sealed class World(PathLevel[] levels, RenewalTest test, Timeline people, FigureTimeline figures, bool unknownIsBest)
    {
        private readonly (DateOnly First, DateOnly Last) _test = test.Of(Anniversary);

        private readonly Dictionary<DateOnly, HashSet<string>> _met = [];
        private readonly Edition _asking = Of(levels) with { RenewalTest = test };

        public (Edition Edition, MatchedEvidence Evidence) AsItIs()
        {
            var (edition, evidence) = people.With(_asking, _ => true);
            return (edition, evidence with { Figures = [.. figures.Rows("p1"), .. figures.Rows("p2")] });
        }

        public bool MetOn(DateOnly day, params string[] paths)
        {
            if (!_met.TryGetValue(day, out var met))
                _met.Add(day, met = PathsMetOn(day, _ => true));
            return met.Overlaps(paths);
        }

        public bool Holds(string[] paths) => TestDays.Any(day => MetOn(day, paths));

        public bool HoldsWhen(Predicate<Loss> happens, string[] paths) => TestDays.Any(day => PathsMetOn(day, happens).Overlaps(paths));

        public DateOnly LastMet(string[] paths) => Days(Timeline.Today, _test.Last).Last(day => MetOn(day, paths));

        public DateOnly? QualifiedOn(string[] paths) =>
            Days(_test.First, Timeline.Today).Where(day => MetOn(day, paths)).Min(day => (DateOnly?)day);

        private IEnumerable<DateOnly> TestDays => Days(_test.First, _test.Last).Where(day => day >= Timeline.Today);

        private HashSet<string> PathsMetOn(DateOnly day, Predicate<Loss> happens)
        {
            var (edition, evidence) = people.With(_asking, loss => happens((loss.Kind, loss.Person, loss.Item, null, null)));
            evidence = evidence with { Figures = [.. FiguresOn(day, happens)] };
            return [.. Attainment.Of(edition, evidence, day).Levels.Where(level => level.Met).Select(level => level.Path.Id)];
        }

        private IEnumerable<Figure> FiguresOn(DateOnly day, Predicate<Loss> happens) =>
            from path in (string[])["p1", "p2"]
            from metric in (string[])["m1", "m2"]
            let then = On(metric, day)
            let now = On(metric, Timeline.Today)
            // A baseline that nobody knows is not missed, so to become known is a loss.
            let worse = then < now || (now is null && metric == "m2" && unknownIsBest)
            let value = day > Timeline.Today && worse && !happens((RiskCauseKind.Figure, null, null, path, metric)) ? now : then
            where value is not null
            select new Figure("c1", path, metric, new DateOnly(2016, 1, 1), value.Value);

        // The second metric is a snapshot, from which no month is taken off.
        private decimal? On(string metric, DateOnly day) => metric == "m1" ? figures.On(metric, day) : figures.Known(metric, day);

        private static IEnumerable<DateOnly> Days(DateOnly first, DateOnly last) =>
            Enumerable.Range(0, Math.Max(0, last.DayNumber - first.DayNumber + 1)).Select(first.AddDays);
    }
}
