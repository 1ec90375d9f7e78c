using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Features.Renewal.Watching;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal;

/// <summary>Until when renewal has to be bought, and where.</summary>
internal static class DeadlineWords
{
    public static string Of(WatchedRisk risk, RenewalState state) => state.OutlookOf(risk.EditionId)?.Calendar switch
    {
        { Window: RenewalWindow.Before } calendar => Language.Format(
            RenewalTexts.DeadlineBefore, Phrases.Date(calendar.Opens), Phrases.Date(calendar.Closes)),
        { Window: RenewalWindow.Open } calendar => Language.Format(
            RenewalTexts.DeadlineOpen, Phrases.Date(calendar.Closes), calendar.DaysUntilClosing),
        { } calendar => Language.Format(Texts.WindowIsMissed, Phrases.Date(calendar.Closes)),
        null => RenewalTexts.NotFoundAnyMore,
    };
}
