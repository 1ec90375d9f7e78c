using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>What other evidence would change on the same day: the highest level of each competency, and the points of those that are scored.</summary>
/// <param name="Levels">Only where they differ, in the order of the catalogue.</param>
/// <param name="Points">Only where they differ.</param>
public sealed record LevelEffect(ImmutableArray<LevelChange> Levels, ImmutableArray<PointsChange> Points)
{
    public bool IsNothing => Levels.IsEmpty && Points.IsEmpty;

    /// <param name="before">Of the same edition and day as <paramref name="after"/>.</param>
    public static LevelEffect Of(Attainment before, Attainment after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new LevelEffect(
            [
                .. from competency in after.Edition.Competencies
                   let change = new LevelChange(competency, before.HighestLevel(competency.Id), after.HighestLevel(competency.Id))
                   where change.Before != change.After
                   select change,
            ],
            [
                .. from competency in after.Edition.Competencies
                   let change = new PointsChange(competency, PointsOf(before, competency), PointsOf(after, competency))
                   where change.Before != change.After
                   select change,
            ]);
    }

    /// <summary>On the path that has most; null where nothing is scored.</summary>
    private static decimal? PointsOf(Attainment attainment, Competency competency) => attainment.LevelsOf(competency.Id)
        .SelectMany(level => level.Requirements).OfType<ScoreAttainment>().Max(score => (decimal?)score.Value);
}

/// <summary>Points of the path that has most, before and after.</summary>
public sealed record PointsChange(Competency Competency, decimal? Before, decimal? After);
