using System.Collections.Immutable;
using System.Numerics;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>A figure by its metric, as far as it is known or to be expected; the window says which months it is a sum over.</summary>
internal delegate Figure? FigureLookup(string metric, int? window);

/// <summary>One level of one path, asked of one organisation.</summary>
internal sealed class LevelRules(EvidenceIndex evidence, Competency competency, CompetencyPath path, PathLevel level)
{
    public Competency Competency => competency;

    public CompetencyPath Path => path;

    public PathLevel Level => level;

    public LevelPlan Plan { get; } = LevelPlan.Compile(level);

    public EvidenceIndex Evidence => evidence;

    /// <summary>Every level of every path, in the order of the catalogue.</summary>
    public static IEnumerable<LevelRules> Of(EvidenceIndex evidence) =>
        from competency in evidence.Edition.Competencies
        from path in competency.Paths
        from level in path.Levels
        select new LevelRules(evidence, competency, path, level);

    /// <summary>Who holds exactly which of the level's items, no more people than can matter.</summary>
    public Dictionary<ulong, List<int>> Roster(DateOnly day) => evidence.Roster(Plan.Items, Plan.MostPeople, day);

    /// <summary>The figures as known on the day.</summary>
    public FigureLookup Known(DateOnly day) => (metric, _) => evidence.FigureOn(competency.Id, path.Id, metric, day)?.Row;

    /// <summary>The figures as known up to today, and for days after it as to be expected.</summary>
    /// <param name="dayOf">The day to look at, by metric.</param>
    public FigureLookup Expected(DateOnly today, Func<string, DateOnly> dayOf) => (metric, window) =>
        evidence.FigureOn(competency.Id, path.Id, metric, dayOf(metric)) is var (series, row)
            ? row with { Value = FigureSeries.Ahead(series, row, window, today, dayOf(metric)) }
            : null;

    public bool IsMet(IReadOnlyCollection<(ulong Held, int People)> roster, FigureLookup figures, DateOnly day)
    {
        if (Plan.Score is { } score)
            return score.IsMet(ScoreOn(score, figures, day), [.. score.Plan.Groups.Index().Select(group => score.CountIn(group.Index, roster))]);
        return Plan.Performance.All(goal => figures(goal.Metric, goal.Window)?.Value >= goal.Need.Of(evidence.Market)) && Plan.SkillsMet(roster);
    }

    /// <summary>Whether the level is met with the figures as known on the day.</summary>
    public bool IsMetOn(DateOnly day) => IsMet([.. Roster(day).Select(alike => (alike.Key, alike.Value.Count))], Known(day), day);

    /// <summary>The performance goals that are missed with these figures, in the order of the catalogue.</summary>
    public IEnumerable<FigureGap> Gaps(FigureLookup figures) =>
        from goal in Plan.Performance
        let need = goal.Need.Of(evidence.Market)
        let value = figures(goal.Metric, goal.Window)?.Value
        where !(value >= need)
        select new FigureGap(goal.Metric, goal.Unit, value, need, need - (value ?? 0));

    /// <summary>What people are asked for: one of these is enough.</summary>
    public IEnumerable<PeopleGoal> Goals(FigureLookup figures, DateOnly day) => Plan.Score is { } score
        ? [score.Goal(ScoreOn(score, figures, day))]
        : Plan.Together.Select(PeopleGoal.AllComplete);

    public ScoreDay ScoreOn(ScorePlan score, FigureLookup figures, DateOnly day) =>
        new(score.Requirement, evidence.Market, figures, growth => evidence.GrowthOf(growth).On(day));

    /// <summary>
    /// The fewest passes with which people fill the groups well enough, and whose they are: see <see cref="Learners"/>. Null when no passes can
    /// be enough; empty when none is needed. Of several alternatives with as few passes the one that lacks the fewest people, then the
    /// first in the catalogue.
    /// </summary>
    public ImmutableArray<Pass>? FewestPasses(FigureLookup figures, DateOnly day) => Passes(figures, day, Thrift.FewestPasses);

    /// <summary>The same with the fewest people who have to pass anything, and as few passes as such people can do with.</summary>
    /// <param name="atMost">Null also when more people than this would be needed; up to 1,000.</param>
    public ImmutableArray<Pass>? FewestPeople(FigureLookup figures, DateOnly day, int atMost) =>
        Passes(figures, day, Thrift.FewestPeople(atMost));

    private ImmutableArray<Pass>? Passes(FigureLookup figures, DateOnly day, Thrift thrift)
    {
        if (Plan is { Score: null, Skills.IsEmpty: true })
            return [];
        var roster = Roster(day);
        var passable = Passable(day);
        var best =
            from goal in Goals(figures, day)
            let learners = Learners.Of(goal, roster, passable, thrift)
            where learners is not null
            orderby learners.Value.Sum(learner => thrift.PriceOf(BitOperations.PopCount(learner.Items))),
                Plan.Score is null ? BestPlacing.Of(goal.Plan, roster).Missing : 0
            select (ImmutableArray<Pass>?)PassesOf(learners.Value);
        return best.FirstOrDefault();
    }

    private ImmutableArray<Pass> PassesOf(ImmutableArray<Learner> learners)
    {
        var newcomers = learners.Count(learner => learner.Person is not null) - 1;
        return
        [
            .. from learner in learners.Index()
               let id = learner.Item.Person is { } person ? evidence.People[person].Id : null
               from item in Plan.Items.Index()
               where (learner.Item.Items >> item.Index & 1) == 1
               select new Pass(id, id is null ? learner.Index - newcomers : 0, item.Item),
        ];
    }

    /// <summary>Items that can be passed on the day: neither retired nor, for a pass of this day, no longer accepted.</summary>
    public ulong Passable(DateOnly day) => Plan.Items.Index().Aggregate(
        0UL, (items, entry) => evidence.Edition.Items[entry.Item].CanBePassed(day) ? items | 1UL << entry.Index : items);
}
