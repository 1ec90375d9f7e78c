using System.Collections.Immutable;
using System.Numerics;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Who satisfies what a level asks single people for, and who would with one more pass; each person once for a level, whichever paths.</summary>
/// <param name="Counting">Ids of people who do, in the order of the people file; more than the level needs may be among them.</param>
/// <param name="OneAway">
/// People who do not, hold a part of what is asked for and lack one pass of the rest. Where a single exam is all that is asked for, nobody is among
/// them: everybody would be.
/// </param>
public sealed record Contributors(Competency Competency, Level Level, ImmutableArray<string> Counting, ImmutableArray<PassAway> OneAway)
{
    /// <summary>By competency and level, in the order of the catalogue. Takes time in proportion to the rows: people who hold the same are looked at once.</summary>
    public static ImmutableArray<Contributors> Of(Edition edition, MatchedEvidence evidence, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(evidence);
        var index = new EvidenceIndex(edition, evidence);
        return
        [
            .. from competency in edition.Competencies
               from level in competency.Paths.SelectMany(path => path.Levels).GroupBy(level => level.Level).OrderBy(level => level.Key)
               select Of(competency, level.Key, [.. level.SelectMany(each => each.Requirements).SelectMany(ItemUse.ExpressionsOf)], index, date),
        ];
    }

    private static Contributors Of(Competency competency, Level level, ItemExpression[] asked, EvidenceIndex index, DateOnly date)
    {
        var counting = new SortedSet<int>();
        var away = new SortedDictionary<int, SortedSet<string>>();
        foreach (var each in asked)
        {
            ImmutableArray<string> items = [.. each.Items().Distinct()];
            var ways = ItemSets.Of(each, items.Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal));
            var passable = items.Index().Aggregate(0UL, (set, item) => index.Edition.Items[item.Item].CanBePassed(date) ? set | 1UL << item.Index : set);
            foreach (var (held, people) in index.Roster(items, int.MaxValue, date))
            {
                if (ways.Any(way => (way & ~held) == 0))
                    counting.UnionWith(people);
                else if (Lacking(ways, held, passable) is var lacking and not 0)
                    foreach (var person in people)
                        (away.TryGetValue(person, out var known) ? known : away[person] = new(StringComparer.Ordinal))
                            .UnionWith(items.Where((_, bit) => (lacking >> bit & 1) == 1));
            }
        }

        return new Contributors(
            competency,
            level,
            [.. counting.Select(person => index.People[person].Id)],
            [.. away.Where(each => !counting.Contains(each.Key)).Select(each => new PassAway(index.People[each.Key].Id, [.. each.Value]))]);
    }

    /// <summary>Everything of which one pass would do.</summary>
    private static ulong Lacking(ImmutableArray<ulong> ways, ulong held, ulong passable) => ways
        .Where(way => (way & held) != 0 && BitOperations.PopCount(way & ~held) == 1 && (way & ~held & ~passable) == 0)
        .Aggregate(0UL, (all, way) => all | (way & ~held));
}

/// <param name="ItemIds">Any one of these is enough.</param>
public sealed record PassAway(string PersonId, ImmutableArray<string> ItemIds);
