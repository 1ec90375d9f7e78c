using System.Globalization;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Outbox;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.Renewal;

/// <summary>Warnings around the days on which clocks and calendars are odd.</summary>
public sealed class CalendarTests
{
    /// <summary>Fridays and Mondays around a change; the scan of six in Taipei is late in the evening before in London.</summary>
    [Theory]
    [InlineData("2018-05-15", "-53,-50", "2018-03-23", "2018-03-26", "09:00", "08:00")]
    [InlineData("2018-12-14", "-49,-46", "2018-10-26", "2018-10-29", "08:00", "09:00")]
    public async Task Nine_in_the_morning_stays_nine_in_the_morning_when_the_clocks_change(
        string anniversary, string ladder, string before, string after, string utcBefore, string utcAfter)
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Settings = new() { ["Renewal:Ladder"] = ladder },
            Prepare = files => files
                .ReplaceInLine("people.csv", Sample.Julia.UserPrincipalName, "Asia/Taipei", "Europe/London")
                .Write("membership.csv", $"Offer,PurchasedOn,AnniversaryOn,Market\ngold,2017-05-15,{anniversary},developed\n"),
            Now = SixInTaipei(before).AddDays(-1).AddHours(-1),
        });
        await app.As(Sample.Julia).Installs();
        await app.RunAsync<RenewalScanJob>();
        app.Clock.Advance(TimeSpan.FromHours(12));
        await app.RunAsync<OutboxDeliveryJob>(); // what was found first has been told

        foreach (var (day, utc) in new[] { (before, utcBefore), (after, utcAfter) })
        {
            app.Clock.SetUtcNow(SixInTaipei(day));
            await app.RunAsync<RenewalScanJob>();
            var due = await app.InDatabaseAsync(db => db.Outbox.Where(row => row.Recipient == Sample.Julia.UserPrincipalName && row.Key.StartsWith("renewal|"))
                .OrderByDescending(row => row.CreatedAt).Select(row => row.DueAt).FirstAsync());
            app.Clock.SetUtcNow(due);
            await app.RunAsync<OutboxDeliveryJob>();
            Assert.Equal($"{day} {utc}", due.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task An_anniversary_on_a_leap_day_is_counted_to_like_any_other()
    {
        await using var story = new RenewalStory(await AppFixture.StartAsync(new AppOptions
        {
            Prepare = files => files.Write("membership.csv", "Offer,PurchasedOn,AnniversaryOn,Market\ngold,2019-03-01,2020-02-29,developed\n"),
            Now = new(2020, 1, 30, 9, 30, 0, TimeSpan.FromHours(8)),
        }));
        await story.Julia.Installs();

        var said = new List<string>();
        for (var day = new DateOnly(2020, 1, 30); day < new DateOnly(2020, 4, 2); day = day.AddDays(1))
        {
            story.GoTo(day.Year, day.Month, day.Day);
            var before = story.Warnings(story.Julia).Length;
            await story.ScanAsync();
            said.AddRange(story.Warnings(story.Julia)[before..].SelectMany(text => text.Split('\n'))
                .Where(line => line.Contains("anniversary", StringComparison.Ordinal) && line.Contains(": ", StringComparison.Ordinal) && line.StartsWith("Reminder", StringComparison.Ordinal))
                .Distinct().Select(line => $"{day:MM-dd} {line}"));
        }

        Assert.Equal(
            [
                "02-14 Reminder: 15 days until the anniversary",
                "02-22 Reminder: 7 days until the anniversary", // a Saturday, but urgent
                "02-28 Reminder: the anniversary is tomorrow",
                "02-29 Reminder: the anniversary is today",
                "03-16 Reminder: 16 days after the anniversary", // the Sunday's on Monday
                "03-23 Reminder: 23 days after the anniversary",
                "03-29 Reminder: 29 days after the anniversary", // a Sunday, but the last day but one
            ],
            said);
    }

    private static DateTimeOffset SixInTaipei(string day) =>
        new(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToDateTime(new TimeOnly(6, 0)), TimeSpan.FromHours(8));
}
