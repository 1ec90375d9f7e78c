namespace CompetencyBot.Domain.Evaluation.Planning;

/// <summary>What everybody holds of the items of a level on the day, worked out once for all cases of a plan.</summary>
internal sealed class RosterCache(EvidenceIndex evidence, DateOnly date)
{
    private readonly Dictionary<LevelRules, ulong[]> _held = [];

    public int People => evidence.People.Length;

    /// <summary>By person, a bit per item of the level.</summary>
    public ulong[] Held(LevelRules rules)
    {
        if (_held.TryGetValue(rules, out var held))
            return held;
        held = new ulong[People];
        foreach (var (items, people) in evidence.Roster(rules.Plan.Items, int.MaxValue, date))
            foreach (var person in people)
                held[person] = items;
        _held.Add(rules, held);
        return held;
    }
}
