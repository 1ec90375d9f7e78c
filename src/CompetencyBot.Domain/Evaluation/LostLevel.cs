using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>
/// A level that Partner Center still shows as active or in its grace period, although it is not met any more: the status stays until the
/// membership year is over, so that nothing there tells of it (Partner Center docs, competencies page, 2018-01-18).
/// </summary>
/// <param name="ShownUntil">Last day of the status; null where the history names none.</param>
/// <param name="Paths">What each path lacks, the nearest first as in <see cref="NextLevel"/>.</param>
public sealed record LostLevel(Competency Competency, Level Level, DateOnly? ShownUntil, ImmutableArray<Shortfall> Paths)
{
    private static readonly ImmutableHashSet<string> Shown = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "Active", "In Grace Period");

    /// <summary>In the order of the history file, each level once.</summary>
    public static ImmutableArray<LostLevel> Of(Edition edition, MatchedEvidence evidence, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(evidence);
        var names = new CompetencyIndex(edition);
        var shown =
            from row in evidence.History
            where Shown.Contains(row.Status.Trim()) && !(row.StartDate > date) && !(row.EndDate < date)
            let competency = names.Find(row.CompetencyName)
            let level = Enum.TryParse<Level>(row.Level.Trim(), ignoreCase: true, out var known) ? known : (Level?)null
            where competency is not null && competency.Paths.Any(path => path.Levels.Any(each => each.Level == level))
            select (Competency: competency, Level: level!.Value, row.EndDate);
        return
        [
            .. from each in shown.DistinctBy(row => (row.Competency.Id, row.Level))
               let missing = Shortfall.Of(edition, evidence, date, each.Competency.Id, level: each.Level)
               where missing.Length == each.Competency.Paths.Count(path => path.Levels.Any(level => level.Level == each.Level))
               select new LostLevel(each.Competency, each.Level, each.EndDate, NextLevel.Of(null, missing).Paths),
        ];
    }

    /// <summary>One level, whether or not the history shows it; null where it is met, and where the edition has no such level.</summary>
    public static LostLevel? Of(Edition edition, MatchedEvidence evidence, DateOnly date, string competencyId, Level level)
    {
        ArgumentNullException.ThrowIfNull(edition);
        if (edition.Competencies.FirstOrDefault(each => each.Id == competencyId) is not { } competency
            || competency.Paths.Count(path => path.Levels.Any(each => each.Level == level)) is var paths && paths == 0)
            return null;
        var missing = Shortfall.Of(edition, evidence, date, competencyId, level: level);
        return missing.Length == paths ? new LostLevel(competency, level, null, NextLevel.Of(null, missing).Paths) : null;
    }
}
