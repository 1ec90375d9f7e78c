using System.Numerics;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <summary>
/// The definition written down as it reads: choose a set of people for every group, check the relations between the sets, and pay each
/// person's missing items. Shares nothing with the engine.
/// </summary>
internal static class BruteForce
{
    /// <summary>The least further passes that meet one alternative of every requirement together; null when nothing is enough.</summary>
    /// <param name="held">What each person holds.</param>
    public static int? FewestPasses(IEnumerable<IReadOnlyList<Alternative>> requirements, IReadOnlyList<ISet<string>> held, ISet<string> passable)
    {
        IEnumerable<IReadOnlyList<Alternative>> choices = [[]];
        choices = requirements.Aggregate(
            choices, (chosen, next) => from list in chosen from one in next select (IReadOnlyList<Alternative>)[.. list, one]);
        return choices.Min(choice => FewestPasses(choice, held, passable));
    }

    /// <summary>Most places filled in all groups together; among those the most in the first group, then the second, and so on.</summary>
    public static IReadOnlyList<int> MostPlaced(Alternative alternative, IReadOnlyList<ISet<string>> held)
    {
        var sets = alternative.Groups.Select(group => SetsUpTo(group.People, held.Count, exactly: false)
            .Where(set => Members(set).All(person => Satisfies(group.Each, held[person]))).ToArray()).ToArray();
        return Combinations(sets)
            .Where(combination => Related([alternative], combination))
            .Select(combination => combination.Select(set => BitOperations.PopCount((uint)set)).ToArray())
            .OrderByDescending(counts => counts.Sum())
            .ThenByDescending(counts => counts.Aggregate(0, (number, count) => number * 10 + count))
            .First();
    }

    private static int? FewestPasses(IReadOnlyList<Alternative> together, IReadOnlyList<ISet<string>> held, ISet<string> passable)
    {
        var groups = together.SelectMany(alternative => alternative.Groups).ToArray();
        var candidates = held.Concat(Enumerable.Repeat<ISet<string>>(new HashSet<string>(), groups.Sum(group => group.People))).ToArray();
        var costs = candidates.Select(own => Enumerable.Range(0, 1 << groups.Length)
            .Select(set => Passes([.. groups.Where((_, at) => (set >> at & 1) == 1).Select(group => group.Each)], own, passable)).ToArray()).ToArray();
        return Combinations([.. groups.Select(group => SetsUpTo(group.People, candidates.Length, exactly: true).ToArray())])
            .Where(combination => Related(together, combination))
            .Min(combination => Cost(combination, costs));
    }

    private static int? Cost(int[] combination, int?[][] costs)
    {
        int? total = 0;
        for (var person = 0; person < costs.Length; person++)
            total += costs[person][combination.Select((set, at) => (set >> person & 1) << at).Sum()];
        return total;
    }

    private static int? Passes(ItemExpression[] all, ISet<string> held, ISet<string> passable)
    {
        var more = passable.Except(held).ToArray();
        return Enumerable.Range(0, 1 << more.Length)
            .Where(set => new HashSet<string>([.. held, .. more.Where((_, at) => (set >> at & 1) == 1)]) is var after
                && all.All(each => Satisfies(each, after)))
            .Min(set => (int?)BitOperations.PopCount((uint)set));
    }

    public static bool Satisfies(ItemExpression expression, ISet<string> held) => expression switch
    {
        ItemExpression.Holds holds => held.Contains(holds.ItemId),
        ItemExpression.AnyOf any => any.Of.Any(part => Satisfies(part, held)),
        ItemExpression.AllOf all => all.Of.All(part => Satisfies(part, held)),
        _ => throw new InvalidOperationException(),
    };

    private static bool Related(IReadOnlyList<Alternative> together, int[] combination)
    {
        var first = 0;
        foreach (var alternative in together)
        {
            var sets = alternative.Groups.Index().ToDictionary(entry => entry.Item.Id, entry => combination[first + entry.Index]);
            foreach (var group in alternative.Groups)
                if (group.Relation is { } relation && !Related(relation.Kind, sets[group.Id], sets[relation.GroupId]))
                    return false;
            first += alternative.Groups.Length;
        }

        return true;
    }

    private static bool Related(GroupRelationKind kind, int set, int other) => kind switch
    {
        GroupRelationKind.SamePeopleAs => set == other,
        GroupRelationKind.SubsetOf => (set & ~other) == 0,
        GroupRelationKind.DisjointFrom => (set & other) == 0,
        _ => true,
    };

    private static IEnumerable<int> SetsUpTo(int size, int people, bool exactly) =>
        Enumerable.Range(0, 1 << people).Where(set => BitOperations.PopCount((uint)set) is var count && (exactly ? count == size : count <= size));

    private static IEnumerable<int> Members(int set) => Enumerable.Range(0, 31).Where(person => (set >> person & 1) == 1);

    private static IEnumerable<int[]> Combinations(int[][] sets)
    {
        IEnumerable<int[]> none = [[]];
        return sets.Aggregate(
            none, (combinations, choices) => from combination in combinations from choice in choices select (int[])[.. combination, choice]);
    }
}
