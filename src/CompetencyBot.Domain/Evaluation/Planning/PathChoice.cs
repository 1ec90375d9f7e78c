using System.Collections.Immutable;

namespace CompetencyBot.Domain.Evaluation.Planning;

/// <summary>
/// Chooses a way to every wanted level so that the passes are fewest, and finds those passes.
/// <para>
/// Why it is exact: levels that share no item that can still be passed cannot serve each other and are planned apart. Of the others the choices
/// of ways are taken up best first, by a number of passes that they need at least (<see cref="SplitBound"/>), then open figures, gap and
/// order. A choice that is taken up complete is planned exactly (<see cref="PassSearch"/>) and put back with what it really needs; one that
/// comes up again is the best there is, because everything behind it needs at least as much.
/// </para>
/// </summary>
internal sealed class PathChoice
{
    private readonly IReadOnlyList<ImmutableArray<PlanOption>> _levels;
    private readonly WorkLimit _limit;
    private readonly RosterCache _rosters;
    private readonly Dictionary<string, CasePlan> _planned;
    private readonly PriorityQueue<Choice, Choice> _open = new();
    private long[][] _bounds = [];

    private PathChoice(
        IReadOnlyList<ImmutableArray<PlanOption>> levels, WorkLimit limit, RosterCache rosters, Dictionary<string, CasePlan> planned) =>
        (_levels, _limit, _rosters, _planned) = (levels, limit, rosters, planned);

    /// <summary>The best plan for all levels together, a plan for each set of levels that share nothing with the others.</summary>
    /// <param name="levels">By wanted level the ways to it, at least one.</param>
    public static IReadOnlyList<CasePlan> Fewest(IReadOnlyList<ImmutableArray<PlanOption>> levels, RosterCache rosters, WorkLimit limit)
    {
        var planned = new Dictionary<string, CasePlan>(StringComparer.Ordinal);
        return [.. Apart(levels, ways => ways.AsEnumerable()).Select(together => new PathChoice(together, limit, rosters, planned).Fewest())];
    }

    private CasePlan Fewest()
    {
        if (_levels.All(ways => ways.Length == 1))
            return Planned([.. _levels.Select(ways => ways[0])]);
        var bound = SplitBound.Of(new PlanCase([.. _levels.Select(ways => (IReadOnlyList<PlanOption>)ways)], _rosters), _limit);
        _bounds = [.. bound.Tables.Select(ways => ways.Select(way => (long)way.Total).ToArray())];
        var best = bound.Best;
        Take(new Choice([], 0, null, 0, 0));
        while (_open.TryDequeue(out var choice, out _))
        {
            if (choice.Plan is { } plan)
                return choice.Plan.IsProven ? plan : best with { AtLeast = choice.Passes };
            _limit.Spend(1);
            if (_limit.IsReached)
                return best with { AtLeast = Math.Min(choice.Passes, best.Passes) };
            if (choice.Ways.Length < _levels.Count)
                foreach (var way in _levels[choice.Ways.Length])
                    Take(choice with { Ways = choice.Ways.Add(way) });
            else
                best = Better(best, Solve(choice));
        }

        throw new InvalidOperationException("Every wanted level has a way, so there is a choice.");
    }

    private CasePlan Solve(Choice choice)
    {
        var plan = Planned([.. choice.Ways]);
        var passes = Math.Max(choice.Passes, plan.AtLeast);
        plan = plan with { AtLeast = passes };
        var solved = choice with { Passes = passes, Plan = plan };
        _open.Enqueue(solved, solved);
        return plan;
    }

    /// <summary>Puts a choice, complete or not, where it belongs by what it needs at least.</summary>
    private void Take(Choice choice)
    {
        var rest = Enumerable.Range(choice.Ways.Length, _levels.Count - choice.Ways.Length).ToArray();
        var parts = choice.Ways.Index().Sum(way => Bound(way.Index, way.Item)) + rest.Sum(level => _bounds[level].Min());
        var figures = choice.Ways.Concat(rest.Select(level => _levels[level].MinBy(way => (way.Gaps.Length, way.RelativeGap))!)).ToArray();
        choice = choice with
        {
            Passes = SplitBound.Passes(parts),
            OpenFigures = figures.Sum(way => way.Gaps.Length),
            Gap = figures.Sum(way => way.RelativeGap),
        };
        _open.Enqueue(choice, choice);
    }

    private long Bound(int level, PlanOption way) => _bounds[level][_levels[level].IndexOf(way)];

    /// <summary>Plans levels with one way each, those apart that share nothing.</summary>
    private CasePlan Planned(IReadOnlyList<PlanOption> ways)
    {
        var plans = Apart(ways, way => [way]).Select(together =>
        {
            var key = string.Join(',', together.Select(way => $"{way.Level}/{way.Order}"));
            if (!_planned.TryGetValue(key, out var plan))
                _planned.Add(key, plan = PassSearch.Fewest(new PlanCase([.. together.Select(way => (PlanOption[])[way])], _rosters), _limit));
            return plan;
        }).ToArray();
        return new CasePlan(
            ways, [.. plans.SelectMany(plan => plan.Parts)], plans.Sum(plan => plan.Passes), plans.Sum(plan => plan.AtLeast));
    }

    private static CasePlan Better(CasePlan best, CasePlan other) => Compare(other).CompareTo(Compare(best)) < 0 ? other : best;

    private static (int, int, decimal) Compare(CasePlan plan) =>
        (plan.Passes, plan.Ways.Sum(way => way.Gaps.Length), plan.Ways.Sum(way => way.RelativeGap));

    /// <summary>Levels that share an item that can still be passed, directly or through others, stay together.</summary>
    private static IEnumerable<T[]> Apart<T>(IReadOnlyList<T> levels, Func<T, IEnumerable<PlanOption>> waysOf)
    {
        var sets = new List<(List<int> Levels, HashSet<string> Items)>();
        foreach (var (level, ways) in levels.Index())
        {
            var items = waysOf(ways).SelectMany(way => way.PassableItems).ToHashSet(StringComparer.Ordinal);
            var touched = sets.FindAll(set => set.Items.Overlaps(items));
            sets.RemoveAll(touched.Contains);
            sets.Add(([.. touched.SelectMany(set => set.Levels), level], [.. touched.SelectMany(set => set.Items), .. items]));
        }

        return sets.Select(set => set.Levels.Order().Select(level => levels[level]).ToArray());
    }

    /// <param name="Ways">Of the first levels; the rest is still to be chosen.</param>
    /// <param name="Plan">Once the choice is complete and planned.</param>
    /// <param name="Passes">At least.</param>
    private sealed record Choice(ImmutableArray<PlanOption> Ways, int Passes, CasePlan? Plan, int OpenFigures, decimal Gap)
        : IComparable<Choice>
    {
        public int CompareTo(Choice? other)
        {
            if (other is null)
                return 1;
            var order = (Passes, OpenFigures, Gap).CompareTo((other.Passes, other.OpenFigures, other.Gap));
            for (var level = 0; order == 0 && level < Math.Min(Ways.Length, other.Ways.Length); level++)
                order = Ways[level].Order.CompareTo(other.Ways[level].Order);
            return order != 0 ? order : Ways.Length.CompareTo(other.Ways.Length);
        }
    }
}
