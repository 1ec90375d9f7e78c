using System.Collections.Immutable;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Who stands in which group.</summary>
/// <param name="People">Per group the people, by position in the people file, ascending.</param>
internal sealed record Placing(bool Complete, int Missing, ImmutableArray<ImmutableArray<int>> People);

/// <summary>Places people as they are, without any further pass: the same table as <see cref="Assignment"/>, of what can be reached.</summary>
internal static class BestPlacing
{
    /// <summary>
    /// The best placing of the people as they are: the most places filled in all groups together; among those the most in the first
    /// group, then in the second, and so on. Of people who can stand in for one another those earlier in the file are taken.
    /// </summary>
    public static Placing Of(GroupPlan plan, IReadOnlyDictionary<ulong, List<int>> roster)
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
