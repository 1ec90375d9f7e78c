using System.Collections.Immutable;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Who stands in which group.</summary>
/// <param name="People">Per group the people, by position in the people file, ascending.</param>
internal sealed record Placing(bool Complete, int Missing, ImmutableArray<ImmutableArray<int>> People);

/// <summary>
/// Exact counting of people in groups, by dynamic programming over how many people stand in each group.
/// <para>
/// Why it is exact: a group needs a number of people, and every relation between groups is a condition on one person at a time (who
/// is in this group must, or must not, be in that one). So the choices of different people do not touch each other except through
/// the numbers, and a table over all vectors of numbers, to which one person after another is added in every allowed way, sees every
/// assignment there is. A person costs the passes they lack for the chosen set of groups, taken for the whole set at once, so that a
/// pass that serves two groups counts once.
/// </para>
/// <para>
/// Why it is fast: people who cost the same in every placement are interchangeable, so of each such crew no more people are added than
/// the groups ask for together; the work does not grow with the organisation once its people are sorted into crews.
/// </para>
/// </summary>
internal static class Assignment
{
    /// <summary>The least number of further passes that completes all groups; null when no passes can be enough.</summary>
    /// <param name="roster">How many people hold exactly which items; people who hold none need not be listed.</param>
    /// <param name="passable">Items that can still be passed; 0 asks whether the groups are complete as it is.</param>
    public static int? FewestPasses(GroupPlan plan, IEnumerable<(ulong Held, int People)> roster, ulong passable)
    {
        var fewest = new int[plan.States];
        Array.Fill(fewest, Placement.Impossible);
        fewest[0] = 0;
        foreach (var (costs, people) in Crews(plan, roster, passable))
        {
            var added = 0;
            while (added < people && AddPerson(plan, fewest, costs))
                added++;
        }

        return fewest[plan.Complete] is var passes and not Placement.Impossible ? passes : null;
    }

    /// <summary>Whether the people as they are complete all groups.</summary>
    public static bool IsComplete(GroupPlan plan, IEnumerable<(ulong Held, int People)> roster) => plan.Groups.Length == 1
        ? roster.Sum(alike => plan.Placements[0].FurtherPasses(alike.Held, passable: 0) == 0 ? alike.People : 0) >= plan.MostPeople
        : FewestPasses(plan, roster, passable: 0) == 0;

    /// <summary>
    /// The best placing of the people as they are: the most places filled in all groups together; among those the most in the first
    /// group, then in the second, and so on. Of people who can stand in for one another those earlier in the file are taken.
    /// </summary>
    public static Placing Best(GroupPlan plan, IReadOnlyDictionary<ulong, List<int>> roster)
    {
        var reached = new bool[plan.States];
        reached[0] = true;
        var steps = new List<(int Person, short[] Choice)>();
        foreach (var (placements, people) in CrewsAsTheyAre(plan, roster))
            foreach (var person in people)
            {
                if (PlacePerson(plan, reached, placements) is not { } choice)
                    break;
                steps.Add((person, choice));
            }

        var best = Enumerable.Range(0, plan.States).Where(state => reached[state]).MaxBy(state => (plan.Placed(state), state));
        return Trace(plan, steps, best);
    }

    /// <summary>Adds one person to the table; false when that changed nothing, and so would not for the next of the same crew.</summary>
    private static bool AddPerson(GroupPlan plan, int[] fewest, int[] costs)
    {
        var changed = false;
        // Downwards, so that the entries read are still those without this person.
        for (var state = plan.Complete; state > 0; state--)
            for (var at = 0; at < costs.Length; at++)
            {
                var placement = plan.Placements[at];
                if (costs[at] == Placement.Impossible || !placement.Follows[state])
                    continue;
                var before = fewest[state - placement.Step];
                var passes = before == Placement.Impossible ? before : before + costs[at];
                if (passes >= fewest[state])
                    continue;
                fewest[state] = passes;
                changed = true;
            }

        return changed;
    }

    private static IEnumerable<(int[] Costs, int People)> Crews(
        GroupPlan plan, IEnumerable<(ulong Held, int People)> roster, ulong passable)
    {
        var crews = new Dictionary<string, (int[] Costs, int People)>();
        // Somebody who holds nothing may always join: a newcomer.
        foreach (var (held, people) in passable == 0 ? roster : roster.Append((0UL, plan.MostPeople)))
        {
            var costs = plan.Placements.Select(placement => placement.FurtherPasses(held, passable)).ToArray();
            var key = string.Join(',', costs);
            var already = crews.TryGetValue(key, out var crew) ? crew.People : 0;
            crews[key] = (costs, Math.Min(already + people, plan.MostPeople));
        }

        return crews.Values.Where(crew => crew.Costs.Any(cost => cost != Placement.Impossible));
    }

    private static IEnumerable<(int[] Placements, IEnumerable<int> People)> CrewsAsTheyAre(
        GroupPlan plan, IReadOnlyDictionary<ulong, List<int>> roster) =>
        from held in roster
        let placements = Enumerable.Range(0, plan.Placements.Length)
            .Where(at => plan.Placements[at].FurtherPasses(held.Key, passable: 0) == 0)
            .ToArray()
        where placements.Length > 0
        group held.Value by string.Join(',', placements) into crew
        let people = crew.SelectMany(list => list).Order().Take(plan.MostPeople).ToArray()
        orderby people[0]
        select (Array.ConvertAll(crew.Key.Split(','), int.Parse), people.AsEnumerable());

    /// <summary>By state the placement that this person newly reached it with, else -1; null when no state was newly reached.</summary>
    private static short[]? PlacePerson(GroupPlan plan, bool[] reached, int[] placements)
    {
        var choice = new short[plan.States];
        Array.Fill(choice, (short)-1);
        var changed = false;
        for (var state = plan.Complete; state > 0; state--)
            foreach (var at in placements)
            {
                var placement = plan.Placements[at];
                if (reached[state] || !placement.Follows[state] || !reached[state - placement.Step])
                    continue;
                reached[state] = changed = true;
                choice[state] = (short)at;
            }

        return changed ? choice : null;
    }

    private static Placing Trace(GroupPlan plan, List<(int Person, short[] Choice)> steps, int best)
    {
        var people = plan.Groups.Select(_ => new List<int>()).ToArray();
        var state = best;
        for (var step = steps.Count - 1; step >= 0; step--)
        {
            if (steps[step].Choice[state] is not (var at and >= 0))
                continue;
            for (var group = 0; group < people.Length; group++)
                if ((plan.Placements[at].Groups >> group & 1) == 1)
                    people[group].Add(steps[step].Person);
            state -= plan.Placements[at].Step;
        }

        return new Placing(
            best == plan.Complete,
            plan.MostPeople - plan.Placed(best),
            [.. people.Select(group => group.Order().ToImmutableArray())]);
    }
}
