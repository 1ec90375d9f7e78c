using System.Globalization;
using CompetencyBot.Timing;
using FsCheck;
using FsCheck.Xunit;

namespace CompetencyBot.Tests.Timing;

public sealed class WorkingTimeTests
{
    private static readonly WorkingHours Office = WorkingHours.Of("09:00-17:00", "Mon-Fri")!;

    [Theory]
    [InlineData("2018-03-01 10:00", "2018-03-01 10:00")]
    [InlineData("2018-03-01 16:59:59", "2018-03-01 16:59:59")]
    [InlineData("2018-03-01 17:00", "2018-03-02 09:00")]
    [InlineData("2018-03-02 20:00", "2018-03-05 09:00")]
    [InlineData("2018-03-05 03:00", "2018-03-05 09:00")]
    public void What_is_due_outside_working_hours_waits_for_them(string now, string due) =>
        Assert.Equal(At(due, "Asia/Taipei"), Next(At(now, "Asia/Taipei"), "Asia/Taipei", Office));

    [Fact]
    public void Each_recipient_has_their_own_morning()
    {
        var now = Utc("2018-03-01 00:30");

        Assert.Equal(Utc("2018-03-01 01:00"), Next(now, "Asia/Taipei", Office));
        Assert.Equal(Utc("2018-03-01 08:00"), Next(now, "Europe/Berlin", Office));
        Assert.Equal(Utc("2018-03-01 14:00"), Next(now, "America/New_York", Office));
        Assert.Equal(Utc("2018-03-01 03:15"), Next(now, "Asia/Kathmandu", Office));
    }

    [Fact]
    public void A_holiday_is_asked_for_by_the_date_at_the_recipient()
    {
        var asked = new List<DateOnly>();

        var due = WorkingTime.Next(Utc("2018-02-27 23:00"), Zone("Asia/Taipei"), Office, day =>
        {
            asked.Add(day);
            return day.Day == 28;
        });

        Assert.Equal(Utc("2018-03-01 01:00"), due);
        Assert.Equal([new DateOnly(2018, 2, 28), new DateOnly(2018, 3, 1)], asked);
    }

    [Fact]
    public void What_is_urgent_and_whoever_has_no_hours_does_not_wait()
    {
        var night = At("2018-03-03 03:00", "Asia/Taipei");

        Assert.Equal(night, WorkingTime.Next(night, Zone("Asia/Taipei"), Office, _ => true, urgent: true));
        Assert.Equal(night, WorkingTime.Next(night, Zone("Asia/Taipei"), null, _ => true));
    }

    [Fact]
    public void A_calendar_of_nothing_but_holidays_holds_no_message_up_for_ever()
    {
        var night = Utc("2018-03-03 03:00");

        Assert.Equal(night, WorkingTime.Next(night, Zone("Asia/Taipei"), Office, _ => true));
        Assert.Equal(Utc("2018-04-02 01:00"), WorkingTime.Next(night, Zone("Asia/Taipei"), Office, day => day < new DateOnly(2018, 3, 31)));
    }

    [Theory]
    [InlineData("Europe/Berlin", "02:15-06:00", "2018-03-24 20:00", "2018-03-25 01:00")] // 02:00-03:00 is skipped
    [InlineData("Europe/Berlin", "02:15-06:00", "2018-10-27 20:00", "2018-10-28 00:15")] // 02:15 comes twice
    [InlineData("Europe/Berlin", "01:00-02:30", "2018-10-28 00:40", "2018-10-28 01:00")] // 02:40 has passed, 02:00 comes again
    [InlineData("Europe/Berlin", "02:10-02:50", "2018-03-24 20:00", "2018-03-26 00:10")] // all of them are skipped on that day
    [InlineData("Europe/Berlin", "09:00-17:00", "2018-03-24 20:00", "2018-03-25 07:00")]
    [InlineData("Europe/Berlin", "09:00-17:00", "2018-10-27 20:00", "2018-10-28 08:00")]
    [InlineData("America/New_York", "09:00-17:00", "2018-03-11 00:00", "2018-03-11 13:00")]
    [InlineData("Australia/Lord_Howe", "02:10-06:00", "2018-10-06 12:00", "2018-10-06 15:30")] // half an hour is skipped
    [InlineData("Pacific/Auckland", "09:00-17:00", "2018-04-01 00:00", "2018-04-01 00:00")]
    [InlineData("Pacific/Auckland", "09:00-17:00", "2018-09-29 08:00", "2018-09-29 20:00")]
    [InlineData("Pacific/Apia", "09:00-17:00", "2011-12-30 05:00", "2011-12-30 19:00")] // no 30 December there
    [InlineData("Asia/Taipei", "00:00-24:00", "2018-03-01 16:00", "2018-03-01 16:00")]
    public void The_clock_on_the_wall_decides_also_when_it_is_changed(string zone, string hours, string now, string due) =>
        Assert.Equal(Utc(due), Next(Utc(now), zone, WorkingHours.Of(hours, "Sun-Sat")));

