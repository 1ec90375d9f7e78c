using System.Text.Json.Nodes;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.Renewal;

/// <summary>
/// The directory says that somebody leaves; the next look tells the admins what falls because of it, and who could fill it. Gold in Data Analytics rests on Grace,
/// who also is a cause of its warning from the first day on.
/// </summary>
public sealed class LeaverWarningTests
{
    private const string Key = "leaver|grace.huang@contoso.example";
    private static readonly DateOnly Today = new(2018, 3, 1);

    [Fact]
    public async Task Of_a_disabled_account_the_admins_hear_who_since_when_and_what_falls_and_the_level_says_who_could_fill_it()
    {
        await using var story = await WarnedAsync();

        await story.App.DirectorySaysAsync(Sample.Grace, user => (user.IsEnabled, user.DisabledOn) = (false, Today));
        await story.ScanAsync();

        var warning = story.Warnings(story.Julia)[1];
        Assert.Contains("Grace Huang leaves", warning, StringComparison.Ordinal);
        Assert.Contains("the account is disabled; it counts no more from 1 March 2018 on", warning, StringComparison.Ordinal);
        Assert.Contains("• Gold in Data Analytics: from 1 March 2018 on", warning, StringComparison.Ordinal);
        Assert.Contains("What would mend these levels stands with each of them", warning, StringComparison.Ordinal);
        Assert.Equal(2, warning.Split("Data Analytics Specialist: 1 more exam").Length); // once
        Assert.Contains("離開組織", story.Warnings(story.Tsai)[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_account_and_an_announced_day_are_told_as_what_they_are()
    {
        await using var story = await WarnedAsync();

        await story.App.DirectorySaysAsync(Sample.Grace, user => user.LeavesOn = new DateOnly(2018, 4, 2));
        await story.ScanAsync();
        Assert.Contains("The directory says: leaves on 2 April 2018.", story.Warnings(story.Julia)[1], StringComparison.Ordinal);
        Assert.Contains("Gold in Data Analytics: from 2 April 2018 on", story.Warnings(story.Julia)[1], StringComparison.Ordinal);

        await story.App.DirectorySaysAsync(Sample.Grace, user => (user.RemovedOn, user.Removal) = (Today, DirectoryRemoval.SoftDeleted));
        await story.ScanAsync();
        Assert.Contains("the account was deleted; it counts no more from 1 March 2018 on", story.Warnings(story.Julia)[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opened_alone_and_asked_what_would_cure_it_the_leaving_itself_says_who_could_fill_it()
    {
        await using var story = await WarnedAsync();
        await story.App.DirectorySaysAsync(Sample.Grace, user => (user.IsEnabled, user.DisabledOn) = (false, Today));
        await story.ScanAsync();
        var risk = await story.RiskAsync(Key);
        var data = new JsonObject { ["risks"] = $"{risk.Id:N}" };

        var cure = RenewalStory.TextOf(await story.Julia.Invokes("renewal/cure", data.DeepClone()));
        var why = RenewalStory.TextOf(await story.Julia.Invokes("renewal/why", data));

        Assert.Contains("Who could fill it – Gold in Data Analytics:", cure, StringComparison.Ordinal);
        Assert.Contains("70-775", cure, StringComparison.Ordinal);
        Assert.Contains("counts only while they belong to the organisation", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_back_is_told_with_what_holds_again_and_leaving_again_is_news_again()
    {
        await using var story = await WarnedAsync();
        await story.App.DirectorySaysAsync(Sample.Grace, user => (user.IsEnabled, user.DisabledOn) = (false, Today));
        await story.ScanAsync();

        await story.App.DirectorySaysAsync(Sample.Grace, user => (user.IsEnabled, user.DisabledOn) = (true, null));
        await story.ScanAsync();

        var back = story.Warnings(story.Julia)[2];
        Assert.Contains("Grace Huang is back: the account is enabled again.", back, StringComparison.Ordinal);
        Assert.Contains("these levels hold, which would fall without: Data Analytics (Gold)", back, StringComparison.Ordinal);
        Assert.NotNull((await story.RiskAsync(Key)).ResolvedAt);

        await story.App.DirectorySaysAsync(Sample.Grace, user => (user.IsEnabled, user.DisabledOn) = (false, Today));
        await story.ScanAsync();
        Assert.Contains("Grace Huang leaves", story.Warnings(story.Julia)[3], StringComparison.Ordinal);
        Assert.Equal(2, (await story.RiskAsync(Key)).Episode);
    }

    [Fact]
    public async Task Nothing_is_told_of_a_held_wave_nor_of_somebody_who_counts_for_nothing_nor_of_the_files_own_day()
    {
        await using var story = await WarnedAsync();
        var unlinked = Sample.Records.People.First(person => person.MicrosoftAccount is null && person.LeftOn is null);

        await story.App.DirectorySaysAsync(Sample.Grace, user => (user.RemovedOn, user.Removal, user.HeldIn) = (Today, DirectoryRemoval.Vanished, Guid.AllBitsSet));
        await story.App.DirectorySaysAsync(Sample.Of(unlinked.UserPrincipalName.Split('@')[0]), user => (user.IsEnabled, user.DisabledOn) = (false, Today));
        await story.App.DirectorySaysAsync(Sample.Chen, user => user.DisplayName = "陳冠宇"); // whose day is in the people file
        await story.ScanAsync();

        Assert.Single(story.Warnings(story.Julia));
        Assert.False(await story.App.InDatabaseAsync(db => db.Risks.AnyAsync(risk => risk.Kind == RiskKind.Leaver)));
    }

    [Fact]
    public async Task Time_that_goes_by_and_further_scans_tell_nothing_twice_and_after_two_weeks_it_is_closed_without_a_word()
    {
        await using var story = await WarnedAsync();
        await story.App.DirectorySaysAsync(Sample.Grace, user => (user.IsEnabled, user.DisabledOn) = (false, Today));
        await story.ScanAsync();
        Assert.Equal(2, story.Warnings(story.Julia).Length);

        story.GoTo(2018, 3, 15);
        await story.App.DirectorySaysAsync(Sample.Grace, user => user.Mail = "grace@contoso.example");
        await story.ScanAsync();
        Assert.Null((await story.RiskAsync(Key)).ResolvedAt);
        Assert.DoesNotContain(story.Warnings(story.Julia).Skip(2), warning => warning.Contains("Grace Huang leaves", StringComparison.Ordinal));

        story.GoTo(2018, 3, 16);
        await story.App.DirectorySaysAsync(Sample.Grace, user => user.Mail = null);
        await story.ScanAsync();
        Assert.NotNull((await story.RiskAsync(Key)).ResolvedAt);
        Assert.DoesNotContain(story.Warnings(story.Julia).Skip(2), warning => warning.Contains("is back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Outside_working_hours_it_waits_for_them_and_close_to_the_last_day_of_the_test_it_does_not()
    {
        await using var story = await WarnedAsync();
        story.App.Clock.Advance(TimeSpan.FromHours(12)); // half past nine in the evening of Taipei
        await story.App.DirectorySaysAsync(Sample.Grace, user => (user.IsEnabled, user.DisabledOn) = (false, Today));
        await story.App.RunAsync<RenewalScanJob>();
        await story.App.RunAsync<OutboxDeliveryJob>();
        Assert.Single(story.Warnings(story.Tsai));

        story.GoTo(2018, 5, 12);
        story.App.Clock.Advance(TimeSpan.FromHours(12));
        await story.App.DirectorySaysAsync(Sample.Of("samuel.lee"), user => (user.IsEnabled, user.DisabledOn) = (false, new DateOnly(2018, 5, 12)));
        await story.App.RunAsync<RenewalScanJob>();
        await story.App.RunAsync<OutboxDeliveryJob>();
        Assert.Contains(story.Warnings(story.Tsai), warning => warning.Contains("Samuel Lee", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_only_sees_to_a_level_does_not_learn_who_leaves()
    {
        await using var story = await WarnedAsync();
        await story.App.DirectorySaysAsync(Sample.Grace, user => (user.IsEnabled, user.DisabledOn) = (false, Today));
        await story.ScanAsync();
        var risk = await story.RiskAsync(Key);
        await story.Julia.Invokes("renewal/assigned", new JsonObject { ["risks"] = $"{risk.Id:N}", ["person"] = "chenghan.li@contoso.example" });
        var chenghan = story.App.As(Sample.Of("chenghan.li"));
        await chenghan.Installs();
        await story.DeliverAsync();

        var asked = string.Join('\n', story.Warnings(chenghan));
        Assert.Contains("有計入的同仁離開組織", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("Grace", asked, StringComparison.Ordinal);
    }

    /// <summary>The first scan is told and done with.</summary>
    private static async Task<RenewalStory> WarnedAsync()
    {
        var story = await RenewalStory.StartAsync();
        await story.ScanAsync();
        return story;
    }
}
