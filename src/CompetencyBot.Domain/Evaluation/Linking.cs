using System.Collections.Immutable;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>
/// People who hold what a level lacks but whose account does not count: for each of them alone, whether the level would be met on a day if it
/// did. Nothing has to be passed for that, so it is the cheapest cure there is.
/// </summary>
internal static class Linking
{
    /// <param name="paths">The paths that have the level.</param>
    /// <returns>Their ids, in the order of the people file; empty where the level is met without them.</returns>
    public static ImmutableArray<string> Completing(IEnumerable<(LevelRules Rules, FigureLookup Figures)> paths, DateOnly day)
    {
        var completing = new SortedSet<int>();
        foreach (var (rules, figures) in paths)
        {
            var candidates = Candidates(rules, day);
            if (candidates.Count == 0)
                continue;
            var roster = rules.Roster(day).Select(alike => (alike.Key, alike.Value.Count)).ToArray();
            if (rules.IsMet(roster, figures, day))
                return [];
            foreach (var (held, people) in candidates)
                if (rules.IsMet([.. roster, (held, 1)], figures, day))
                    completing.UnionWith(people);
        }

        var all = paths.Select(path => path.Rules.Evidence.People).FirstOrDefault();
        return [.. completing.Select(person => all[person].Id)];
    }

    /// <summary>People who would hold the same are looked at once, however many there are.</summary>
    private static Dictionary<ulong, List<int>> Candidates(LevelRules rules, DateOnly day)
    {
        var bits = rules.Plan.Items.Index().ToDictionary(item => item.Item, item => 1UL << item.Index, StringComparer.Ordinal);
        var candidates = new Dictionary<ulong, List<int>>();
        foreach (var (position, person) in rules.Evidence.People.Index())
            if (!(Counting.FirstDay(person) <= day)
                && !(person.Record.LeftOn <= day)
                && Counting.HeldIfLinked(person, rules.Evidence.Edition, day).Aggregate(0UL, (set, item) => set | bits.GetValueOrDefault(item)) is var held
                && held != 0)
                (candidates.TryGetValue(held, out var alike) ? alike : candidates[held] = []).Add(position);
        return candidates;
    }
}
