using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Sandbox;
using CompetencyBot.Tests.BotFramework;
using CompetencyBot.Timing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CompetencyBot.Tests.Timing;

public sealed class HolidayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LogRecord _log = new();
    private readonly ILoggerFactory _loggers;

    public HolidayTests() => _loggers = LoggerFactory.Create(logging => logging.AddProvider(_log));

    public void Dispose()
    {
        _loggers.Dispose();
        _log.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Asia/Taipei", "TW")]
    [InlineData("Europe/London", "GB")]
    [InlineData("America/Los_Angeles", "US")]
    [InlineData("Europe/Stockholm", "SE")] // the database keeps its times with those of Berlin
    [InlineData("ROC", "TW")]
    [InlineData("US/Pacific", "US")]
    [InlineData("Asia/Calcutta", "IN")]
    [InlineData("Taipei Standard Time", "TW")]
    [InlineData("Etc/UTC", null)]
    [InlineData("Nowhere/Land", null)]
    public void A_time_zone_says_the_country(string zone, string? country) => Assert.Equal(country, ZoneCountries.Of(zone));

    [Theory]
    [InlineData("TW", "01-01 02-15 02-16 02-17 02-18 02-19 02-20 02-28 04-04 04-05 04-06 05-01 06-18 09-24 10-10 12-31")]
    [InlineData("GB", "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26")]
    [InlineData("US", "01-01 01-15 02-19 05-28 07-04 09-03 10-08 11-11 11-12 11-22 12-25")]
    public void The_sample_calendars_have_the_holidays_of_2018(string country, string days)
    {
        var calendar = Holidays().Of(SandboxFolder.Holidays, country);

        var year = Enumerable.Range(0, 365).Select(new DateOnly(2018, 1, 1).AddDays).Where(calendar.IsHoliday);
        Assert.Equal(days, string.Join(' ', year.Select(day => day.ToString("MM-dd", null))));
    }

    [Fact]
    public void A_yearly_holiday_comes_again_by_its_day_or_its_weekday()
    {
        var calendar = Holidays().Of(SandboxFolder.Holidays, "US");

        Assert.True(calendar.IsHoliday(new DateOnly(2026, 11, 26))); // the fourth Thursday
        Assert.True(calendar.IsHoliday(new DateOnly(2026, 12, 25)));
        Assert.False(calendar.IsHoliday(new DateOnly(2026, 11, 12)));
        Assert.False(calendar.IsHoliday(new DateOnly(2017, 12, 25))); // before it begins
    }

    [Fact]
    public void Whole_days_are_holidays_and_nothing_else()
    {
        var calendar = HolidayCalendar.Parse(File(
            Event("DTSTART;VALUE=DATE:20171224\nDTEND;VALUE=DATE:20180107\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20181224"),
            Event("DTSTART;VALUE=DATE:20160229\nRRULE:FREQ=YEARLY"),
            Event("DTSTART:20180301T090000Z\nDTEND:20180301T100000Z"),
            Event("DTSTART;VALUE=DATE:20180302\nSTATUS:CANCELLED"),
            Event("DTSTART;VALUE=DATE:20180305\nDURATION:P2D")));

        Assert.True(calendar.IsHoliday(new DateOnly(2018, 1, 6))); // begun in the year before
        Assert.False(calendar.IsHoliday(new DateOnly(2018, 1, 7))); // the end is the first day after it
        Assert.False(calendar.IsHoliday(new DateOnly(2018, 12, 24)));
        Assert.True(calendar.IsHoliday(new DateOnly(2019, 12, 31)));
        Assert.True(calendar.IsHoliday(new DateOnly(2020, 2, 29)));
        Assert.False(calendar.IsHoliday(new DateOnly(2019, 2, 28)));
        Assert.False(calendar.IsHoliday(new DateOnly(2018, 3, 1)));
        Assert.False(calendar.IsHoliday(new DateOnly(2018, 3, 2)));
        Assert.True(calendar.IsHoliday(new DateOnly(2018, 3, 6)));
        Assert.False(calendar.IsHoliday(new DateOnly(2018, 3, 7)));
    }

    [Theory]
    [InlineData("", "It is empty.")]
    [InlineData("UserPrincipalName,DisplayName", "Could not parse line")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Cut", "Unclosed component")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Bad\nDTSTART;VALUE=DATE:2018xx\nEND:VEVENT\nEND:VCALENDAR", "The event \"Bad\" has no start")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Odd\nDTSTART;VALUE=DATE:20180101\nRRULE:FREQ=SOMETIMES\nEND:VEVENT\nEND:VCALENDAR", "SOMETIMES")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Back\nDTSTART;VALUE=DATE:20180105\nDTEND;VALUE=DATE:20180101\nEND:VEVENT\nEND:VCALENDAR",
        "The event \"Back\" of 2018-01-05 cannot be understood")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Never\nDTSTART;VALUE=DATE:20180101\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\nEND:VEVENT\nEND:VCALENDAR",
        "The event \"Never\" of 2018-01-01 cannot be understood")]
    public void A_damaged_calendar_is_refused_with_the_reason(string file, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => HolidayCalendar.Parse(file)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_calendar_is_read_again_when_it_has_changed_and_the_last_good_one_stays()
    {
        var holidays = Holidays();
        var day = new DateOnly(2018, 3, 8);
        Assert.False(holidays.Of(_folder.Path, "DE").IsHoliday(day)); // no file yet

        Write("DE.ics", File(Event("DTSTART;VALUE=DATE:20180308")), 1);
        Assert.True(holidays.Of(_folder.Path, "DE").IsHoliday(day));
        Assert.Same(holidays.Of(_folder.Path, "DE"), holidays.Of(_folder.Path, "DE"));

        Write("DE.ics", "half of a file", 2);
        Assert.True(holidays.Of(_folder.Path, "DE").IsHoliday(day));
        Assert.Contains("DE.ics cannot be read, what was read of it before stays: Could not parse line", _log.Text, StringComparison.Ordinal);

        Write("DE.ics", File(Event("DTSTART;VALUE=DATE:20180309")), 3);
        Assert.False(holidays.Of(_folder.Path, "DE").IsHoliday(day));
        Assert.Same(HolidayCalendar.Empty, holidays.Of("", "DE"));
        Assert.Same(HolidayCalendar.Empty, holidays.Of(_folder.Path, null));
    }

    [Fact]
    public void What_is_wrong_with_the_folder_is_said_a_sentence_each()
    {
        Write("Taiwan.ICS", "", 1);
        Write("GB.ics", "half of a file", 1);
        Write("GB-SCT.ics", File(Event("DTSTART;VALUE=DATE:20181130")), 1);
        Write("notes.txt", "", 1);

        var problems = HolidayFolder.Problems(_folder.Path).ToArray();

        Assert.Equal(2, problems.Length);
        Assert.Contains("GB.ics: this is no calendar (iCalendar) that can be read: Could not parse line", problems[0], StringComparison.Ordinal);
        Assert.EndsWith("Taiwan.ICS: a calendar of holidays is named by the country's two letters in capitals, such as TW.ics.", problems[1], StringComparison.Ordinal);
        Assert.StartsWith("Renewal:HolidaysFolder \"/nowhere\" cannot be read: ", Assert.Single(HolidayFolder.Problems("/nowhere")), StringComparison.Ordinal);
        Assert.Empty(HolidayFolder.Problems(SandboxFolder.Holidays));
        Assert.Empty(HolidayFolder.Problems(""));
    }

    [Theory]
    [InlineData("Asia/Taipei", "2018-02-28T00:30Z", "2018-03-01T01:00Z")] // Peace Memorial Day
    [InlineData("Europe/London", "2018-02-28T00:30Z", "2018-02-28T09:00Z")]
    [InlineData("America/Los_Angeles", "2018-05-28T12:00Z", "2018-05-29T16:00Z")] // Memorial Day, an hour ahead in summer
    [InlineData("Europe/London", "2018-03-29T17:00Z", "2018-04-03T08:00Z")] // Easter
    [InlineData("Moon/Base", "2018-02-28T00:30Z", "2018-03-01T01:00Z")] // as the organisation
    [InlineData(null, "2018-02-28T00:30Z", "2018-03-01T01:00Z")]
    public void A_recipient_is_told_in_the_working_hours_of_their_own_country(string? zone, string now, string due)
    {
        using var services = new ServiceCollection()
            .Configure<RenewalOptions>(options => options.HolidaysFolder = SandboxFolder.Holidays)
            .Configure<OrganisationOptions>(options => options.TimeZone = "Asia/Taipei")
            .AddSingleton(Holidays())
            .AddSingleton<RecipientTime>()
            .BuildServiceProvider();
        var time = services.GetRequiredService<RecipientTime>();
        var person = new PersonRecord("mei@contoso.example", "Mei", TimeZone: zone);
        var moment = DateTimeOffset.Parse(now, null);

        Assert.Equal(DateTimeOffset.Parse(due, null), time.DueAt(person, moment));
        Assert.Equal(time.DueAt(person, moment), zone is null ? time.DueAt(null, moment) : time.DueAt(person, moment, own: WorkingHours.Of("09:00-17:00", "Mon-Fri")));
        Assert.Equal(moment, time.DueAt(person, moment, urgent: true));
    }

    [Fact]
    public void Hours_of_the_person_s_own_go_before_those_of_the_settings()
    {
        using var services = new ServiceCollection()
            .Configure<RenewalOptions>(_ => { })
            .Configure<OrganisationOptions>(options => options.TimeZone = "Asia/Taipei")
            .AddSingleton(Holidays())
            .AddSingleton<RecipientTime>()
            .BuildServiceProvider();

        Assert.Equal(
            DateTimeOffset.Parse("2018-03-03T05:00Z", null),
            services.GetRequiredService<RecipientTime>().DueAt(null, DateTimeOffset.Parse("2018-03-01T05:30Z", null), own: WorkingHours.Of("13:00-13:30", "Sat")));
    }

    private HolidayFolder Holidays() => new(_loggers.CreateLogger<HolidayFolder>());

    private void Write(string name, string text, int minute)
    {
        System.IO.File.WriteAllText(_folder.File(name), text);
        System.IO.File.SetLastWriteTimeUtc(_folder.File(name), new DateTime(2018, 3, 1, 9, minute, 0, DateTimeKind.Utc));
    }

    private static string Event(string lines) => $"BEGIN:VEVENT\nSUMMARY:Holiday\n{lines}\nEND:VEVENT";

    private static string File(params string[] events) => $"BEGIN:VCALENDAR\nVERSION:2.0\n{string.Join('\n', events)}\nEND:VCALENDAR\n";
}
