using System.Collections.Concurrent;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;

namespace CompetencyBot.Timing;

/// <summary>
/// The public holidays of one country. A holiday is an event of whole days; events with a time of day and cancelled ones are none. Days
/// that are worked instead of others cannot be told in such a calendar: nobody is written to on them, if they are on a weekend.
/// </summary>
public sealed class HolidayCalendar
{
    /// <summary>A rule that finds no day among so many is wrong; without a limit it would be tried up to the end of time.</summary>
    private static readonly EvaluationOptions Limits = new() { MaxUnmatchedIncrementsLimit = 1000 };

    private readonly CalendarEvent[] _events;
    private readonly ConcurrentDictionary<int, HashSet<DateOnly>> _years = new();

    private HolidayCalendar(IEnumerable<CalendarEvent> events) => _events = [.. events];

    public static HolidayCalendar Empty { get; } = new([]);

    /// <param name="file">iCalendar (RFC 5545).</param>
    /// <exception cref="FormatException">The file is no calendar, or an event of it cannot be understood; says which and why.</exception>
    public static HolidayCalendar Parse(string file)
    {
        try
        {
            var calendar = Calendar.Load(file) ?? throw new FormatException("It is empty.");
            return Of(calendar);
        }
        catch (Exception fault) when (fault is not FormatException) // the library throws whatever its parts throw
        {
            throw new FormatException(fault.Message, fault);
        }
    }

    public bool IsHoliday(DateOnly day) => _years.GetOrAdd(day.Year, DaysOf).Contains(day);

    private static HolidayCalendar Of(Calendar calendar)
    {
        foreach (var each in calendar.Events)
            if (each.Start is null)
                throw new FormatException($"The event \"{each.Summary}\" has no start that can be read.");
        var holidays = new HolidayCalendar(calendar.Events.Where(each => each.IsAllDay && each.Status != EventStatus.Cancelled));
        foreach (var each in holidays._events)
            Try(each);
        return holidays;
    }

    private static void Try(CalendarEvent holiday)
    {
        try
        {
            _ = DaysOf(holiday, holiday.Start!.Year).Count();
        }
        catch (Exception fault)
        {
            throw new FormatException($"The event \"{holiday.Summary}\" of {holiday.Start!.Date:yyyy-MM-dd} cannot be understood: {fault.Message}", fault);
        }
    }

    private HashSet<DateOnly> DaysOf(int year) => [.. _events.SelectMany(holiday => DaysOf(holiday, year))];

    private static IEnumerable<DateOnly> DaysOf(CalendarEvent holiday, int year)
    {
        // What began in the year before may last into this one.
        var occurrences = holiday.GetOccurrences(new CalDateTime(year - 1, 1, 1), Limits).TakeWhileBefore(new CalDateTime(year + 1, 1, 1));
        foreach (var occurrence in occurrences)
        {
            var end = occurrence.Period.EffectiveEndTime?.Date ?? occurrence.Period.StartTime.Date.AddDays(1);
            for (var day = occurrence.Period.StartTime.Date; day < end; day = day.AddDays(1))
                if (day.Year == year)
                    yield return day;
        }
    }
}
