using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Pictures;

namespace CompetencyBot.Features.Progress;

/// <summary>The overview as a picture: the same levels and shares as on its card.</summary>
public static class ProgressPictures
{
    /// <summary>The competencies whose requirements are known: the highest level first, then the furthest.</summary>
    public static ProgressPicture Of(EditionProgress progress, DateOnly today) => new(
        progress.Edition.Id,
        today,
        progress.Anniversary,
        [
            .. progress.Competencies.Where(row => row.Competency.RequirementsKnown)
                .Select(row => new ProgressRow(row.Competency.Id, row.Reached, row.Then, DoneOf(row)))
                .OrderByDescending(row => row.Reached)
                .ThenByDescending(row => row.Done),
        ]);

    private static int DoneOf(CompetencyProgress row) => row switch
    {
        { Score: { } score } => (int)score.Value,
        { Next: { } next } => (int)(100 * LevelShare.Of(next)),
        _ => 0,
    };
}
