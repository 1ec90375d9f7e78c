using System.Collections.Immutable;

namespace CompetencyBot.Domain.Evaluation.Planning;

/// <summary>
/// Wanted levels that may be served by the same passes, each with one way or several to choose from, and the people who could pass
/// something for them: people of the organisation, those with the fewest passes to go first, then newcomers.
/// </summary>
internal sealed class PlanCase
{
    private const int MostShared = 128;

    public PlanCase(IReadOnlyList<IReadOnlyList<PlanOption>> levels, RosterCache rosters)
    {
        Levels = [.. levels.Select(ways => ways.ToImmutableArray())];
        SharedItems = [.. Shared()];
        if (SharedItems.Length > MostShared)
            throw new NotSupportedException($"More than {MostShared} items are shared between the wanted levels. Ask for fewer levels at once.");
        Crews = [.. Recruit(rosters)];
        CrewOf = [.. Crews.Index().SelectMany(crew => Enumerable.Repeat(crew.Index, crew.Item.People.Length))];
        People = [.. Crews.SelectMany(crew => crew.People)];
    }

    /// <summary>Per level the ways to it.</summary>
    public ImmutableArray<ImmutableArray<PlanOption>> Levels { get; }

    /// <summary>Ids of the items that several levels ask for; the position is the bit.</summary>
    public ImmutableArray<string> SharedItems { get; }

    public ImmutableArray<Crew> Crews { get; }

    /// <summary>By seat, in the order in which people are added: the crew.</summary>
    public ImmutableArray<int> CrewOf { get; }

    /// <summary>By seat: the position in the people file, or null for a newcomer.</summary>
    public ImmutableArray<int?> People { get; }

    public int Seats => CrewOf.Length;

    /// <summary>More people than this are never placed at once.</summary>
    private int MostPeople => Levels.Sum(ways => ways.Max(option => option.Plan.MostPeople - option.Plan.Placed(option.Start)));

    private IEnumerable<string> Shared() => Levels
        .SelectMany(ways => ways.SelectMany(way => way.PassableItems).Distinct())
        .GroupBy(item => item, StringComparer.Ordinal)
        .Where(levels => levels.Skip(1).Any())
        .Select(levels => levels.Key);

    private IEnumerable<Crew> Recruit(RosterCache rosters)
    {
        PlanOption[] options = [.. Levels.SelectMany(ways => ways)];
        var held = options.Select(option => (Items: rosters.Held(option.Rules), option.Relevant)).ToArray();
        var crews = new Dictionary<string, List<int?>>(StringComparer.Ordinal) { [new string('\0', options.Length * 4)] = [] };
        var most = MostPeople;
        var key = new char[options.Length * 4];
        for (var person = 0; person < rosters.People; person++)
        {
            for (var option = 0; option < held.Length; option++)
                Write(key, option, held[option].Items[person] & held[option].Relevant);
            if (!key.AsSpan().ContainsAnyExcept('\0'))
                continue;
            var name = new string(key);
            if (!crews.TryGetValue(name, out var alike))
                crews.Add(name, alike = []);
            if (alike.Count < most)
                alike.Add(person);
        }

        var newcomers = Crew(new ulong[options.Length], [.. Enumerable.Repeat<int?>(null, most)]);
        return crews.Values.Where(people => people.Count > 0)
            .Select(people => Crew([.. held.Select(each => each.Items[people[0]!.Value])], [.. people]))
            .Append(newcomers)
            .Where(crew => crew.People.Length > 0 && crew.Moves.Any(ways => ways.Any(moves => moves.Length > 0)))
            .OrderBy(crew => crew.IsNewcomers)
            .ThenBy(crew => crew.LeastToPass)
            .ThenBy(crew => crew.People[0]);
    }

    private static void Write(char[] key, int option, ulong held)
    {
        for (var part = 0; part < 4; part++)
            key[option * 4 + part] = (char)(held >> (16 * part));
    }

    private Crew Crew(ulong[] held, int?[] people)
    {
        var option = 0;
        return new Crew([.. Levels.Select(ways => ways.Select(way => Moves(way, held[option++])).ToArray())], people);
    }

    private Move[] Moves(PlanOption option, ulong held)
    {
        var moves = new List<Move>();
        foreach (var (placement, missing) in option.Moves(held))
        {
            var shared = SharedOf(option, missing);
            var move = new Move(placement, missing, shared, System.Numerics.BitOperations.PopCount(missing) - (int)UInt128.PopCount(shared));
            if (moves.Exists(other => other.Covers(move)))
                continue;
            moves.RemoveAll(move.Covers);
            moves.Add(move);
        }

        return [.. moves];
    }

    private UInt128 SharedOf(PlanOption option, ulong items)
    {
        var shared = UInt128.Zero;
        foreach (var (bit, item) in option.Rules.Plan.Items.Index())
            if ((items >> bit & 1) == 1 && SharedItems.IndexOf(item) is var at and >= 0)
                shared |= UInt128.One << at;
        return shared;
    }
}
