namespace CompetencyBot.Timing;

/// <summary>The next moment at which somebody works.</summary>
public static class WorkingTime
{
    /// <summary>
    /// How far ahead is looked. Where a calendar leaves no working time for so long, the calendar is wrong, and a warning that waits for ever is
    /// worse than one at night.
    /// </summary>
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(30);

    private static readonly TimeSpan Stretch = TimeSpan.FromDays(1);

    /// <summary>
    /// The first moment, now or later, whose wall clock in the zone is inside the hours of a working day. A start that daylight saving skips
    /// begins with the first moment that exists, of one that comes twice the first is taken.
    /// </summary>
    /// <param name="hours">Null = somebody who may be written to at any time.</param>
    /// <param name="isHoliday">Asked for dates of the zone.</param>
    /// <param name="urgent">Whether it cannot wait: then it is now.</param>
    /// <returns>In UTC; now where there is no working time within 30 days.</returns>
    public static DateTimeOffset Next(
        DateTimeOffset now, TimeZoneInfo zone, WorkingHours? hours, Func<DateOnly, bool> isHoliday, bool urgent = false)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(isHoliday);
        now = now.ToUniversalTime();
        if (urgent || hours is null)
            return now;
        var end = now + Furthest;
        for (var from = now; from < end;)
        {
            var until = ChangeOfClock(zone, from, from + Stretch < end ? from + Stretch : end);
            if (FirstIn(from, until, zone.GetUtcOffset(from), hours, isHoliday) is { } found)
                return found;
            from = until;
        }

        return now;
    }

    /// <summary>Looks through a stretch in which the clock is not changed, so that its times run on as they are written.</summary>
    private static DateTimeOffset? FirstIn(
        DateTimeOffset from, DateTimeOffset until, TimeSpan offset, WorkingHours hours, Func<DateOnly, bool> isHoliday)
    {
        var (first, end) = (from.DateTime + offset, until.DateTime + offset);
        for (var day = first.Date; day < end; day = day.AddDays(1))
        {
            var start = first > day + hours.From ? first : day + hours.From;
            if (start < day + hours.To && start < end && hours.Days.Contains(day.DayOfWeek) && !isHoliday(DateOnly.FromDateTime(day)))
                return new DateTimeOffset(start - offset, TimeSpan.Zero);
        }

        return null;
    }

    /// <summary>The moment at which the offset becomes another, or the end of the stretch where it stays.</summary>
    private static DateTimeOffset ChangeOfClock(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset until)
    {
        var offset = zone.GetUtcOffset(from);
        if (zone.GetUtcOffset(until) == offset)
            return until;
        var (before, after) = (from.UtcTicks, until.UtcTicks);
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            if (zone.GetUtcOffset(new DateTimeOffset(middle, TimeSpan.Zero)) == offset)
                before = middle;
            else
                after = middle;
        }

        return new DateTimeOffset(after, TimeSpan.Zero);
    }
}
