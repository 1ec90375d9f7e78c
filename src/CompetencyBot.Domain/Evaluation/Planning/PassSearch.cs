namespace CompetencyBot.Domain.Evaluation.Planning;

/// <summary>
/// Best-first search (A*) for the fewest passes of a case in which every level has one way left. People are placed seat by seat, each for
/// one level after the other. What is left is never estimated too high: every level pays its part of the split alone, and takes the passes
/// for nothing that the person at hand makes already. So the first complete plan that is taken up has the fewest passes, and
/// whatever is still to be taken up when the limit of work is reached tells how many there are at least. Placings that lead to the same
/// numbers of people in all groups are one node, so that the order of people and the many equal plans do not multiply.
/// </summary>
internal sealed class PassSearch
{
    private readonly PlanCase _case;
    private readonly SplitBound _bound;
    private readonly PlanOption[] _options;
    private readonly PriorityQueue<Node, (int Passes, int Depth, long Parts, int Number)> _open = new();
    private readonly Dictionary<string, int> _reached = new(StringComparer.Ordinal);
    private int _number;

    private PassSearch(PlanCase plans, SplitBound bound)
    {
        (_case, _bound) = (plans, bound);
        _options = [.. plans.Levels.Select(ways => ways.Single())];
    }

    public static CasePlan Fewest(PlanCase plans, WorkLimit limit)
    {
        var bound = SplitBound.Of(plans, limit);
        return bound.Best.IsProven ? bound.Best : new PassSearch(plans, bound).Search(limit);
    }

    private CasePlan Search(WorkLimit limit)
    {
        var best = _bound.Best;
        Offer(new Node(0, 0, [.. _options.Select(option => option.Start)], UInt128.Zero, 0, false, null, null));
        while (_open.TryDequeue(out var node, out var key))
        {
            best = best with { AtLeast = Math.Max(best.AtLeast, Math.Min(key.Passes, best.Passes)) };
            if (best.IsProven || limit.IsReached)
                return best;
            if (IsComplete(node))
                return PlanOf(node) with { AtLeast = node.Passes };
            if (_reached[Key(node)] < node.Passes)
                continue;
            Continue(node, limit);
        }

        return best with { AtLeast = best.Passes };
    }

    private bool IsComplete(Node node)
    {
        for (var level = 0; level < _options.Length; level++)
            if (!_options[level].IsEnough(node.States[level]))
                return false;
        return true;
    }

    private void Continue(Node node, WorkLimit limit)
    {
        var crew = _case.Crews[_case.CrewOf[node.Seat]];
        limit.Spend(1 + (node.Level < _options.Length ? crew.Moves[node.Level][0].Length : 0));
        if (node.Level == _options.Length)
        {
            // Whoever is like somebody who does nothing need not do anything either.
            var next = node.Seat + 1;
            while (!node.Used && next < _case.Seats && _case.CrewOf[next] == _case.CrewOf[node.Seat])
                next++;
            if (next < _case.Seats)
                Offer(node with { Seat = next, Level = 0, Already = UInt128.Zero, Used = false });
            return;
        }

        Offer(node with { Level = node.Level + 1 });
        foreach (var move in crew.Moves[node.Level][0])
            if (LevelTable.After(_options[node.Level], node.States[node.Level], move) is { } state)
            {
                int[] states = [.. node.States];
                states[node.Level] = state;
                Offer(new Node(
                    node.Seat, node.Level + 1, states, node.Already | move.Shared, node.Passes + move.Cost(node.Already), true, node, move));
            }
    }

    private void Offer(Node node)
    {
        var crew = _case.Crews[_case.CrewOf[node.Seat]];
        while (node.Level < _options.Length && (crew.Moves[node.Level][0].Length == 0 || _options[node.Level].IsEnough(node.States[node.Level])))
            node = node with { Level = node.Level + 1 };
        var left = Left(node, crew);
        if (left < 0)
            return;
        var parts = (long)node.Passes * SplitCosts.Unit + left;
        if (SplitBound.Passes(parts) >= _bound.Best.Passes)
            return;
        var key = Key(node);
        if (_reached.TryGetValue(key, out var passes) && passes <= node.Passes)
            return;
        _reached[key] = node.Passes;
        _open.Enqueue(node, (SplitBound.Passes(parts), -(node.Seat * (_options.Length + 1) + node.Level), parts, -_number++));
    }

    /// <summary>What the levels still pay at least, in parts of a pass; -1 when one of them cannot be completed any more.</summary>
    private long Left(Node node, Crew crew)
    {
        var left = 0L;
        for (var level = 0; level < _options.Length; level++)
        {
            var least = level < node.Level ? _bound.Tables[level][0].Least(node.Seat + 1, node.States[level]) : LeftFor(level, node, crew);
            if (least == LevelTable.Never)
                return -1;
            left += least;
        }

        return left;
    }

    private int LeftFor(int level, Node node, Crew crew)
    {
        var table = _bound.Tables[level][0];
        var state = node.States[level];
        if (node.Already == UInt128.Zero)
            return table.Least(node.Seat, state);
        var least = table.Least(node.Seat + 1, state);
        foreach (var move in crew.Moves[level][0])
            if (table.After(state, move) is { } next && table.Least(node.Seat + 1, next) is var rest and not LevelTable.Never)
                least = Math.Min(least, rest + _bound.Costs.Cost(_case.CrewOf[node.Seat], level, move, node.Already));
        return least;
    }

    private CasePlan PlanOf(Node end)
    {
        Move?[][] moves = [.. _options.Select(_ => new Move?[_case.Seats])];
        for (var node = end; node.Before is not null; node = node.Before)
            moves[node.MadeFor][node.Before.Seat] = node.Move;
        return CasePlan.Of(_case, _options, moves);
    }

    private static string Key(Node node) => string.Create(node.States.Length * 2 + 12, node, static (key, node) =>
    {
        for (var level = 0; level < node.States.Length; level++)
            (key[level * 2], key[level * 2 + 1]) = ((char)node.States[level], (char)(node.States[level] >> 16));
        var rest = key[(node.States.Length * 2)..];
        (rest[0], rest[1], rest[2], rest[3]) = ((char)node.Seat, (char)(node.Seat >> 16), (char)node.Level, (char)(node.Used ? 1 : 0));
        for (var part = 0; part < 8; part++)
            rest[4 + part] = (char)(ushort)(node.Already >> (16 * part));
    });

    /// <param name="Seat">The person who is being placed.</param>
    /// <param name="Level">The level the person is to be placed for next.</param>
    /// <param name="States">How many people stand in each group, by level.</param>
    /// <param name="Already">Shared items the person passes for earlier levels.</param>
    /// <param name="Passes">Made so far by everybody.</param>
    /// <param name="Used">Whether the person is placed for any level.</param>
    /// <param name="Before">The node at which the last move was made.</param>
    private sealed record Node(int Seat, int Level, int[] States, UInt128 Already, int Passes, bool Used, Node? Before, Move? Move)
    {
        public int MadeFor => Before!.Level;
    }
}
