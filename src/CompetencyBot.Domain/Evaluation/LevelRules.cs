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

    /// <summary>What people are asked for: one of these is enough.</summary>
    public IEnumerable<PeopleGoal> Goals(FigureLookup figures, DateOnly day) => Plan.Score is { } score
        ? [score.Goal(ScoreOn(score, figures, day))]
        : Plan.Together.Select(PeopleGoal.AllComplete);

    public ScoreDay ScoreOn(ScorePlan score, FigureLookup figures, DateOnly day) =>
        new(score.Requirement, evidence.Market, figures, growth => evidence.GrowthOf(growth).On(day));

    /// <summary>
    /// The fewest passes with which people fill the groups well enough, and whose they are: see <see cref="Learners"/>. Null when no passes can
    /// be enough; empty when none is needed.
    /// </summary>
    public ImmutableArray<Pass>? FewestPasses(FigureLookup figures, DateOnly day)
    {
        var roster = Roster(day);
        var passable = Passable(day);
        return Goals(figures, day)
            .Select(goal => Learners.Of(goal, roster, passable))
            .Where(learners => learners is not null)
            .OrderBy(learners => learners!.Value.Sum(learner => BitOperations.PopCount(learner.Items)))
            .Select(learners => (ImmutableArray<Pass>?)PassesOf(learners!.Value))
            .FirstOrDefault(Plan is { Score: null, Skills.IsEmpty: true } ? [] : null);
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
