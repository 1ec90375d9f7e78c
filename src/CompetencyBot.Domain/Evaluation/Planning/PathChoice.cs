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
/// <para>
/// Why it is fast: the bounds mostly meet the plans found beside them, so that hardly anything is left to be searched. No table is ever laid
/// over all wanted levels together; each level has its own, as large as for itself alone.
/// </para>
/// </summary>
internal sealed class PathChoice
{
    private readonly IReadOnlyList<ImmutableArray<PlanOption>> _levels;
    private readonly RosterCache _rosters;
    private readonly WorkLimit _limit;
    private readonly Dictionary<string, CasePlan> _planned = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Choice, Choice> _open = new();
    private Choice.Planned? _best;

    private PathChoice(IReadOnlyList<ImmutableArray<PlanOption>> levels, RosterCache rosters, WorkLimit limit) =>
        (_levels, _rosters, _limit) = (levels, rosters, limit);

    /// <summary>The best plan for all levels together: one for each set of levels that share nothing with the others.</summary>
    /// <param name="levels">By wanted level the ways to it, at least one.</param>
    public static IReadOnlyList<CasePlan> Fewest(IReadOnlyList<ImmutableArray<PlanOption>> levels, RosterCache rosters, WorkLimit limit) =>
        [.. LevelsApart.Of(levels, ways => ways.AsEnumerable()).Select(together => new PathChoice(together, rosters, limit).Fewest())];

    private CasePlan Fewest()
    {
        if (_levels.All(ways => ways.Length == 1))
            return PlanFor([.. _levels.Select(ways => ways[0])]);
        Take(SplitBound.Of(new PlanCase([.. _levels.Select(ways => (IReadOnlyList<PlanOption>)ways)], _rosters), _limit), [], 0);
        while (_open.TryDequeue(out var choice, out _))
            if (choice is Choice.Begun begun && !_limit.IsReached)
                Continue(begun);
            else if (choice is Choice.Planned made && made.Plan.Passes <= made.Passes)
                return made.Plan with { AtLeast = made.Passes };
            else
                return _best!.Plan with { AtLeast = Math.Min(choice.Passes, _best.Plan.Passes) };
        throw new InvalidOperationException("Every wanted level has a way, so there is a plan.");
    }

    private void Continue(Choice.Begun choice)
    {
        _limit.Spend(1);
        if (choice.Ways.Length == _levels.Count)
            Take(PlanFor([.. choice.Ways.Select(Way)]), choice.Passes);
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
        var parts = bound.Total;
        if (bound.Chosen == ways.Length)
            Take(bound.Best, bound.Best.Passes);
        else
            parts += bound.Tables[ways.Length - 1][ways[^1]].Total - bound.Tables[ways.Length - 1].Min(table => (long)table.Total);
        var figures = ways.Select(Way)
            .Concat(_levels.Skip(ways.Length).Select(level => level.MinBy(way => (way.Gaps.Length, way.RelativeGap))!)).ToArray();
        var choice = new Choice.Begun(
            ways, Math.Max(atLeast, SplitBound.Passes(parts)), figures.Sum(way => way.Gaps.Length), figures.Sum(way => way.RelativeGap), bound);
        _open.Enqueue(choice, choice);
    }

    private void Take(CasePlan plan, int atLeast)
    {
        var choice = new Choice.Planned(
            [.. plan.Ways.Select((way, level) => _levels[level].IndexOf(way))],
            Math.Max(atLeast, plan.AtLeast),
            plan.Ways.Sum(way => way.Gaps.Length),
            plan.Ways.Sum(way => way.RelativeGap),
            plan);
        if (_best is null || (choice with { Passes = plan.Passes }).CompareTo(_best with { Passes = _best.Plan.Passes }) < 0)
            _best = choice;
        _open.Enqueue(choice, choice);
    }

    private PlanOption Way(int way, int level) => _levels[level][way];

    /// <summary>Plans levels with one way each; those apart that share nothing on these ways.</summary>
    private CasePlan PlanFor(IReadOnlyList<PlanOption> ways)
    {
        var plans = LevelsApart.Of(ways, way => [way]).Select(together =>
        {
            var key = string.Join(',', together.Select(way => $"{way.Level}/{way.Order}"));
            if (!_planned.TryGetValue(key, out var plan))
                _planned.Add(key, plan = PassSearch.Fewest(new PlanCase([.. together.Select(way => (PlanOption[])[way])], _rosters), _limit));
            return plan;
        }).ToArray();
        return new CasePlan(
            ways, [.. plans.SelectMany(plan => plan.Parts)], plans.Sum(plan => plan.Passes), plans.Sum(plan => plan.AtLeast));
    }
}
