using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>A level above the one that a competency holds, of which one pass of one person is a part.</summary>
/// <param name="Path">The nearest path of the level: without open figures if there is one, then with the fewest passes to go, then the first in the catalogue.</param>
/// <param name="Further">The passes that are still lacking after this one, whoever's they are; 0 = none.</param>
/// <param name="FiguresOpen">Whether performance goals are missed besides, so that passes alone do not complete the level.</param>
/// <param name="BuildsOnHeld">Whether the person holds something else already that the path asks for.</param>
/// <param name="Alike">
/// Colleagues whose account counts, who hold something that the level asks for, and each of whom could complete the level alone just as well; 0 where one pass is not enough.
/// </param>
public sealed record NearerLevel(
    Edition Edition, Competency Competency, CompetencyPath Path, Level Level, int Further, bool FiguresOpen, bool BuildsOnHeld, int Alike)
{
    /// <summary>Whether the pass is all that the level lacks.</summary>
    public bool IsCompleted => Further == 0 && !FiguresOpen;

    /// <summary>By item that the person can pass, in the order of the catalogue.</summary>
    internal static IEnumerable<(string ItemId, NearerLevel Level)> Of(Edition edition, MatchedEvidence evidence, DateOnly date, string personId)
    {
        var position = evidence.People.Index()
            .Where(person => string.Equals(person.Item.Id, personId, StringComparison.OrdinalIgnoreCase)).Select(person => person.Index).FirstOrDefault(-1);
        if (position < 0)
            throw new ArgumentException($"There is no person {personId} in the evidence.", nameof(personId));
        var me = evidence.People[position];
        if (me.Record.LeftOn <= date)
            return [];
        var held = Counting.HeldIfLinked(me, edition, date);
        return
            from competency in LevelRules.Of(new EvidenceIndex(edition, evidence)).GroupBy(rules => rules.Competency.Id)
            from level in AboveTheHeld([.. competency], date).GroupBy(rules => rules.Level.Level)
            from nearer in Of([.. level.Select(rules => new OwnPath(rules, date, position, held))])
            select nearer;
    }

    private static IEnumerable<LevelRules> AboveTheHeld(LevelRules[] levels, DateOnly date)
    {
        var held = levels.Where(rules => rules.IsMetOn(date)).Max(rules => (Level?)rules.Level.Level);
        return levels.Where(rules => held is null || rules.Level.Level > held);
    }

    /// <summary>One level, from the paths that have it. A pass makes at most one less of what a path lacks, so that only those nearest now can be nearer afterwards.</summary>
    private static IEnumerable<(string ItemId, NearerLevel Level)> Of(OwnPath[] paths)
    {
        var near = paths.Where(path => path.Lacking is not null).GroupBy(path => (path.FiguresOpen, path.Lacking)).MinBy(alike => alike.Key);
        if (near is null || near.Key.Lacking == 0)
            return []; // no passes can be enough, or the account alone is
        var alike = new Lazy<int>(() => near.Key is (false, 1) ? paths.Where(path => !path.FiguresOpen).SelectMany(path => path.OthersOnePassAway()).Distinct().Count() : 0);
        return
            from path in near
            from item in path.Nearing()
            group path by item into able
            let path = able.First()
            select (able.Key, new NearerLevel(
                path.Rules.Evidence.Edition, path.Rules.Competency, path.Rules.Path, path.Rules.Level.Level,
                path.Lacking!.Value - 1, path.FiguresOpen, able.Any(each => each.HoldsSome), alike.Value));
    }
}
