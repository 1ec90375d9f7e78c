using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Who a level that is held depends on, through all paths that meet it.</summary>
/// <param name="PathIds">The paths that meet the level.</param>
/// <param name="People">Ids of those without whom the level would not be met, whoever else stays; in the order of the people file.</param>
/// <param name="Survives">
/// How many people can leave, whoever they are, and the level is still met; 0 when the leaving of a single one breaks it; null when no
/// people hold it up, so that nobody's leaving matters.
/// </param>
/// <param name="IsAtLeast">Whether <paramref name="Survives"/> is only known to be no less: the search was ended (<see cref="LeaverSearch"/>).</param>
public sealed record KeyPeople(
    Competency Competency, Level Level, ImmutableArray<string> PathIds, ImmutableArray<string> People, int? Survives, bool IsAtLeast)
{
    /// <summary>Every level that is held on the day, in the order of the catalogue, each competency's from the lowest.</summary>
    public static ImmutableArray<KeyPeople> Of(Edition edition, MatchedEvidence evidence, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(evidence);
        var index = new EvidenceIndex(edition, evidence);
        return
        [
            .. from competency in LevelRules.Of(index).Where(rules => rules.IsMetOn(date)).GroupBy(rules => rules.Competency.Id)
               from level in competency.GroupBy(rules => rules.Level.Level).OrderBy(each => each.Key)
               select Of(index, [.. level], date),
        ];
    }

    private static KeyPeople Of(EvidenceIndex index, ImmutableArray<LevelRules> paths, DateOnly date)
    {
        var crews = new LevelCrews(paths, date);
        var (survives, isAtLeast) = LeaverSearch.Of(crews);
        return new KeyPeople(
            paths[0].Competency,
            paths[0].Level.Level,
            [.. paths.Select(path => path.Path.Id)],
            [.. survives is 0 ? crews.Indispensable().Order().Select(person => index.People[person].Id) : []],
            survives,
            isAtLeast);
    }
}
