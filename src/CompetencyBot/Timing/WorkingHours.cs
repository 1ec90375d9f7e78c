using System.Globalization;

namespace CompetencyBot.Timing;

/// <summary>When somebody may be written to, by the clock on their wall.</summary>
/// <param name="From">Since midnight.</param>
/// <param name="To">Since midnight, later than <paramref name="From"/>, at most 24 hours; the first moment outside.</param>
/// <param name="Days">The days of the week that are worked.</param>
public sealed record WorkingHours(TimeSpan From, TimeSpan To, IReadOnlySet<DayOfWeek> Days)
{
    private static readonly TimeSpan WholeDay = TimeSpan.FromHours(24);

    private static readonly string[] Names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    /// <param name="hours">For example <c>09:00-17:00</c>.</param>
    /// <param name="days">For example <c>Mon-Fri</c> or <c>Sun, Mon, Wed-Thu</c>.</param>
    /// <returns>Null when a text is not understood, or the hours cross midnight.</returns>
    public static WorkingHours? Of(string hours, string days) =>
        HoursOf(hours) is var (from, to) && DaysOf(days) is { } worked ? new WorkingHours(from, to, worked) : null;

    /// <returns>Null when it is no such text, or the end does not come after the start.</returns>
    public static (TimeSpan From, TimeSpan To)? HoursOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('-', StringSplitOptions.TrimEntries) is [var first, var last]
            && TimeOf(first) is { } from
            && TimeOf(last) is { } to
            && from < to
                ? (from, to)
                : null;
    }

    /// <summary>Days and ranges of days with commas; a range may go over the end of the week (<c>Sat-Wed</c>).</summary>
    /// <returns>Null when a name is not known, or there is none.</returns>
    public static IReadOnlySet<DayOfWeek>? DaysOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var days = new HashSet<DayOfWeek>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int[] ends = [.. part.Split('-', StringSplitOptions.TrimEntries).Select(DayOf)];
            if (ends.Length > 2 || ends.Contains(-1))
                return null;
            var length = (ends[^1] - ends[0] + Names.Length) % Names.Length;
            days.UnionWith(Enumerable.Range(ends[0], length + 1).Select(day => (DayOfWeek)(day % Names.Length)));
        }

        return days.Count == 0 ? null : days;
    }

    private static int DayOf(string name) => Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static TimeSpan? TimeOf(string text) =>
        text == "24:00" ? WholeDay
        : TimeOnly.TryParseExact(text, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan()
        : null;
}
