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

    /// <summary>With levels as high as they go, so that the words beside the names are long.</summary>
    private static ProgressRow RowOf(Competency competency, int index)
    {
        Level[] levels = [.. competency.Paths.SelectMany(path => path.Levels).Select(level => level.Level).Distinct().OrderDescending()];
        return (index % 5) switch
        {
            0 => new ProgressRow(competency.Id, levels[0], levels[0], 0) with { Done = levels[0] == Level.SolutionsPartner ? 88 : 0 },
            1 => new ProgressRow(competency.Id, levels[0], levels.Length > 1 ? levels[^1] : null, levels[0] == Level.SolutionsPartner ? 74 : 0),
            2 => new ProgressRow(competency.Id, levels[^1], null, 75),
            3 => new ProgressRow(competency.Id, null, null, 60),
            _ => new ProgressRow(competency.Id, null, null, 0),
        };
    }
}