    [Theory]
    [InlineData("09:00-17:00", "Mon-Fri", true)]
    [InlineData("9:00 - 24:00", "fri-MON, Wed", true)]
    [InlineData("00:00-00:01", "Sun", true)]
    [InlineData("22:00-06:00", "Mon-Fri", false)]
    [InlineData("09:00-09:00", "Mon-Fri", false)]
    [InlineData("09:00", "Mon-Fri", false)]
    [InlineData("9-17", "Mon-Fri", false)]
    [InlineData("09:00-24:01", "Mon-Fri", false)]
    [InlineData("09:00-17:00", "Monday-Friday", false)]
    [InlineData("09:00-17:00", "Mon-Wed-Fri", false)]
    [InlineData("09:00-17:00", "", false)]
    [InlineData("09:00-17:00", "-", false)]
    public void Hours_and_days_are_understood_or_refused(string hours, string days, bool understood) =>
        Assert.Equal(understood, WorkingHours.Of(hours, days) is not null);

    [Fact]
    public void A_range_of_days_may_go_over_the_end_of_the_week() => Assert.Equal(
        [DayOfWeek.Sunday, DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Saturday],
        WorkingHours.DaysOf("Sat-Mon,Wed")!.Order());

    [Property(MaxTest = 3000, Replay = "20180301,11")]
    public void No_earlier_minute_is_inside_the_hours(DoNotSize<uint> chance, DoNotSize<uint> more, byte days, byte holidays)
    {
        var place = Zone(Zones[chance.Item % Zones.Length]);
        var now = Utc(Moments[more.Item % Moments.Length]).AddSeconds((chance.Item / 64 % (6 * 86_400)) - (3 * 86_400.0));
        var start = more.Item / 64 % 1440;
        var hours = new WorkingHours(
            TimeSpan.FromMinutes(start),
            TimeSpan.FromMinutes(start + 1 + (more.Item / 100_000 % (1440 - start))),
            Enum.GetValues<DayOfWeek>().Where(day => (days >> (int)day & 1) == 1).ToHashSet());

        var due = WorkingTime.Next(now, place, hours, IsHoliday);

        Assert.Equal(ByTheMinute(now, place, hours), due);
        Assert.Equal(TimeSpan.Zero, due.Offset);

        bool IsHoliday(DateOnly day) => (holidays >> (day.Day % 8) & 1) == 1;

        DateTimeOffset ByTheMinute(DateTimeOffset at, TimeZoneInfo where, WorkingHours inside)
        {
            if (IsInside(at))
                return at;
            for (var minute = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(1); minute < at.AddDays(30); minute = minute.AddMinutes(1))
                if (IsInside(minute))
                    return minute;
            return at;

            bool IsInside(DateTimeOffset moment)
            {
                var wall = TimeZoneInfo.ConvertTime(moment, where);
                return wall.TimeOfDay >= inside.From && wall.TimeOfDay < inside.To && inside.Days.Contains(wall.DayOfWeek)
                    && !IsHoliday(DateOnly.FromDateTime(wall.DateTime));
            }
        }
    }

    private static readonly string[] Zones =
    [
        "Asia/Taipei", "Etc/UTC", "Europe/Berlin", "Europe/London", "America/New_York", "America/St_Johns", "America/Sao_Paulo", "Asia/Kathmandu",
        "Australia/Lord_Howe", "Australia/Sydney", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Apia", "Pacific/Kiritimati", "Africa/Casablanca",
    ];

    /// <summary>Changes of the clock in one zone or another, the day that Samoa left out, leap days, a turn of the year.</summary>
    private static readonly string[] Moments =
    [
        "2018-03-11 07:00", "2018-11-04 06:00", "2018-03-25 01:00", "2018-10-28 01:00", "2018-10-06 15:00", "2018-03-31 15:00", "2018-09-29 14:00",
        "2018-11-04 03:00", "2018-02-18 02:00", "2011-12-30 10:00", "2020-02-29 00:00", "2020-02-29 23:00", "2018-12-31 23:30", "2018-05-13 02:00",
    ];

    private static DateTimeOffset Next(DateTimeOffset now, string zone, WorkingHours? hours) =>
        WorkingTime.Next(now, Zone(zone), hours, _ => false);

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static DateTimeOffset At(string text, string zone)
    {
        var wall = DateTime.Parse(text, CultureInfo.InvariantCulture);
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(wall, Zone(zone)), TimeSpan.Zero);
    }
}
