using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>The ways from the level held to the next one, for every competency that has a next one.</summary>
public sealed record UpgradeOptions(Edition Edition, DateOnly Date, ImmutableArray<NextLevel> Next)
{
    /// <summary>In the order of the catalogue.</summary>
    public static UpgradeOptions Of(Edition edition, MatchedEvidence evidence, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(evidence);
        var next =
            from competency in LevelRules.Of(new EvidenceIndex(edition, evidence)).GroupBy(rules => rules.Competency.Id)
            let option = NextOf([.. competency], date)
            where option is not null
            select option;
        return new UpgradeOptions(edition, date, [.. next]);
    }

    private static NextLevel? NextOf(ImmutableArray<LevelRules> levels, DateOnly date)
    {
        // From the highest down: what lies below a level that is held need not be counted.
        var above = new List<(Level Level, ImmutableArray<Shortfall> Paths)>();
        foreach (var level in levels.GroupBy(rules => rules.Level.Level).OrderByDescending(each => each.Key))
        {
            ImmutableArray<Shortfall?> paths = [.. level.Select(rules => Shortfall.Of(rules, date))];
            if (paths.Any(path => path is null))
                return above.Count == 0 ? null : Next(level.Key, above[^1]);
            above.Add((level.Key, [.. paths.OfType<Shortfall>()]));
        }

        return Next(null, above[^1]);

        NextLevel Next(Level? held, (Level Level, ImmutableArray<Shortfall> Paths) next) =>
            NextLevel.Of(held, next.Paths);
    }
}

/// <param name="Held">The highest level that any path meets; null when none does.</param>
/// <param name="Level">The next higher one that the competency has, through whatever path.</param>
/// <param name="Paths">
/// What each path lacks for it. First the path with the fewest further passes, those that no passes can complete last; of as many the one with the
/// fewest figures open (<see cref="Shortfall.OpenFigures"/>), of as many the one whose largest gap (<see cref="Shortfall.LargestGap"/>) is
/// smallest, then in the order of the catalogue.
/// </param>
public sealed record NextLevel(Competency Competency, Level? Held, Level Level, ImmutableArray<Shortfall> Paths)
{
    /// <param name="paths">What each path lacks for one level, at least one path.</param>
    public static NextLevel Of(Level? held, ImmutableArray<Shortfall> paths) => new(
        paths[0].Competency,
        held,
        paths[0].Level,
        [
            .. paths.OrderBy(path => path.NewExams ?? int.MaxValue)
                .ThenBy(path => path.OpenFigures)
                .ThenBy(path => path.LargestGap),
        ]);
}
