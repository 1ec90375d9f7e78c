using System.Collections.Immutable;
using System.Numerics;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>A set of groups that one person may stand in at once, because the relations between the groups allow it.</summary>
/// <param name="Groups">A bit per group.</param>
/// <param name="Step">How far the state moves when one more person is placed so.</param>
/// <param name="Follows">By state: whether it can be the state after such a placing, so that every group of the set has somebody.</param>
/// <param name="Ways">The smallest sets of items that satisfy all of these groups.</param>
internal sealed record Placement(int Groups, int Step, bool[] Follows, ImmutableArray<ulong> Ways)
{
    public const int Impossible = int.MaxValue;

    /// <summary>The items of the way with the fewest further passes, the first of several. Asked only where there is one.</summary>
    public ulong Missing(ulong held, ulong passable) => Ways.Select(way => way & ~held)
        .Where(missing => (missing & ~passable) == 0)
        .MinBy(BitOperations.PopCount);

    /// <summary>The fewest passes that a person still needs to be placed so; <see cref="Impossible"/> when no passes are enough.</summary>
    public int FurtherPasses(ulong held, ulong passable)
    {
        var fewest = Impossible;
        foreach (var way in Ways)
            if ((way & ~held) is var missing && (missing & ~passable) == 0)
                fewest = Math.Min(fewest, BitOperations.PopCount(missing));
        return fewest;
    }
}

/// <summary>
/// The groups of an alternative prepared for exact counting. A state is how many people stand in each group, as a number in mixed
/// radix with the first group as the most significant digit; the last state is the one in which every group is complete.
/// </summary>
internal sealed class GroupPlan
{
    private const int MostGroups = 10;
    private const long MostWork = 500_000;

    private readonly int[] _weights;

    private GroupPlan(IReadOnlyList<Alternative> together, IReadOnlyDictionary<string, int> bits)
    {
        Groups = [.. together.SelectMany(alternative => alternative.Groups)];
        if (Groups.Length > MostGroups)
            throw new NotSupportedException($"more than {MostGroups} groups have to be counted together");
        _weights = new int[Groups.Length];
        States = 1;
        for (var group = Groups.Length - 1; group >= 0; group--)
        {
            _weights[group] = States;
            var states = States * (Groups[group].People + 1L);
            States = states <= MostWork ? (int)states : throw new NotSupportedException("the groups ask for too many people to be counted");
        }

        Ways = [.. Groups.Select(group => ItemSets.Of(group.Each, bits))];
        Placements = AllowedPlacements(AllowedSets(together));
    }

    public ImmutableArray<Group> Groups { get; }

    /// <summary>By group the smallest sets of items that satisfy it.</summary>
    public ImmutableArray<ImmutableArray<ulong>> Ways { get; }

    public int States { get; }

    public ImmutableArray<Placement> Placements { get; }

    public int Complete => States - 1;

    /// <summary>No relation binds: people stand in every group they satisfy, and nobody stands in another's way.</summary>
    public bool IsFree => Placements.Length == (1 << Groups.Length) - 1;

    /// <summary>The placing of a person in this group only. Asked only of a free plan, where there always is one.</summary>
    public Placement Alone(int group) => Placements[(1 << group) - 1];

    /// <summary>More people than this are never placed at once.</summary>
    public int MostPeople => Groups.Sum(group => group.People);

    public int CountIn(int group, int state) => state / _weights[group] % (Groups[group].People + 1);

    public int Placed(int state) => Enumerable.Range(0, Groups.Length).Sum(group => CountIn(group, state));

    /// <summary>Prepares alternatives of different requirements to be met together by the same people.</summary>
    /// <param name="bits">The bit of every item.</param>
    /// <exception cref="NotSupportedException">Too large to be counted exactly in reasonable time.</exception>
    public static GroupPlan Compile(IReadOnlyList<Alternative> together, IReadOnlyDictionary<string, int> bits) => new(together, bits);

    private ImmutableArray<Placement> AllowedPlacements(List<int> sets)
    {
        if (sets.Count * (long)States > MostWork)
            throw new NotSupportedException("the groups can be combined in too many ways to be counted together");
        return [.. sets.Select(Place)];
    }

    private Placement Place(int set)
    {
        var members = Enumerable.Range(0, Groups.Length).Where(group => (set >> group & 1) == 1).ToArray();
        return new Placement(
            set,
            members.Sum(group => _weights[group]),
            [.. Enumerable.Range(0, States).Select(state => members.All(group => CountIn(group, state) > 0))],
            members.Aggregate(ImmutableArray.Create(0UL), (all, group) => ItemSets.Both(all, Ways[group])));
    }

    /// <summary>Every relation is a condition on one person at a time, so it says which sets of groups a person may stand in.</summary>
    private static List<int> AllowedSets(IReadOnlyList<Alternative> together)
    {
        var conditions = new List<Func<int, bool>>();
        var first = 0;
        foreach (var alternative in together)
        {
            var index = alternative.Groups.Index().ToDictionary(entry => entry.Item.Id, entry => 1 << (first + entry.Index));
            foreach (var group in alternative.Groups)
                if (group.Relation is { } relation)
                    conditions.Add(Allows(relation.Kind, index[group.Id], index[relation.GroupId]));
            first += alternative.Groups.Length;
        }

        return [.. Enumerable.Range(1, (1 << first) - 1).Where(set => conditions.TrueForAll(allows => allows(set)))];
    }

    private static Func<int, bool> Allows(GroupRelationKind kind, int group, int other) => kind switch
    {
        GroupRelationKind.SamePeopleAs => set => (set & group) != 0 == ((set & other) != 0),
        GroupRelationKind.SubsetOf => set => (set & group) == 0 || (set & other) != 0,
        GroupRelationKind.DisjointFrom => set => (set & group) == 0 || (set & other) == 0,
        GroupRelationKind.SameOrDifferentFrom => _ => true,
        _ => throw new NotSupportedException($"the relation {kind} is not known"),
    };
}
