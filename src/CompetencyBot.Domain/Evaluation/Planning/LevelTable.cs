namespace CompetencyBot.Domain.Evaluation.Planning;

/// <summary>
/// The least a level alone has to pay from each seat on, by state: the table of <see cref="Assignment"/> from its end, so that it also
/// tells what is still to be paid when some people are placed already.
/// </summary>
internal sealed class LevelTable
{
    public const int Never = int.MaxValue;

    private readonly PlanOption _option;
    private readonly int[][] _least;

    /// <param name="costsAt">By seat what each of <paramref name="movesAt"/> costs; the same array for neighbours who cost the same.</param>
    public LevelTable(PlanOption option, int seats, Func<int, Move[]> movesAt, Func<int, int[]> costsAt)
    {
        _option = option;
        _least = new int[seats + 1][];
        _least[seats] = [.. Enumerable.Range(0, option.Plan.States).Select(state => option.IsEnough(state) ? 0 : Never)];
        int[]? settled = null;
        for (var seat = seats - 1; seat >= 0; seat--)
        {
            var costs = costsAt(seat);
            // Somebody who changed nothing has nobody alike after them who would.
            _least[seat] = ReferenceEquals(costs, settled) ? _least[seat + 1] : Before(_least[seat + 1], movesAt(seat), costs);
            settled = ReferenceEquals(_least[seat], _least[seat + 1]) ? costs : null;
        }
    }

    /// <summary>What is to be paid from this state, by the people from this seat on; <see cref="Never"/> when they are not enough.</summary>
    public int Least(int seat, int state) => _least[seat][state];

    public int Total => _least[0][_option.Start];

    /// <summary>Who is placed how when the least is paid; of equally good people those who come first.</summary>
    public IEnumerable<(int Seat, Move Move)> Trace(Func<int, Move[]> movesAt, Func<int, int[]> costsAt)
    {
        var state = _option.Start;
        for (var seat = 0; seat < _least.Length - 1 && !_option.IsEnough(state); seat++)
        {
            if (_least[seat][state] == Never)
                yield break;
            var moves = movesAt(seat);
            for (var at = 0; at < moves.Length; at++)
                if (After(state, moves[at]) is { } next && _least[seat + 1][next] != Never
                    && costsAt(seat)[at] + _least[seat + 1][next] == _least[seat][state])
                {
                    yield return (seat, moves[at]);
                    state = next;
                    break;
                }
        }
    }

    /// <summary>The state once the person is placed; null when there is no room.</summary>
    public int? After(int state, Move move) => After(_option, state, move);

    public static int? After(PlanOption option, int state, Move move)
    {
        var groups = option.Plan.Placements[move.Placement].Groups;
        for (var group = 0; groups >> group != 0; group++)
            if ((groups >> group & 1) == 1 && option.Plan.CountIn(group, state) == option.Plan.Groups[group].People)
                return null;
        return state + option.Plan.Placements[move.Placement].Step;
    }

    private int[] Before(int[] after, Move[] moves, int[] costs)
    {
        int[]? before = null;
        for (var at = 0; at < moves.Length; at++)
        {
            var step = _option.Plan.Placements[moves[at].Placement].Step;
            foreach (var target in _option.Targets[moves[at].Placement])
            {
                if (after[target] == Never || costs[at] + after[target] is var least && least >= (before ?? after)[target - step])
                    continue;
                before ??= [.. after];
                before[target - step] = least;
            }
        }

        return before ?? after;
    }
}
