namespace CompetencyBot.Domain.Evaluation.Planning;

/// <summary>
/// Bounds from below and from above for the passes of a case. Below: the pass of a shared item is split into parts that the levels pay, and
/// every level is completed at the least cost to itself (<see cref="LevelTable"/>); a plan for all of them cannot cost less than the levels
/// pay together, whatever the split. Above: plans that complete level after level, with what earlier levels passed for nothing. The split is
/// moved, round after round, towards the levels that ask for a pass where others do not.
/// </summary>
internal sealed class SplitBound
{
    private const int Rounds = 80;
    private const int FurtherRounds = 20;
    private const int CellsPerStep = 1_000;
    private const int RoundsPerRepair = 5;

    private readonly PlanCase _case;
    private readonly int[][] _ways;

    private SplitBound(PlanCase plans, int[][] ways, SplitCosts costs)
    {
        (_case, _ways, Costs) = (plans, ways, costs);
        Tables = [];
        Best = new CasePlan([], [], int.MaxValue, 0);
    }

    /// <summary>The split with the highest bound.</summary>
    public SplitCosts Costs { get; private set; }

    /// <summary>By level and way still open to it, for <see cref="Costs"/>.</summary>
    public LevelTable[][] Tables { get; private set; }

    /// <summary>What the levels pay together at least, in parts of a pass.</summary>
    public long Total { get; private set; } = -1;

    /// <summary>Of so many first levels the way is chosen.</summary>
    public int Chosen { get; private init; }

    /// <summary>The best plan found.</summary>
    public CasePlan Best { get; private set; }

    public static SplitBound Of(PlanCase plans, WorkLimit limit)
    {
        var bound = new SplitBound(plans, [.. plans.Levels.Select(ways => Enumerable.Range(0, ways.Length).ToArray())], SplitCosts.Equal(plans));
        bound.Improve(Rounds, limit);
        return bound;
    }

    /// <summary>The same when the ways to the first levels are chosen.</summary>
    /// <param name="chosen">By level the position of the way.</param>
    public SplitBound With(IReadOnlyList<int> chosen, WorkLimit limit)
    {
        var bound = new SplitBound(_case, [.. _ways.Select((ways, level) => level < chosen.Count ? [chosen[level]] : ways)], Costs) { Chosen = chosen.Count };
        bound.Improve(FurtherRounds, limit);
        return bound;
    }

    public static int Passes(long parts) => (int)((parts + SplitCosts.Unit - 1) / SplitCosts.Unit);

    private void Improve(int rounds, WorkLimit limit)
    {
        var costs = Costs;
        var (pace, waited) = (1d, 0);
        for (var round = 0; round < rounds; round++)
        {
            var prices = Prices(costs);
            var tables = _ways.Select((ways, level) => ways.Select(at => Table(level, at, prices)).ToArray()).ToArray();
            var total = tables.Sum(ways => (long)ways.Min(table => table.Total));
            waited = total > Total ? 0 : waited + 1;
            if (total > Total)
                (Total, Costs, Tables) = (total, costs, tables);
            Keep(LevelAfterLevel(costs, backwards: round % 2 == 1, repair: round % RoundsPerRepair == 0));
            limit.Spend(1 + (int)Math.Min(int.MaxValue / 2, Cells / CellsPerStep));
            if (Best.IsProven || _case.SharedItems.IsEmpty || limit.IsReached)
                return;
            pace = waited % 8 == 7 ? pace / 2 : pace;
            var asked = Asked(tables, prices);
            costs = costs.Towards(asked, pace * Step(total, asked));
        }
    }

    private long Cells => _ways.Index().Sum(level => level.Item.Sum(at => (long)_case.Levels[level.Index][at].Plan.States)) * _case.Seats;

    private void Keep(CasePlan found) =>
        Best = (found.Passes < Best.Passes ? found : Best) with { AtLeast = Math.Max(Best.AtLeast, Passes(Total)) };

    /// <summary>By crew, level and way the cost of each move, the same array for all of a crew.</summary>
    private int[][][][] Prices(SplitCosts costs) =>
    [
        .. _case.Crews.Select((crew, at) => crew.Moves.Select((ways, level) =>
            ways.Select(moves => moves.Select(move => costs.Cost(at, level, move, UInt128.Zero)).ToArray()).ToArray()).ToArray()),
    ];

    private LevelTable Table(int level, int at, int[][][][] prices) => new(
        _case.Levels[level][at], _case.Seats, seat => _case.Crews[_case.CrewOf[seat]].Moves[level][at], seat => prices[_case.CrewOf[seat]][level][at]);

