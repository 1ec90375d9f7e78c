using System.Collections.Immutable;
using System.Numerics;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>
/// The people who hold up a level that is met, in crews: whoever satisfies the same groups of the paths that meet it is interchangeable, since the
/// relations between groups only ask in which of them a person stands. Figures are met and stay so; alternatives that everybody together
/// does not complete are left out, since fewer people never complete them.
/// </summary>
internal sealed class LevelCrews
{
    private readonly ImmutableArray<PathOfCrews> _paths;
    private readonly ImmutableArray<Crew> _crews;

    public LevelCrews(ImmutableArray<LevelRules> paths, DateOnly date)
    {
        _paths = [.. paths.Select(rules => PathOfCrews.Of(rules, date))];
        var people = new Dictionary<int, (BigInteger Groups, ulong[] Held)>();
        var first = 0;
        foreach (var (at, path) in _paths.Index())
        {
            foreach (var (held, alike) in path.Roster)
                foreach (var (groups, person) in from person in alike select (path.GroupsOf(held) << first, person))
                {
                    var known = people.GetValueOrDefault(person, (BigInteger.Zero, new ulong[_paths.Length]));
                    known.Item2[at] = held;
                    people[person] = (known.Item1 | groups, known.Item2);
                }

            first += path.GroupCount;
        }

        _crews =
        [
            .. from person in people
               where !person.Value.Groups.IsZero
               group person by person.Value.Groups into crew
               orderby crew.Count()
               select new Crew(crew.Key, crew.First().Value.Held, [.. crew.Select(person => person.Key)]),
        ];
        Above = [.. _crews.Select(crew => _crews.Index().Where(other => other.Item.IsAbove(crew)).Select(other => other.Index).ToImmutableArray())];
    }

    /// <summary>How many people each crew has, smallest crew first.</summary>
    public int[] Everybody => [.. _crews.Select(crew => crew.People.Length)];

    /// <summary>By crew those that satisfy all its groups and more: one of them can stand wherever one of this crew can.</summary>
    public ImmutableArray<ImmutableArray<int>> Above { get; }

    /// <summary>Whether so many people of each crew are enough on any path.</summary>
    public bool IsMet(int[] people) =>
        _paths.Index().Any(path => path.Item.IsMet([.. _crews.Select(crew => crew.Held[path.Index]).Zip(people)]));

    /// <summary>Everybody whose leaving alone breaks the level, by position in the people file.</summary>
    public IEnumerable<int> Indispensable()
    {
        var everybody = Everybody;
        foreach (var (at, crew) in _crews.Index())
        {
            everybody[at]--;
            if (!IsMet(everybody))
                foreach (var person in crew.People)
                    yield return person;
            everybody[at]++;
        }
    }

    /// <param name="Groups">A bit per group of the paths.</param>
    /// <param name="Held">By path what somebody of the crew holds; which of several does not matter.</param>
    private sealed record Crew(BigInteger Groups, ulong[] Held, ImmutableArray<int> People)
    {
        public bool IsAbove(Crew other) => Groups != other.Groups && (Groups & other.Groups) == other.Groups;
    }
}
