using CompetencyBot.Conversation;
using CompetencyBot.Features.Renewal.Watching;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal;

/// <summary>Why somebody is told of a risk in this moment.</summary>
internal static class WhyNow
{
    public static string Of(WarningEntry entry, RenewalState state) => entry.Reason switch
    {
        NoticeReason.New => WithDays(RenewalTexts.NowNew, entry, state),
        NoticeReason.Worse => WithDays(RenewalTexts.NowWorse, entry, state),
        NoticeReason.Better => WithDays(RenewalTexts.NowBetter, entry, state),
        NoticeReason.Changed => WithDays(RenewalTexts.NowChanged, entry, state),
        NoticeReason.SnoozeEnded => WithDays(RenewalTexts.NowSnoozeEnded, entry, state),
        NoticeReason.Escalated => WithDays(RenewalTexts.NowEscalated, entry, state),
        NoticeReason.Assignment => RenewalTexts.NowAssigned,
        NoticeReason.Rung when Days(entry, state) is { } days => Language.Format(RenewalTexts.NowReminder, days),
        null => Language.Format(RenewalTexts.WatchedSince, Phrases.Date(state.DayOf(entry.Risk.FoundAt))),
        _ => RenewalTexts.NowChanged,
    };

    private static string WithDays(string word, WarningEntry entry, RenewalState state) =>
        Days(entry, state) is { } days ? $"{word} · {days}" : word;

    /// <summary>Counted from the day on which the message goes out.</summary>
    private static string? Days(WarningEntry entry, RenewalState state)
    {
        if (entry.Risk.AnniversaryOn is not { } anniversary)
            return null;
        return (state.DayOf(entry.At).DayNumber - anniversary.DayNumber) switch
        {
            -1 => RenewalTexts.AnniversaryTomorrow,
            < 0 and var days => Language.Format(RenewalTexts.DaysToAnniversary, -days),
            0 => RenewalTexts.AnniversaryToday,
            1 => RenewalTexts.AnniversaryYesterday,
            var days => Language.Format(RenewalTexts.DaysAfterAnniversary, days),
        };
    }
}
