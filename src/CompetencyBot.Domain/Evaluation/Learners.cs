using System.Collections.Immutable;
using System.Numerics;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>A person who still has to pass something.</summary>
/// <param name="Person">Position in the people file; null = a newcomer, somebody who holds nothing of what is asked for.</param>
/// <param name="Items">A bit per item to pass.</param>
internal sealed record Learner(int? Person, ulong Items);

/// <summary>What is to be kept small: the table adds up a price per person who has to pass something, and the passes.</summary>
/// <param name="PerPerson">The price of a person, in passes.</param>
/// <param name="Most">What costs more is not looked for.</param>
internal sealed record Thrift(int PerPerson, int Most)
{
    public static readonly Thrift FewestPasses = new(0, Placement.Impossible - 1);

    /// <summary>The fewest people first, then the fewest passes: a person weighs more than all passes of so many people together.</summary>
    public static Thrift FewestPeople(int atMost)
    {
        var person = (ItemSets.MostItems * atMost) + 1;
        return new Thrift(person, (person * (atMost + 1)) - 1);
    }

    public int PriceOf(int passes) => passes is 0 or Placement.Impossible ? passes : passes + PerPerson;
}

/// <summary>Who has to pass what, so that nobody has to pass more than needed: the table of <see cref="Assignment"/>, traced back.</summary>
internal static class Learners
{
    /// <summary>
    /// Who has to pass what, with the least of what thrift asks for; null when no passes can be enough. Of equally good choices people of the
    /// organisation come before newcomers, among them whoever has the fewest passes to go, then whoever stands first in the people file:
    /// people are added to the table in this order, a choice is replaced only by a cheaper one, and of several fillings that are
    /// enough for the same price the one is taken that the first of them reach.
    /// </summary>
    public static ImmutableArray<Learner>? Of(
        PeopleGoal goal, IReadOnlyDictionary<ulong, List<int>> roster, ulong passable, Thrift? thrift = null)
    {
        thrift ??= Thrift.FewestPasses;
        var plan = goal.Plan;
        var fewest = new int[plan.States];
        Array.Fill(fewest, Placement.Impossible);
        fewest[0] = 0;
        var steps = new List<(Applicant Applicant, short[] Choice)>();
        foreach (var (costs, people) in Applicants(plan, roster, passable))
        {
            var prices = Array.ConvertAll(costs, thrift.PriceOf);
            foreach (var applicant in people)
            {
                var choice = new short[plan.States];
                Array.Fill(choice, (short)-1);
                if (!Assignment.AddPerson(plan, fewest, prices, choice, thrift.Most))
                    break;
                steps.Add((applicant, choice));
            }
        }

        int[] reached = [.. Enumerable.Range(0, plan.States).Where(state => fewest[state] != Placement.Impossible && goal.IsEnough(state))];
        var last = reached.ToDictionary(state => state, state => steps.FindLastIndex(step => step.Choice[state] >= 0));
        return reached.Length > 0 ? Trace(plan, steps, reached.MinBy(state => (fewest[state], last[state], state)), passable) : null;
    }

    /// <summary>Crews with their people by name: those with the least to pass first, newcomers last.</summary>
    private static IEnumerable<(int[] Costs, IEnumerable<Applicant> People)> Applicants(
        GroupPlan plan, IReadOnlyDictionary<ulong, List<int>> roster, ulong passable) =>
        from applicant in roster.SelectMany(alike => alike.Value.Select(person => new Applicant(person, alike.Key)))
            .Concat(Enumerable.Repeat(new Applicant(null, 0), plan.MostPeople))
        let costs = plan.Placements.Select(placement => placement.FurtherPasses(applicant.Held, passable)).ToArray()
        where costs.Any(cost => cost != Placement.Impossible)
        group (applicant, costs) by (applicant.Person is null, string.Join(',', costs)) into crew
        let people = crew.Select(each => each.applicant).OrderBy(each => each.Person).Take(plan.MostPeople).ToArray()
        let leastToPass = crew.First().costs.Min()
        orderby crew.Key.Item1, leastToPass, people[0].Person
        select (crew.First().costs, people.AsEnumerable());

    private static ImmutableArray<Learner> Trace(
        GroupPlan plan, List<(Applicant Applicant, short[] Choice)> steps, int state, ulong passable)
    {
        var learners = new List<Learner>();
        for (var step = steps.Count - 1; step >= 0; step--)
        {
            if (steps[step].Choice[state] is not (var at and >= 0))
                continue;
            if (plan.Placements[at].Missing(steps[step].Applicant.Held, passable) is var items and not 0)
                learners.Add(new Learner(steps[step].Applicant.Person, items));
            state -= plan.Placements[at].Step;
        }

        return
        [
            .. learners.OrderBy(learner => learner.Person is null)
                .ThenBy(learner => BitOperations.PopCount(learner.Items))
                .ThenBy(learner => learner.Person),
        ];
    }

    private readonly record struct Applicant(int? Person, ulong Held);
}
