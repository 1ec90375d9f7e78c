using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Progress;

/// <summary>One competency in the overview.</summary>
/// <param name="Reached">Highest level met through any path; null = none.</param>
/// <param name="Next">The next level's nearest path; null when there is no higher level.</param>
public sealed record CompetencyProgress(Competency Competency, Level? Reached, LevelAttainment? Next)
{
    /// <summary>From this part of a figure or of a score on, the rest is near.</summary>
    private const decimal NearShare = 0.9m;

    /// <summary>That many passes are near.</summary>
    private const int NearPasses = 2;

    /// <summary>Points of the best track or path, where the next level, or the reached one, is a score.</summary>
    public ScoreAttainment? Score { get; init; }

    /// <summary>The level that the next renewal will find; today's where none lies ahead.</summary>
    public Level? Then { get; init; } = Reached;

    /// <summary>First day on which the level of today does not hold any more; null where it holds.</summary>
    public DateOnly? BreaksOn { get; init; }

    /// <summary>How many people are one pass away from counting for the next level; 0 where it asks for no more people.</summary>
    public int OneAway { get; init; }

    public bool IsAtRisk => Reached is not null && (Then is null || Then < Reached);

    public bool WillRise => Then is not null && (Reached is null || Then > Reached);

    /// <summary>Whether the next level is within reach: it comes by waiting, or a few passes or a small part of a figure are all that is missing.</summary>
    public bool IsNear => !IsAtRisk && (WillRise || Next switch
    {
        null => false,
        { NewExams: >= 1 and <= NearPasses } => Next.Requirements.OfType<PerformanceAttainment>().All(figure => figure.Met),
        { NewExams: 0 } or { Requirements: [ScoreAttainment] } => Next.Requirements.All(requirement => requirement.Met || LevelShare.Of(requirement) >= NearShare),
        _ => false,
    });

    public static ImmutableArray<CompetencyProgress> Of(Attainment attainment, RenewalAhead? ahead, ImmutableArray<Contributors> contributors)
    {
        ArgumentNullException.ThrowIfNull(attainment);
        var levels = attainment.Levels.ToLookup(level => level.Competency.Id);
        return
        [
            .. from competency in attainment.Edition.Competencies
               let today = Of(competency, [.. levels[competency.Id]])
               select today with
               {
                   Then = ahead is null ? today.Reached : ahead.LevelOf(competency.Id, today.Reached),
                   BreaksOn = ahead?.Risk.AtRisk.FirstOrDefault(level => level.Competency.Id == competency.Id && level.Level == today.Reached)?.BreaksOn,
                   OneAway = today.Next is not { NewExams: > 0 } next ? 0
                       : contributors.FirstOrDefault(each => each.Competency.Id == competency.Id && each.Level == next.Level)?.OneAway.Length ?? 0,
               },
        ];
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
