using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation.Planning;

/// <summary>One way to a wanted level: a path with one alternative of every skill requirement, or a score, and the figures open on it.</summary>
internal sealed class PlanOption
{
    private readonly int _complete;
    private readonly ImmutableArray<ulong>[] _alone;

    /// <param name="level">Position of the level among those wanted.</param>
    /// <param name="order">Position among the ways to the level, in the order of the catalogue.</param>
    public PlanOption(LevelRules rules, int level, int order, PeopleGoal? goal, ImmutableArray<PerformanceGap> gaps, DateOnly date)
    {
        (Rules, Level, Order, Goal, Gaps) = (rules, level, order, goal, gaps);
        Passable = rules.Passable(date);
        Plan = goal?.Plan ?? GroupPlan.Compile([], ImmutableDictionary<string, int>.Empty);
        IsFree = Plan.Groups.All(group => group.Relation is null or { Kind: GroupRelationKind.SameOrDifferentFrom });
        _alone = IsFree ? [.. Enumerable.Range(0, Plan.Groups.Length).Select(WaysInto)] : [];
        Targets = [.. Plan.Placements.Select(placement => Enumerable.Range(0, Plan.States).Where(state => placement.Follows[state]).ToArray())];
        if (!IsFree)
            return;
        var roster = rules.Evidence.Roster(rules.Plan.Items, int.MaxValue, date);
        foreach (var (group, wanted) in Plan.Groups.Index())
        {
            var have = roster.Where(alike => Satisfies(group, alike.Key)).Sum(alike => alike.Value.Count);
            Start = Start * (wanted.People + 1) + Math.Min(have, wanted.People);
            _complete |= have >= wanted.People ? 1 << group : 0;
        }
    }

    public LevelRules Rules { get; }

    public int Level { get; }

    public int Order { get; }

    /// <summary>What people are asked for; null when the path asks for figures only.</summary>
    public PeopleGoal? Goal { get; }

    public GroupPlan Plan { get; }

    public ImmutableArray<PerformanceGap> Gaps { get; }

    public decimal RelativeGap => Gaps.Sum(gap => gap.Relative);

    /// <summary>A bit per item of the level that can still be passed.</summary>
    public ulong Passable { get; }

    /// <summary>By placement the states in which it can have been made last.</summary>
    public ImmutableArray<int[]> Targets { get; }

    /// <summary>
    /// The state from which people who pass something are added. Where no relation ties the groups, everybody who satisfies a group already
    /// stands in it, at no cost and in nobody's way; else nobody is placed yet.
    /// </summary>
    public int Start { get; }

    /// <summary>Items that can make a difference to what a person may still do for the level.</summary>
    public ulong Relevant => Plan.Placements.Where(Matters).SelectMany(placement => placement.Ways).Aggregate(0UL, (all, way) => all | way);

    /// <summary>Ids of the items that somebody may pass for the level.</summary>
    public IEnumerable<string> PassableItems =>
        Rules.Plan.Items.Index().Where(item => (Relevant & Passable) >> item.Index is var rest && (rest & 1) == 1).Select(item => item.Item);

    private bool IsFree { get; }

    public bool IsEnough(int state) => Goal is null || Goal.IsEnough(state);

    /// <summary>How somebody with these items can be placed, and what they have to pass for it.</summary>
    public IEnumerable<(int Placement, ulong Missing)> Moves(ulong held)
    {
        var standing = IsFree ? Enumerable.Range(0, Plan.Groups.Length).Where(group => Satisfies(group, held)).Sum(group => 1 << group) : 0;
        return from placement in Plan.Placements.Index()
               where Matters(placement.Item) && (placement.Item.Groups & standing) == 0
               from way in placement.Item.Ways
               let missing = way & ~held
               where (missing & ~Passable) == 0
               select (placement.Index, missing);
    }

    private bool Matters(Placement placement) => (placement.Groups & _complete) == 0;

    private ImmutableArray<ulong> WaysInto(int group) => Plan.Placements.Single(placement => placement.Groups == 1 << group).Ways;

    private bool Satisfies(int group, ulong held)
    {
        foreach (var way in _alone[group])
            if ((way & ~held) == 0)
                return true;
        return false;
    }
}
