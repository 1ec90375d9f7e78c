using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Pictures;

/// <summary>How a row becomes a bar. All lengths are shares of the whole bar, 0 to 1.</summary>
/// <param name="IsScore">Whether the levels are points of a score; else they divide the bar evenly.</param>
/// <param name="Marks">Where each level lies, the lowest first.</param>
/// <param name="Reached">Length of what counts for the level that is reached.</param>
/// <param name="Kept">As much of <paramref name="Reached"/> as will hold at the anniversary.</param>
/// <param name="Done">The whole length, with what is there of the next level.</param>
public sealed record BarScale(bool IsScore, IReadOnlyList<(Level Level, float At)> Marks, float Reached, float Kept, float Done)
{
    /// <summary>What is nearly there must not look as if it were there.</summary>
    private const float MostOfNext = 0.92f;

    public static BarScale Of(ProgressRow row, Edition edition)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(edition);
        var levels = edition.Competencies.Single(competency => competency.Id == row.CompetencyId).Paths.SelectMany(path => path.Levels).ToLookup(level => level.Level);
        var score = levels.SelectMany(level => level).SelectMany(level => level.Requirements).OfType<ScoreRequirement>().FirstOrDefault();
        return score is null ? Even(row, [.. levels.Select(level => level.Key).Order()]) : Score(row, levels, score.Indicators.Sum(indicator => indicator.MaxPoints));
    }

    private static BarScale Even(ProgressRow row, Level[] levels)
    {
        var step = 1f / levels.Length;
        var (reached, kept) = (LengthOf(row.Reached), Math.Min(LengthOf(row.Reached), LengthOf(row.Then)));
        return new BarScale(
            false, [.. levels.Select((level, index) => (level, step * (index + 1)))], reached, kept, Math.Min(1, reached + (step * MostOfNext * row.Done / 100)));

        float LengthOf(Level? level) => level is { } known ? step * (Array.IndexOf(levels, known) + 1) : 0;
    }

    private static BarScale Score(ProgressRow row, ILookup<Level, PathLevel> levels, decimal most)
    {
        (Level Level, float At)[] marks =
        [
            .. levels.OrderBy(level => level.Key)
                .Select(level => (level.Key, (float)(level.SelectMany(path => path.Requirements).OfType<ScoreRequirement>().Min(score => score.Need) / most))),
        ];
        var done = Math.Clamp((float)(row.Done / most), 0, 1);
        return new BarScale(true, marks, row.Reached is null ? 0 : done, row.Reached is null ? 0 : row.Falls ? marks.Where(mark => mark.Level == row.Then).Sum(mark => mark.At) : done, done);
    }
}