    /// <summary>How often each level alone asks the people of each crew for each shared item.</summary>
    private int[][][] Asked(LevelTable[][] tables, int[][][][] prices)
    {
        int[][][] asked = [.. _case.Crews.Select(_ => _case.Levels.Select(_ => new int[_case.SharedItems.Length]).ToArray())];
        foreach (var (level, ways) in tables.Index())
        {
            var cheapest = Cheapest(ways);
            var at = _ways[level][cheapest];
            var trace = ways[cheapest].Trace(seat => _case.Crews[_case.CrewOf[seat]].Moves[level][at], seat => prices[_case.CrewOf[seat]][level][at]);
            foreach (var (seat, move) in trace)
                for (var items = move.Shared; items != UInt128.Zero; items &= items - 1)
                    asked[_case.CrewOf[seat]][level][(int)UInt128.TrailingZeroCount(items)]++;
        }

        return asked;
    }

    /// <summary>The usual length for a bound that is to be raised to the best plan: the distance over the square of the slope.</summary>
    private double Step(long total, int[][][] asked)
    {
        var slope = 0d;
        foreach (var crew in asked)
            for (var item = 0; item < _case.SharedItems.Length; item++)
            {
                var mean = crew.Average(items => items[item]);
                slope += crew.Sum(items => (items[item] - mean) * (items[item] - mean));
            }

        return slope == 0 ? 0 : (Best.Passes - (double)total / SplitCosts.Unit) / slope;
    }

    /// <summary>
    /// Completes level after level, each at the least further cost.
    /// </summary>
    /// <param name="repair">
    /// Whether each is completed once more, with what all others pass for nothing: that undoes what was unlucky about the order.
    /// </param>
    private CasePlan LevelAfterLevel(SplitCosts costs, bool backwards, bool repair)
    {
        Move?[][] moves = [.. _ways.Select(_ => new Move?[_case.Seats])];
        var options = new PlanOption[moves.Length];
        int[] order = [.. backwards ? Enumerable.Range(0, moves.Length).Reverse() : Enumerable.Range(0, moves.Length)];
        foreach (var level in order)
            Complete(level, costs, moves, options);
        if (repair && !_case.SharedItems.IsEmpty)
            foreach (var level in order)
                Complete(level, null, moves, options);
        return CasePlan.Of(_case, options, moves);
    }

    /// <param name="costs">Null = every pass that nobody makes yet costs the same, whoever may share it.</param>
    private void Complete(int level, SplitCosts? costs, Move?[][] moves, PlanOption[] options)
    {
        moves[level] = new Move?[_case.Seats];
        UInt128[] already =
            [.. Enumerable.Range(0, _case.Seats).Select(seat => moves.Aggregate(UInt128.Zero, (all, made) => all | (made[seat]?.Shared ?? 0)))];
        var prices = _ways[level].Select(at => MarginalPrices(costs, level, at, already)).ToArray();
        LevelTable[] tables =
        [
            .. _ways[level].Select((at, open) =>
                new LevelTable(_case.Levels[level][at], _case.Seats, seat => MovesAt(seat, level, at), seat => prices[open][seat])),
        ];
        var cheapest = Cheapest(tables);
        var chosen = _ways[level][cheapest];
        options[level] = _case.Levels[level][chosen];
        foreach (var (seat, move) in tables[cheapest].Trace(seat => MovesAt(seat, level, chosen), seat => prices[cheapest][seat]))
            moves[level][seat] = move;
    }

    private Move[] MovesAt(int seat, int level, int way) => _case.Crews[_case.CrewOf[seat]].Moves[level][way];

    /// <summary>By seat; a pass made already is free, and rather used than another one that is split down to nothing.</summary>
    private int[][] MarginalPrices(SplitCosts? costs, int level, int way, UInt128[] already)
    {
        var known = new Dictionary<(int Crew, UInt128 Already), int[]>();
        var prices = new int[_case.Seats][];
        for (var seat = 0; seat < _case.Seats; seat++)
        {
            var key = (_case.CrewOf[seat], already[seat]);
            if (!known.TryGetValue(key, out var price))
                known.Add(key, price =
                [
                    .. MovesAt(seat, level, way).Select(move => costs is null
                        ? move.Cost(key.Item2) * SplitCosts.Unit
                        : costs.Cost(key.Item1, level, move, key.Item2) + (int)UInt128.PopCount(move.Shared & ~key.Item2)),
                ]);
            prices[seat] = price;
        }

        return prices;
    }

    private static int Cheapest(LevelTable[] ways) => Enumerable.Range(0, ways.Length).MinBy(at => ways[at].Total);
}
