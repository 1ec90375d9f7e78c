using CompetencyBot.Conversation;
using CompetencyBot.Features.Renewal.Watching;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal;

/// <summary>Why somebody is told of a risk in this moment.</summary>
internal static class WhyNow
{
    public static string Of(WarningEntry entry, RenewalState state) => entry.Reason switch
    {
        NoticeReason.New => WithRung(RenewalTexts.NowNew, entry, state),
        NoticeReason.Worse => WithRung(RenewalTexts.NowWorse, entry, state),
        NoticeReason.Better => WithRung(RenewalTexts.NowBetter, entry, state),
        NoticeReason.Changed => WithRung(RenewalTexts.NowChanged, entry, state),
        NoticeReason.SnoozeEnded => WithRung(RenewalTexts.NowSnoozeEnded, entry, state),
        NoticeReason.Escalated => WithRung(RenewalTexts.NowEscalated, entry, state),
        NoticeReason.Assignment => RenewalTexts.NowAssigned,
        NoticeReason.Rung when entry.Rung is { } rung => Language.Format(RenewalTexts.NowReminder, Days(rung, entry.Risk, state)),
        null => Language.Format(RenewalTexts.WatchedSince, Phrases.Date(DateOnly.FromDateTime(entry.Risk.FoundAt.UtcDateTime))),
        _ => RenewalTexts.NowChanged,
    };

    private static string WithRung(string word, WarningEntry entry, RenewalState state) =>
        entry.Rung is { } rung ? $"{word} · {Days(rung, entry.Risk, state)}" : word;

    private static string Days(int rung, WatchedRisk risk, RenewalState state) => rung switch
    {
        -1 => RenewalTexts.AnniversaryTomorrow,
        < 0 => Language.Format(RenewalTexts.DaysToAnniversary, -rung),
        0 => RenewalTexts.AnniversaryToday,
        _ => state.OutlookOf(risk.EditionId)?.Calendar is { } calendar
            ? Language.Format(RenewalTexts.DaysAfterAnniversary, rung, Phrases.Date(calendar.Closes))
            : Language.Format(RenewalTexts.DaysAfterAnniversaryOnly, rung),
    };
}
