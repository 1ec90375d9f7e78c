using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Renewal;

/// <summary>A figure on both clocks: the trailing window that decides, and the year since the last anniversary beside it.</summary>
internal static class FigureWords
{
    public static string Of(FigureForecast figure, Edition edition)
    {
        var text = Language.Format(
            Texts.FigureAhead,
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
