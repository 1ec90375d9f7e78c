using System.Numerics;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Tests.Domain.Evaluation.Planning;

/// <summary>
/// The definition written down as it reads: hand out one pass more and more, in every way, until every level is reached. Shares nothing with
/// the engine. Items are bits; the figure of every score gives one point.
/// </summary>
internal sealed class PlanBruteForce(string[] items, string[] passable)
{
    private const int Newcomers = 6;

    private readonly int _passable = passable.Sum(item => 1 << Array.IndexOf(items, item));
    private readonly Dictionary<(RandomPath, string), bool> _known = [];

    /// <summary>The fewest passes after which all of these paths are met; null when even all passes are not enough.</summary>
    public int? Fewest(IReadOnlyList<RandomPath> paths, IReadOnlyList<string[]> held)
    {
        int[] people = [.. held.Select(own => own.Sum(item => 1 << Array.IndexOf(items, item))), .. new int[Newcomers]];
        if (!AllMet(paths, [.. people.Select(own => own | _passable)]))
            return null;
        for (var passes = 0; ; passes++)
            if (CanBeMet(paths, people, held.Count, 0, passes))
                return passes;
    }

    public bool IsMet(RandomPath path, int[] people)
    {
        var key = (path, string.Join(',', people.Order()));
        if (!_known.TryGetValue(key, out var met))
            _known.Add(key, met = path.Requirements.All(requirement => requirement switch
            {
                SkillRequirement skill => skill.Alternatives.Any(alternative => IsMet(alternative, people)),
                ScoreRequirement score => IsMet(score, people),
                _ => true,
            }));
        return met;
    }

    private bool AllMet(IReadOnlyList<RandomPath> paths, int[] people) => paths.All(path => IsMet(path, people));

    private bool CanBeMet(IReadOnlyList<RandomPath> paths, int[] people, int known, int person, int passes)
    {
        if (passes == 0)
            return AllMet(paths, people);
        if (person == people.Length)
            return false;
        var before = people[person];
        foreach (var more in Enumerable.Range(0, 1 << items.Length).Where(more => (more & (before | ~_passable)) == 0))
        {
            // Newcomers are alike: a later one passes no more than the one before.
            if (BitOperations.PopCount((uint)more) > passes || (person > known && more > people[person - 1]))
                continue;
            people[person] = before | more;
            var found = CanBeMet(paths, people, known, person + 1, passes - BitOperations.PopCount((uint)more));
            people[person] = before;
            if (found)
                return true;
        }

        return false;
    }

    private bool IsMet(Alternative alternative, int[] people)
    {
        var sets = alternative.Groups.Select(group => Enumerable.Range(0, 1 << people.Length)
            .Where(set => BitOperations.PopCount((uint)set) == group.People
                && Enumerable.Range(0, people.Length).All(person => (set >> person & 1) == 0 || Satisfies(group.Each, people[person])))
            .ToArray()).ToArray();
        return sets.Length == 1
            ? sets[0].Length > 0
            : sets[0].Any(first => sets[1].Any(second => Related(alternative.Groups[1].Relation, second, first)));
    }

    private static bool Related(GroupRelation? relation, int set, int other) => relation?.Kind switch
    {
        GroupRelationKind.SamePeopleAs => set == other,
        GroupRelationKind.SubsetOf => (set & ~other) == 0,
        GroupRelationKind.DisjointFrom => (set & other) == 0,
        _ => true,
    };

    private bool IsMet(ScoreRequirement score, int[] people)
    {
        var first = Math.Min(2, Count(((PeopleScoring)score.Indicators[0].Scoring).Each, people));
        var steps = ((StepScoring)score.Indicators[1].Scoring).Steps;
        var second = Count(steps[0].Each, people) < steps[0].Required ? 0 : Math.Min(2, Count(steps[1].Each, people));
        return first + second + 1 >= score.Need && (!score.EveryIndicatorAboveZero || (first > 0 && second > 0));
    }

    private int Count(ItemExpression each, int[] people) => people.Count(person => Satisfies(each, person));

    private bool Satisfies(ItemExpression expression, int held) => expression switch
    {
        ItemExpression.Holds holds => (held >> Array.IndexOf(items, holds.ItemId) & 1) == 1,
        ItemExpression.AnyOf any => any.Of.Any(part => Satisfies(part, held)),
        ItemExpression.AllOf all => all.Of.All(part => Satisfies(part, held)),
        _ => throw new InvalidOperationException(),
    };
}
