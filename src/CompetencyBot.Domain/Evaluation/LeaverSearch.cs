namespace CompetencyBot.Domain.Evaluation;

/// <summary>
/// How many people can leave a level whoever they are: one less than the fewest leavers that break it.
/// <para>
/// Those are found by searching vectors of how many people of each crew stay, fewest leavers first. Where the level is met by those who stay, some
/// of them are picked that meet it and of whom nobody can be spared; leavers that break the level leave fewer of at least one of the
/// picked crews, so the search goes on from there, once for every such crew. Whoever is in a crew above (and satisfies more) leaves
/// first: exchanging a leaver for somebody above who stays never mends a broken level. So no fewest breaking leavers are missed, and the first
/// vector taken that does not meet the level has the fewest.
/// </para>
/// <para>
/// The search ends after <see cref="MostVectors"/> vectors. Everything with fewer leavers than the next vector has been tried by then, so that number
/// less one is survived for certain. Random organisations of up to 10,000 people needed at most a few hundred for the levels of the catalogue, except
/// where everybody holds more than half of what a competency with several paths names.
/// </para>
/// </summary>
internal static class LeaverSearch
{
    private const int MostVectors = 1000;

    public static (int? Survives, bool IsAtLeast) Of(LevelCrews crews)
    {
        var everybody = crews.Everybody;
        if (crews.IsMet(new int[everybody.Length]))
            return (null, false);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = new PriorityQueue<int[], int>([(everybody, 0)]);
        for (var taken = 0; next.TryDequeue(out var staying, out var leavers); taken++)
        {
            if (!crews.IsMet(staying))
                return (leavers - 1, false);
            if (taken == MostVectors)
                return (leavers - 1, true);
            foreach (var fewer in Fewer(crews, staying))
                if (seen.Add(string.Join(',', fewer)))
                    next.Enqueue(fewer, everybody.Sum() - fewer.Sum());
        }

        throw new InvalidOperationException("With nobody left the level is not met, so the search ends before.");
    }

    private static IEnumerable<int[]> Fewer(LevelCrews crews, int[] staying)
    {
        var picked = Pick(crews, staying);
        for (var crew = 0; crew < picked.Length; crew++)
            if (picked[crew] > 0)
            {
                int[] fewer = [.. staying];
                foreach (var above in crews.Above[crew])
                    fewer[above] = 0;
                fewer[crew] = picked[crew] - 1;
                yield return fewer;
            }
    }

    /// <summary>
    /// People who meet the level and of whom nobody can be spared. Small crews are spared first, so that few large crews remain to go on with.
    /// </summary>
    private static int[] Pick(LevelCrews crews, int[] staying)
    {
        int[] picked = [.. staying];
        for (var crew = 0; crew < picked.Length; crew++)
        {
            var (enough, low) = (picked[crew], 0);
            while (low < enough)
            {
                picked[crew] = (low + enough) / 2;
                if (crews.IsMet(picked))
                    enough = picked[crew];
                else
                    low = picked[crew] + 1;
            }

            picked[crew] = enough;
        }

        return picked;
    }
}
