using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>What a level of a path that is not met on a day still lacks.</summary>
/// <param name="NewExams">
/// The least number of further passes that would meet what is asked of people (of a score: that reach its points with the figures as they
/// are); 0 when only figures are missing; null when no passes can be enough.
/// </param>
/// <param name="Passes">
/// Just as many passes, and whose they are: people of the organisation before newcomers, those with the fewest passes to go first, then in the
/// order of the people file; none where <paramref name="NewExams"/> is null.
/// </param>
/// <param name="Figures">The performance goals that are missed, in the order of the catalogue.</param>
/// <param name="Score">The points that are missing, where the level is a score.</param>
public sealed record Shortfall(
    Competency Competency,
    CompetencyPath Path,
    Level Level,
    int? NewExams,
    ImmutableArray<Pass> Passes,
    ImmutableArray<FigureGap> Figures,
    ScoreGap? Score)
{
    /// <summary>
    /// Ids of people who hold what is missing and whose account does not count yet: each of them alone would complete the level.
    /// </summary>
    public ImmutableArray<string> Linking { get; init; } = [];

    /// <summary>How many figures have to rise, whatever people pass; of a score see <see cref="ScoreGap.OpenFigures"/>.</summary>
    public int OpenFigures => Score?.OpenFigures ?? Figures.Length;

    /// <summary>The largest part of what a figure needs that is missing: 0.25 where it stands at three quarters, 0 where no figure is open.</summary>
    public decimal LargestGap => Score?.FiguresShare ?? Figures.Select(figure => figure.Share).DefaultIfEmpty().Max();

    /// <summary>Every level that is not met, in the order of the catalogue.</summary>
    public static ImmutableArray<Shortfall> Of(Edition edition, MatchedEvidence evidence, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(evidence);
        return Of(LevelRules.Of(new EvidenceIndex(edition, evidence)), date);
    }

    /// <summary>The levels of one competency that are not met; of one path or one level where those are named, without counting the others.</summary>
    /// <exception cref="ArgumentException">The edition has no such competency, path or level.</exception>
    public static ImmutableArray<Shortfall> Of(
        Edition edition, MatchedEvidence evidence, DateOnly date, string competencyId, string? pathId = null, Level? level = null)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(evidence);
        var asked =
            from competency in edition.Competencies
            where competency.Id == competencyId
            from path in competency.Paths
            where pathId is null || path.Id == pathId
            from each in path.Levels
            where level is null || each.Level == level
            select (competency, path, each);
        if (!asked.Any())
            throw new ArgumentException($"Edition {edition.Id} has no requirements of {string.Join(' ', competencyId, pathId, level)}.", nameof(competencyId));
        var index = new EvidenceIndex(edition, evidence);
        return Of(asked.Select(one => new LevelRules(index, one.competency, one.path, one.each)), date);
    }

    /// <summary>Null when the level is met.</summary>
    internal static Shortfall? Of(LevelRules rules, DateOnly date)
    {
        var attainment = new LevelEvaluation(rules, date).Evaluate();
        if (attainment.Met)
            return null;
        var score = attainment.Requirements.OfType<ScoreAttainment>().SingleOrDefault();
        return new Shortfall(
            attainment.Competency,
            attainment.Path,
            attainment.Level,
            attainment.NewExams,
            attainment.NewExams > 0 ? rules.FewestPasses(rules.Known(date), date) ?? [] : [],
            [.. rules.Gaps(rules.Known(date))],
            score is null ? null : ScoreGap.Of(rules, score, date))
        {
            Linking = Evaluation.Linking.Completing([(rules, rules.Known(date))], date),
        };
    }

    private static ImmutableArray<Shortfall> Of(IEnumerable<LevelRules> levels, DateOnly date) =>
        [.. levels.Select(rules => Of(rules, date)).OfType<Shortfall>()];
}
