using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Progress;

/// <summary>One competency in the overview.</summary>
/// <param name="Reached">Highest level met through any path; null = none.</param>
/// <param name="Next">The next level's nearest path; null when there is no higher level.</param>
public sealed record CompetencyProgress(Competency Competency, Level? Reached, LevelAttainment? Next)
{
    /// <summary>Points of the best track or path, where the next level, or the reached one, is a score.</summary>
    public ScoreAttainment? Score { get; init; }

    public static ImmutableArray<CompetencyProgress> Of(Attainment attainment)
    {
        ArgumentNullException.ThrowIfNull(attainment);
        var levels = attainment.Levels.ToLookup(level => level.Competency.Id);
        return [.. attainment.Edition.Competencies.Select(competency => Of(competency, [.. levels[competency.Id]]))];
    }

    private static CompetencyProgress Of(Competency competency, ImmutableArray<LevelAttainment> levels)
    {
        var met = levels.Where(level => level.Met).Select(level => level.Level).ToArray();
        Level? reached = met.Length == 0 ? null : met.Max();
        var higher = levels.Where(level => reached is null || level.Level > reached).ToArray();
        var next = higher.Length == 0
            ? null
            : higher.Where(level => level.Level == higher.Min(other => other.Level))
                .OrderByDescending(level => ScoreOf(level)?.Value) // the better track counts
                .ThenBy(level => level.NewExams ?? int.MaxValue)
                .ThenBy(level => level.Requirements.OfType<PerformanceAttainment>().Count(figure => !figure.Met))
                .First();
        return new CompetencyProgress(competency, reached, next)
        {
            Score = next is null ? levels.Select(ScoreOf).MaxBy(score => score?.Value) : ScoreOf(next),
        };
    }

    private static ScoreAttainment? ScoreOf(LevelAttainment level) => level.Requirements.OfType<ScoreAttainment>().SingleOrDefault();
}
