using System.Globalization;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.Progress.Weekly;

/// <summary>How plans are told in the current language.</summary>
internal static class WeeklyWords
{
    /// <returns>For example <c>every Monday at 09:00 (Asia/Taipei)</c>.</returns>
    public static string When(WeeklyPlan plan) => Language.Format(WeeklyTexts.When, NameOf(plan.Day), TimeOf(plan.Time), plan.Zone.Id);

    public static string NameOf(DayOfWeek day) => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day);

    public static string TimeOf(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <returns>Null while it is not known.</returns>
    public static string? Next(WeeklyPlan plan) => plan.Next is not { } next ? null : Language.Format(
        WeeklyTexts.Next, NameOf(TimeZoneInfo.ConvertTime(next, plan.Zone).DayOfWeek), Phrases.DateAndTime(next, plan.Zone));
}
