namespace CompetencyBot.Domain.Evaluation;

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
    /// <summary>The least number of further passes that fills the groups well enough; null when no passes can be enough.</summary>
    /// <param name="roster">How many people hold exactly which items; people who hold none need not be listed.</param>
    /// <param name="passable">Items that can still be passed; 0 asks whether the groups are filled as it is.</param>
    public static int? FewestPasses(PeopleGoal goal, IEnumerable<(ulong Held, int People)> roster, ulong passable)
    {
        var plan = goal.Plan;
        var fewest = new int[plan.States];
        Array.Fill(fewest, Placement.Impossible);
        fewest[0] = 0;
        foreach (var (costs, people) in Crews(plan, roster, passable))
        {
            var added = 0;
            while (added < people && AddPerson(plan, fewest, costs))
                added++;
        }

        var passes = Enumerable.Range(0, plan.States).Where(state => fewest[state] != Placement.Impossible && goal.IsEnough(state))
            .Select(state => fewest[state]).DefaultIfEmpty(Placement.Impossible).Min();
        return passes == Placement.Impossible ? null : passes;
    }

    /// <summary>Whether the people as they are complete all groups.</summary>
    public static bool IsComplete(GroupPlan plan, IEnumerable<(ulong Held, int People)> roster) => plan.IsFree
        ? Enumerable.Range(0, plan.Groups.Length).All(group => CountIn(plan, group, roster) >= plan.Groups[group].People)
        : FewestPasses(PeopleGoal.AllComplete(plan), roster, passable: 0) == 0;

    /// <summary>How many people satisfy a group, whatever other groups they could stand in.</summary>
    private static int CountIn(GroupPlan plan, int group, IEnumerable<(ulong Held, int People)> roster) =>
        roster.Sum(alike => plan.Alone(group).FurtherPasses(alike.Held, passable: 0) == 0 ? alike.People : 0);

    /// <summary>Adds one person to the table; false when that changed nothing, and so would not for the next of the same crew.</summary>
    /// <param name="choice">Takes by state the placement with which this person improved it.</param>
    /// <param name="most">States that cost more are not looked for.</param>
    public static bool AddPerson(
        GroupPlan plan, int[] fewest, int[] costs, short[]? choice = null, int most = Placement.Impossible - 1)
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
                if (passes >= fewest[state] || passes > most)
                    continue;
                fewest[state] = passes;
                if (choice is not null)
                    choice[state] = (short)at;
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
}
