using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Renewal;

/// <summary>A figure on both clocks: the trailing window that decides, and the year since the last anniversary beside it.</summary>
internal static class FigureWords
{
    /// <summary>The figures that matter to a level that breaks: thresholds that will be missed, and what a score loses.</summary>
    public static IEnumerable<string> Of(LevelForecast forecast, Edition edition)
    {
        var isScored = edition.Programme == Programme.SolutionsPartner || forecast.Competency.Paths
            .Where(path => forecast.PathIds.Contains(path.Id))
            .SelectMany(path => path.Levels).SelectMany(level => level.Requirements).Any(requirement => requirement is ScoreRequirement);
        return forecast.Figures.Where(figure => isScored ? figure.Expected < figure.Today : !figure.EnoughThen)
            .Select(figure => Of(figure, edition, isScored ? Texts.FigureAheadOfScore : Texts.FigureAhead));
    }

    private static string Of(FigureForecast figure, Edition edition, string format)
    {
        var text = Language.Format(
            format,
            Phrases.Metric(edition, figure.Metric),
            Phrases.Value(figure.Today, figure.Unit),
            Phrases.Value(figure.Expected, figure.Unit),
            Phrases.Value(figure.Need, figure.Unit),
            Basis(figure.Basis));
        return figure.AnniversaryYear is { } year
            ? $"{text} {Language.Format(Texts.FigureAnniversaryYear, Phrases.Value(year, figure.Unit))}"
            : text;
    }

    private static string Basis(FigureBasis basis) => basis switch
    {
        FigureBasis.MonthsLeave => Texts.BasisMonthsLeave,
        FigureBasis.KeptConstant => Texts.BasisKept,
        FigureBasis.Standing => Texts.BasisStanding,
        _ => throw new InvalidOperationException($"Unknown basis {basis}."),
    };
}
