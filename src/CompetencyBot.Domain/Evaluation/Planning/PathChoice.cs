using System.Collections.Immutable;

namespace CompetencyBot.Domain.Evaluation.Planning;

/// <summary>
/// Chooses a way to every wanted level so that the passes are fewest, and finds those passes.
/// <para>
/// Why it is exact: levels that share no item that can still be passed cannot serve each other and are planned apart. For the others the
/// ways are chosen level by level, and the choices taken up best first: by a number of passes that they need at least
/// (<see cref="SplitBound"/>, sharpened whenever a way is chosen), then open figures, gap and order. A choice that is taken up complete is planned
/// exactly (<see cref="PassSearch"/>) and put back with what it really needs. A plan that is taken up is the best there is,
/// because whatever is left needs at least as much.
/// </para>
/// </summary>
internal sealed class PathChoice
{
    private readonly IReadOnlyList<ImmutableArray<PlanOption>> _levels;
    private readonly WorkLimit _limit;
    private readonly RosterCache _rosters;
    private readonly Dictionary<string, CasePlan> _planned;
    private readonly PriorityQueue<Choice, Choice> _open = new();

    private PathChoice(
        IReadOnlyList<ImmutableArray<PlanOption>> levels, RosterCache rosters, WorkLimit limit, Dictionary<string, CasePlan> planned) =>
        (_levels, _rosters, _limit, _planned) = (levels, rosters, limit, planned);

    /// <summary>The best plan for all levels together: one for each set of levels that share nothing with the others.</summary>
    /// <param name="levels">By wanted level the ways to it, at least one.</param>
    public static IReadOnlyList<CasePlan> Fewest(IReadOnlyList<ImmutableArray<PlanOption>> levels, RosterCache rosters, WorkLimit limit)
    {
        var planned = new Dictionary<string, CasePlan>(StringComparer.Ordinal);
        return [.. Apart(levels, ways => ways.AsEnumerable()).Select(together => new PathChoice(together, rosters, limit, planned).Fewest())];
    }

    private CasePlan Fewest()
    {
        if (_levels.All(ways => ways.Length == 1))
            return Planned([.. _levels.Select(ways => ways[0])]);
        Take(SplitBound.Of(new PlanCase([.. _levels.Select(ways => (IReadOnlyList<PlanOption>)ways)], _rosters), _limit), [], 0);
        while (_open.TryDequeue(out var choice, out _))
        {
            if (choice.Plan is { } plan)
                return plan with { AtLeast = Math.Min(choice.Passes, plan.Passes) };
            if (_limit.IsReached)
                return BestKnown() with { AtLeast = choice.Passes };
            Continue(choice);
        }

        throw new InvalidOperationException("Every wanted level has a way, so there is a choice.");
    }

    private void Continue(Choice choice)
    {
        if (choice.Ways.Length == _levels.Count)
            TakePlan(Planned([.. choice.Ways.Select(Way)]), choice.Passes);
        else if (choice.IsBounded)
            foreach (var way in Enumerable.Range(0, _levels[choice.Ways.Length].Length))
                Take(choice.Bound, choice.Ways.Add(way), choice.Passes);
        else
            Take(choice.Bound.With(choice.Ways, _limit), choice.Ways, choice.Passes);
    }

    /// <summary>Puts a choice where it belongs by what it needs at least.</summary>
    /// <param name="bound">For these ways, or for all but the last of them.</param>
    private void Take(SplitBound bound, ImmutableArray<int> ways, int atLeast)
    {
        var isBounded = bound.Chosen == ways.Length;
        if (isBounded)
            TakePlan(bound.Best, bound.Best.Passes);
        var last = ways.Length - 1;
        var parts = isBounded ? bound.Total : bound.Total - bound.Tables[last].Min(table => (long)table.Total) + bound.Tables[last][ways[last]].Total;
        var figures = ways.Select(Way)
            .Concat(_levels.Skip(ways.Length).Select(level => level.MinBy(way => (way.Gaps.Length, way.RelativeGap))!)).ToArray();
        var choice = new Choice(
            ways, Math.Max(atLeast, SplitBound.Passes(parts)), figures.Sum(way => way.Gaps.Length), figures.Sum(way => way.RelativeGap), bound, isBounded, null);
        _open.Enqueue(choice, choice);
    }

    private void TakePlan(CasePlan plan, int atLeast)
    {
        var choice = new Choice(
            [.. plan.Ways.Select((way, level) => _levels[level].IndexOf(way))],
            Math.Max(atLeast, plan.AtLeast),
            plan.Ways.Sum(way => way.Gaps.Length),
            plan.Ways.Sum(way => way.RelativeGap),
            null!,
            true,
            plan);
        _open.Enqueue(choice, choice);
    }

    private CasePlan BestKnown() => _open.UnorderedItems.Select(entry => entry.Element)
        .Where(choice => choice.Plan is not null)
        .OrderBy(choice => choice.Plan!.Passes)
        .ThenBy(choice => choice)
        .First().Plan!;

    private PlanOption Way(int way, int level) => _levels[level][way];

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

    /// <param name="Ways">Of the first levels, by position; the rest is still to be chosen.</param>
    /// <param name="Passes">At least.</param>
    /// <param name="IsBounded">Whether the bound knows the last of the ways.</param>
    /// <param name="Plan">A plan for these ways; null while the choice is not planned.</param>
    private sealed record Choice(
        ImmutableArray<int> Ways, int Passes, int OpenFigures, decimal Gap, SplitBound Bound, bool IsBounded, CasePlan? Plan) : IComparable<Choice>
    {
        public int CompareTo(Choice? other)
        {
            if (other is null)
                return 1;
            var order = (Passes, OpenFigures, Gap).CompareTo((other.Passes, other.OpenFigures, other.Gap));
            for (var level = 0; order == 0 && level < Math.Min(Ways.Length, other.Ways.Length); level++)
                order = Ways[level].CompareTo(other.Ways[level]);
            order = order != 0 ? order : Ways.Length.CompareTo(other.Ways.Length);
            return order != 0 ? order : (Plan is null).CompareTo(other.Plan is null);
        }
    }
}
