using CompetencyBot.Features.Progress.Weekly;

namespace CompetencyBot.Tests.Features.Progress;

/// <summary>What people write when they want the weekly card.</summary>
public sealed class WeeklyWishTests
{
    [Theory]
    [InlineData("weekly progress on Mondays at 9", DayOfWeek.Monday, "09:00", null)]
    [InlineData("weekly progress mondays 9am", DayOfWeek.Monday, "09:00", null)]
    [InlineData("weekly on Tue at 2pm", DayOfWeek.Tuesday, "14:00", null)]
    [InlineData("weekly on Thurs at 4:30 p.m.", DayOfWeek.Thursday, "16:30", null)]
    [InlineData("weekly wedensday 16.15", DayOfWeek.Wednesday, "16:15", null)]
    [InlineData("weekly monday 12 am", DayOfWeek.Monday, "00:00", null)]
    [InlineData("weekly monday 12 pm", DayOfWeek.Monday, "12:00", null)]
    [InlineData("weekly monday at noon", DayOfWeek.Monday, "12:00", null)]
    [InlineData("weekly monday at midnight", DayOfWeek.Monday, "00:00", null)]
    [InlineData("weekly monday 03:00", DayOfWeek.Monday, "03:00", null)]
    [InlineData("weekly on friday at 3 in the afternoon", DayOfWeek.Friday, "15:00", null)]
    [InlineData("every friday 14:00 Europe/London", DayOfWeek.Friday, "14:00", "Europe/London")]
    [InlineData("every friday 14:00 europe/london", DayOfWeek.Friday, "14:00", "Europe/London")]
    [InlineData("weekly sundays 8:05 UTC", DayOfWeek.Sunday, "08:05", "Etc/UTC")]
    [InlineData("weekly mondays at 9 New York time", DayOfWeek.Monday, "09:00", "America/New_York")]
    [InlineData("每週一 9 點進度", DayOfWeek.Monday, "09:00", null)]
    [InlineData("每週進度 週三 下午 3:30", DayOfWeek.Wednesday, "15:30", null)]
    [InlineData("每週五下午三點半", DayOfWeek.Friday, "15:30", null)]
    [InlineData("每星期二早上十點", DayOfWeek.Tuesday, "10:00", null)]
    [InlineData("每禮拜四晚上八點十五分", DayOfWeek.Thursday, "20:15", null)]
    [InlineData("每週日 １４：３０", DayOfWeek.Sunday, "14:30", null)]
    [InlineData("每週天中午", DayOfWeek.Sunday, "12:00", null)]
    [InlineData("每週3 15:00", DayOfWeek.Wednesday, "15:00", null)]
    [InlineData("每週一下午兩點半", DayOfWeek.Monday, "14:30", null)]
    [InlineData("每週一 9 點 倫敦時間", DayOfWeek.Monday, "09:00", "Europe/London")]
    public void A_day_and_a_time_are_understood_in_both_languages(string typed, DayOfWeek day, string time, string? zone)
    {
        var wish = WeeklyWish.Of(typed);

        Assert.Equal((day, time, zone), (wish.Day, wish.Time?.ToString("HH:mm", null), wish.Zone?.Id));
    }

    [Theory]
    [InlineData("weekly mondays and thursdays at 9", null, "09:00")] // one day a week
    [InlineData("weekly monday at 3", DayOfWeek.Monday, null)] // of which half of the day
    [InlineData("每週一三點", DayOfWeek.Monday, null)]
    [InlineData("weekly monday at 25:00", DayOfWeek.Monday, null)]
    [InlineData("weekly monday at 9:75", DayOfWeek.Monday, null)]
    [InlineData("weekly monday at 9 or 10", DayOfWeek.Monday, null)]
    [InlineData("weekly at 9", null, "09:00")]
    [InlineData("每週 9 點", null, "09:00")] // not the ninth day
    [InlineData("weekly monday", DayOfWeek.Monday, null)]
    public void What_is_missing_or_may_mean_two_things_is_left_open(string typed, DayOfWeek? day, string? time)
    {
        var wish = WeeklyWish.Of(typed);

        Assert.Equal((day, time, false), (wish.Day, wish.Time?.ToString("HH:mm", null), wish.SaysNothing));
    }

    [Theory]
    [InlineData("weekly monday 9:00 Europe/Atlantis")]
    [InlineData("weekly monday 9:00 Mars/Olympus_Mons")]
    public void A_zone_that_there_is_not_is_no_zone(string typed) =>
        Assert.Equal((true, null), (WeeklyWish.Of(typed).ZoneIsUnknown, WeeklyWish.Of(typed).Zone));

    [Theory]
    [InlineData("weekly")]
    [InlineData("weekly progress please")]
    [InlineData("每週進度")]
    [InlineData("weekly card on the moon")]
    public void Where_nothing_of_it_is_said_nothing_is_found(string typed) => Assert.True(WeeklyWish.Of(typed).SaysNothing);

    [Theory]
    [InlineData("weekly stop", true)]
    [InlineData("Weekly: stop it!", true)]
    [InlineData("no more weekly", true)]
    [InlineData("每週 停止", true)]
    [InlineData("每週進度不要了", true)]
    [InlineData("weekly stop?", false)]
    [InlineData("weekly: what happens if I stop it", false)]
    [InlineData("每週 停止會怎樣", false)]
    [InlineData("weekly on mondays at 9", false)]
    [InlineData("weekly weekend", false)]
    [InlineData("weekly on fridays at 16:00, the end of the week", false)]
    [InlineData("weekly: turn it off", true)]
    [InlineData("weekly off", true)]
    [InlineData("stop weekly progress on mondays", true)]
    public void Only_who_asks_for_the_end_gets_it(string typed, bool isStop) => Assert.Equal(isStop, WeeklyWish.IsStop(typed));
}
