namespace CompetencyBot.Domain.Evaluation.Planning;

/// <summary>Tells levels apart that cannot serve each other, because they share no item that can still be passed.</summary>
internal static class LevelsApart
{
    /// <summary>Levels that share such an item, directly or through others, stay together, in the order given.</summary>
    public static IEnumerable<T[]> Of<T>(IReadOnlyList<T> levels, Func<T, IEnumerable<PlanOption>> waysOf)
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
}
