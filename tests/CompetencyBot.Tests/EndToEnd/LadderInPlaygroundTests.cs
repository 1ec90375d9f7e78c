using System.Globalization;
using Microsoft.Playwright;

namespace CompetencyBot.Tests.EndToEnd;

/// <summary>An admin of the sample organisation sees every rung of the ladder; the trial is moved from day to day.</summary>
[Collection(TrialInBrowser.Collection)]
public sealed class LadderInPlaygroundTests(TrialInBrowser trial) : IClassFixture<TrialInBrowser>
{
    [Fact]
    public async Task Every_rung_of_the_ladder_is_seen_by_the_admin()
    {
        var admin = await trial.AdminAsync();
        await admin.SayAsync("admin scan");
        await Hears(admin, "75 days until the anniversary");

        foreach (var (day, said) in new[]
        {
            ("2018-03-16", "60 days until the anniversary"),
            ("2018-04-16", "29 days until the anniversary"), // the thirtieth is a Sunday
            ("2018-04-30", "15 days until the anniversary"),
            ("2018-05-08", "7 days until the anniversary"),
            ("2018-05-14", "Reminder: the anniversary is tomorrow"),
            ("2018-05-15", "Reminder: the anniversary is today"),
            ("2018-05-16", "Renewal can be bought now, until 14 June 2018 (29 more days)"),
            ("2018-05-30", "Reminder: 15 days after the anniversary"),
            ("2018-06-07", "Reminder: 23 days after the anniversary"),
            ("2018-06-13", "Reminder: 29 days after the anniversary"),
            ("2018-06-15", "Renewal could be bought until 14 June 2018."),
        })
        {
            Assert.True(trial.Trial.GoTo(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)));
            await admin.SayAsync("admin scan"); // at once, not when the scheduler next looks at the clock
            await Hears(admin, said);
            await admin.ScreenshotAsync($"ladder-{day}");
        }
    }

    /// <summary>The scheduler looks at the clock by itself only every half minute, and other tests need the processor, too.</summary>
    private static async Task Hears(PlaygroundPage admin, string text) =>
        await Assertions.Expect(await admin.HearAsync(text, TimeSpan.FromMinutes(3))).ToBeVisibleAsync();
}
