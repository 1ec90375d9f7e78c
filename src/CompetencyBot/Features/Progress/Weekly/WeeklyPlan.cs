using System.Globalization;
using Quartz;

namespace CompetencyBot.Features.Progress.Weekly;

/// <summary>When a conversation gets the progress card each week.</summary>
/// <param name="ConversationId">Of the channel, group chat or chat, without a thread.</param>
/// <param name="Locale">The language of the card.</param>
/// <param name="SetBy">Work address, or Entra object id of somebody without one.</param>
/// <param name="SetAt">Tells this plan from one that the conversation had before.</param>
public sealed record WeeklyPlan(
    string ConversationId, DayOfWeek Day, TimeOnly Time, TimeZoneInfo Zone, string Locale, string SetBy, DateTimeOffset SetAt)
{
    /// <summary>Of the triggers, whose name is the conversation's id.</summary>
    public const string Group = "weekly-progress";

    private const string Conversation = "conversation";

    /// <summary>When the card comes next; null = it is not known.</summary>
    public DateTimeOffset? Next { get; init; }

    public TriggerKey Key => KeyOf(ConversationId);

    /// <summary>In the plan's own zone, so that a change of the clocks changes nothing for those who read it.</summary>
    public string Cron => string.Create(
        CultureInfo.InvariantCulture, $"0 {Time.Minute} {Time.Hour} ? * {Day.ToString()[..3].ToUpperInvariant()}");

    /// <summary>As the audit keeps it.</summary>
    public string Summary => string.Create(CultureInfo.InvariantCulture, $"{Day} {Time:HH\\:mm} {Zone.Id}");

    public static TriggerKey KeyOf(string conversationId) => new(conversationId, Group);

    /// <summary>Key of the week's card: however often the job runs, a conversation gets one a week.</summary>
    /// <param name="time">A moment of the week.</param>
    public string CardKey(DateTimeOffset time)
    {
        var day = TimeZoneInfo.ConvertTime(time, Zone).DateTime;
        return string.Create(CultureInfo.InvariantCulture, $"weekly|{ConversationId}|{ISOWeek.GetYear(day)}-W{ISOWeek.GetWeekOfYear(day):00}");
    }

    /// <summary>The first moment of the week after, by the plan's own clock.</summary>
    public DateTimeOffset WeekAfter(DateTimeOffset time)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, Zone).DateTime);
        var monday = day.AddDays(7 - (((int)day.DayOfWeek + 6) % 7)).ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(monday))
            monday = monday.AddMinutes(15); // where clocks go forward at midnight
        return new DateTimeOffset(monday, Zone.GetUtcOffset(monday));
    }

    /// <summary>What a trigger holds, as texts only.</summary>
    public JobDataMap ToData() => new()
    {
        [Conversation] = ConversationId,
        [nameof(Day)] = Day.ToString(),
        [nameof(Time)] = Time.ToString("HH:mm", CultureInfo.InvariantCulture),
        [nameof(Zone)] = Zone.Id,
        [nameof(Locale)] = Locale,
        [nameof(SetBy)] = SetBy,
        [nameof(SetAt)] = SetAt.ToString("O", CultureInfo.InvariantCulture),
    };

    /// <returns>Null for data that no plan of this version has.</returns>
    public static WeeklyPlan? Of(JobDataMap data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Text(Conversation) is { } conversation
            && Enum.TryParse(Text(nameof(Day)), out DayOfWeek day)
            && TimeOnly.TryParseExact(Text(nameof(Time)), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && TimeZoneInfo.TryFindSystemTimeZoneById(Text(nameof(Zone)) ?? "", out var zone)
            && DateTimeOffset.TryParseExact(Text(nameof(SetAt)), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var setAt)
                ? new WeeklyPlan(conversation, day, time, zone, Text(nameof(Locale)) ?? "", Text(nameof(SetBy)) ?? "", setAt)
                : null;

        string? Text(string name) => data.TryGetString(name, out var text) ? text : null;
    }
}
