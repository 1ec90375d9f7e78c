namespace CompetencyBot.Domain.Evaluation;

/// <summary>One level of one path on a day, as one person could bring it nearer whose account counts or is supposed to.</summary>
internal sealed class OwnPath
{
    private readonly DateOnly _date;
    private readonly int _person;
    private readonly ulong _own;
    private readonly ulong _passable;
    private readonly (ulong Held, int People)[] _others;

    /// <param name="person">Position in the people file.</param>
    /// <param name="held">What the person holds that would count if their account did.</param>
    public OwnPath(LevelRules rules, DateOnly date, int person, IReadOnlySet<string> held)
    {
        (Rules, _date, _person) = (rules, date, person);
        _own = rules.Plan.Items.Index().Where(item => held.Contains(item.Item)).Aggregate(0UL, (set, item) => set | 1UL << item.Index);
        _passable = rules.Passable(date);
        _others =
        [
            .. rules.Evidence.Roster(rules.Plan.Items, rules.Plan.MostPeople + 1, date)
                .Select(alike => (alike.Key, alike.Value.Count(other => other != person)))
                .Where(alike => alike.Item2 > 0),
        ];
        Lacking = PassesWith(_own);
        FiguresOpen = rules.Gaps(rules.Known(date)).Any();
    }

    public LevelRules Rules { get; }

    /// <summary>The fewest passes that the path lacks; null when no passes can be enough.</summary>
    public int? Lacking { get; }

    public bool FiguresOpen { get; }

    public bool HoldsSome => _own != 0;

    /// <summary>Items by whose pass the person makes one less of what is lacking, in the order of the path.</summary>
    public IEnumerable<string> Nearing() =>
        from item in Rules.Plan.Items.Index()
        let bit = 1UL << item.Index
        where (_own & bit) == 0 && (_passable & bit) != 0 && PassesWith(_own | bit) < Lacking
        select item.Item;

    /// <summary>Positions of colleagues who hold some of what is asked for, and who could complete the path with one pass, as everybody's accounts count now.</summary>
    public IEnumerable<int> OthersOnePassAway()
    {
        var roster = Rules.Evidence.Roster(Rules.Plan.Items, int.MaxValue, _date);
        var counts = roster.Select(alike => (Held: alike.Key, People: Math.Min(alike.Value.Count, Rules.Plan.MostPeople + 1))).ToArray();
        return roster.Where(alike => Completes(alike.Key)).SelectMany(alike => alike.Value).Where(other => other != _person);

        bool Completes(ulong held) => Enumerable.Range(0, Rules.Plan.Items.Length).Select(index => 1UL << index).Any(bit =>
            (held & bit) == 0 && (_passable & bit) != 0
            && Passes([.. counts.Select(alike => alike.Held == held ? (held, alike.People - 1) : alike).Where(alike => alike.Item2 > 0), (held | bit, 1)]) == 0);
    }

    private int? PassesWith(ulong own) => Passes(own == 0 ? _others : [.. _others, (own, 1)]);

    private int? Passes(IReadOnlyCollection<(ulong Held, int People)> roster) => Rules.Plan is { Score: null, Skills.IsEmpty: true }
        ? 0
        : Rules.Goals(Rules.Known(_date), _date).Min(goal => Assignment.FewestPasses(goal, roster, _passable));
}
