namespace CompetencyBot.Domain.Evaluation.Planning;

/// <summary>
/// How the one pass of a shared item is split over the levels that may ask the people of a crew for it. The parts add up to
/// <see cref="Unit"/>, so levels paying their parts never pay more for a pass together than it costs.
/// </summary>
internal sealed class SplitCosts
{
    /// <summary>One pass; a number with many divisors, so that equal parts are whole.</summary>
    public const int Unit = 27_720;

    private readonly int[][][] _parts;

    private SplitCosts(int[][][] parts) => _parts = parts;

    /// <summary>By crew, level and shared item: equal parts for all levels that could ask for it.</summary>
    public static SplitCosts Equal(PlanCase plans) => new([.. plans.Crews.Select(crew =>
    {
        UInt128[] asked = [.. Enumerable.Range(0, plans.Levels.Length).Select(crew.SharedIn)];
        return asked.Select((_, level) => Enumerable.Range(0, plans.SharedItems.Length).Select(item => EqualPart(asked, level, item)).ToArray()).ToArray();
    })]);

    /// <summary>What a move costs its level, in parts of a pass, for somebody who makes other passes already.</summary>
    public int Cost(int crew, int level, Move move, UInt128 already)
    {
        var cost = move.Own * Unit;
        var parts = _parts[crew][level];
        for (var missing = move.Shared & ~already; missing != UInt128.Zero; missing &= missing - 1)
            cost += parts[(int)UInt128.TrailingZeroCount(missing)];
        return cost;
    }

    /// <summary>Moves costs towards the levels that ask more often for an item than the others that share it.</summary>
    /// <param name="asked">By crew, level and shared item, how often the level alone would ask for it.</param>
    /// <param name="step">How much of a pass per time asked.</param>
    public SplitCosts Towards(int[][][] asked, double step) =>
        new([.. _parts.Select((levels, crew) => Shift(levels, asked[crew], step))]);

    private static int EqualPart(UInt128[] asked, int level, int item)
    {
        int[] sharing = [.. Enumerable.Range(0, asked.Length).Where(each => (asked[each] >> item & 1) == 1)];
        var at = Array.IndexOf(sharing, level);
        return at < 0 ? -1 : Unit / sharing.Length + (at < Unit % sharing.Length ? 1 : 0);
    }

    private static int[][] Shift(int[][] parts, int[][] asked, double step)
    {
        int[][] shifted = [.. parts.Select(items => items.ToArray())];
        for (var item = 0; item < parts[0].Length; item++)
        {
            // A negative part marks a level that never asks for the item.
            int[] sharing = [.. Enumerable.Range(0, parts.Length).Where(level => parts[level][item] >= 0)];
            if (sharing.Length < 2 || sharing.All(level => asked[level][item] == asked[sharing[0]][item]))
                continue;
            var moved = sharing.Select(level => parts[level][item] + step * asked[level][item] * Unit).ToArray();
            foreach (var (at, part) in OntoUnit(moved).Index())
                shifted[sharing[at]][item] = part;
        }

        return shifted;
    }

    /// <summary>The nearest parts that are not negative and add up to one pass.</summary>
    private static int[] OntoUnit(double[] parts)
    {
        var sorted = parts.OrderDescending().ToArray();
        var (sum, excess) = (0d, 0d);
        for (var count = 1; count <= sorted.Length; count++)
        {
            sum += sorted[count - 1];
            if (sorted[count - 1] - (sum - Unit) / count > 0)
                excess = (sum - Unit) / count;
        }

        var whole = parts.Select(part => (int)Math.Max(0, Math.Floor(part - excess))).ToArray();
        for (var rest = Unit - whole.Sum(); rest != 0; rest -= Math.Sign(rest))
            whole[rest > 0 ? Array.IndexOf(whole, whole.Max()) : Array.FindIndex(whole, part => part > 0)] += Math.Sign(rest);
        return whole;
    }
}
