using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>One pass of one person that would complete a level which is not met through any path.</summary>
/// <param name="Paths">Those that it would complete, in the order of the catalogue.</param>
/// <param name="BuildsOnHeld">Whether the person holds something else already that one of these paths asks for.</param>
public sealed record NextExam(string ItemId, Competency Competency, Level Level, ImmutableArray<CompetencyPath> Paths, bool BuildsOnHeld)
{
    /// <summary>
    /// Everything that the person could complete with a single pass on the day: first what builds on something held, then higher levels first, then in
    /// the order of the catalogue. The person is
    /// looked at as if their account counted, since linking it costs no exam; empty for somebody who has left.
    /// </summary>
    /// <exception cref="ArgumentException">The evidence has no such person.</exception>
    public static ImmutableArray<NextExam> Of(Edition edition, MatchedEvidence evidence, DateOnly date, string personId)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(evidence);
        var position = evidence.People.Index()
            .Where(person => string.Equals(person.Item.Id, personId, StringComparison.OrdinalIgnoreCase)).Select(person => person.Index).FirstOrDefault(-1);
        if (position < 0)
            throw new ArgumentException($"There is no person {personId} in the evidence.", nameof(personId));
        var me = evidence.People[position];
        if (me.Record.LeftOn <= date)
            return [];
        var held = Counting.HeldIfLinked(me, edition, date);
        var found =
            from competency in LevelRules.Of(new EvidenceIndex(edition, evidence)).GroupBy(rules => rules.Competency.Id)
            from level in competency.GroupBy(rules => rules.Level.Level)
            let paths = level.ToArray()
            where !paths.Any(rules => rules.IsMetOn(date))
            from completing in paths.SelectMany(rules => Completing(rules, date, position, held).Select(item => (item, rules)))
                .GroupBy(each => each.item, each => each.rules)
            select new NextExam(
                completing.Key,
                paths[0].Competency,
                level.Key,
                [.. completing.Select(rules => rules.Path)],
                completing.Any(rules => rules.Plan.Items.Any(held.Contains)));
        return [.. found.OrderByDescending(each => each.BuildsOnHeld).ThenByDescending(each => each.Level)];
    }

    private static IEnumerable<string> Completing(LevelRules rules, DateOnly date, int position, IReadOnlySet<string> held)
    {
        var passable = rules.Passable(date);
        var own = rules.Plan.Items.Index().Where(item => held.Contains(item.Item)).Aggregate(0UL, (set, item) => set | 1UL << item.Index);
        var others = rules.Evidence.Roster(rules.Plan.Items, rules.Plan.MostPeople + 1, date)
            .Select(alike => (alike.Key, alike.Value.Count(person => person != position)))
            .Where(alike => alike.Item2 > 0).ToArray();
        // Somebody whose account alone would do needs no exam.
        if (rules.IsMet([.. others, (own, 1)], rules.Known(date), date))
            yield break;
        foreach (var (bit, item) in rules.Plan.Items.Index())
            if ((own >> bit & 1) == 0 && (passable >> bit & 1) == 1
                && rules.IsMet([.. others, (own | 1UL << bit, 1)], rules.Known(date), date))
                yield return item;
    }
}
