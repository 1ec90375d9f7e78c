using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Pictures;

namespace CompetencyBot.Tests.Pictures;

/// <summary>Pictures in which everything occurs that can be drawn.</summary>
internal static class SamplePictures
{
    public static readonly DateOnly Today = new(2018, 3, 1);
    public static readonly DateOnly Anniversary = new(2018, 5, 15);

    public static TimelinePicture Timeline { get; } = TimelinePicture.Of(
        Today,
        Anniversary,
        [new(2018, 3, 1), new(2018, 3, 31), new(2018, 5, 2), .. Enumerable.Repeat(new DateOnly(2018, 9, 30), 12), new(2019, 3, 31)],
        [new DateOnly(2018, 3, 31), new DateOnly(2018, 3, 31), null, new DateOnly(2018, 12, 31)]);

    /// <summary>Every competency of a shipped edition whose requirements are known, each differently far.</summary>
    public static ProgressPicture Progress(string editionId = "docs-2017-12")
    {
        var edition = EditionSet.Shipped.Load(editionId);
        return new ProgressPicture(
            editionId,
            Today,
            Anniversary,
            [.. edition.Competencies.Where(competency => competency.RequirementsKnown).Select((competency, index) => RowOf(competency, index))]);
    }

    private static ProgressRow RowOf(Competency competency, int index)
    {
        var levels = competency.Paths.SelectMany(path => path.Levels).ToLookup(level => level.Level);
        var (lowest, highest) = (levels.Min(level => level.Key), levels.Max(level => level.Key));
        return (index % 5) switch
        {
            0 => new ProgressRow(competency.Id, highest, highest, PointsOf(highest) + 7 ?? 0),
            1 => new ProgressRow(competency.Id, highest, lowest == highest ? null : lowest, PointsOf(highest) ?? 0),
            2 => new ProgressRow(competency.Id, lowest, null, PointsOf(lowest) + 4 ?? 75),
            3 => new ProgressRow(competency.Id, null, null, 55),
            _ => new ProgressRow(competency.Id, null, null, 0),
        };

        int? PointsOf(Level level) => (int?)levels[level].SelectMany(path => path.Requirements).OfType<ScoreRequirement>().FirstOrDefault()?.Need;
    }
}
