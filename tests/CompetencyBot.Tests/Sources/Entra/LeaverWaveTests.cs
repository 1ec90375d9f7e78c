using System.Text.Json.Nodes;
using CompetencyBot.Features.Administration.Entra;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox.Graph;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Sources.Entra;

/// <summary>Many people are gone at once: that is more likely somebody's mistake, and an admin is asked.</summary>
public sealed class LeaverWaveTests
{
    [Fact]
    public async Task As_many_as_may_leave_at_once_leave_and_nobody_is_asked()
    {
        await using var story = await DirectoryStory.StartAsync();
        await story.SyncAsync();
        var gone = Wave(story, 10);

        await story.SyncAsync();

        Assert.Equal(10, await LeaversAsync(story, gone));
        Assert.Empty(await WavesAsync(story));
    }

    [Fact]
    public async Task More_are_held_until_an_admin_says_that_they_have_left_and_the_first_answer_counts()
    {
        await using var story = await DirectoryStory.StartAsync();
        var (julia, tsai) = (story.App.As(Sample.Julia), story.App.As(Sample.Tsai));
        await julia.Installs();
        await tsai.Installs();
        await story.SyncAsync();
        var gone = Wave(story, 11);

        await TellAsync(story);
        Assert.Equal(0, await LeaversAsync(story, gone));
        var asked = julia.Reads();
        Assert.Contains("the directory says of 11 people at once that they are gone", asked.Shown, StringComparison.Ordinal);
        Assert.Contains(gone[0].DisplayName, asked.Shown, StringComparison.Ordinal);
        Assert.Contains("他們已離開了嗎？", tsai.Reads().Shown, StringComparison.Ordinal);

        var scan = story.App.Jobs.NextRunOf<RenewalScanJob>();
        Assert.StartsWith("Noted: they have left.", (await julia.Presses("They have left")).Text, StringComparison.Ordinal);
        await scan;

        Assert.Equal(11, await LeaversAsync(story, gone));
        Assert.Contains("Julia Novak 已表示他們已離開", (await tsai.Presses("暫時保留")).Text, StringComparison.Ordinal);
        Assert.Equal(11, await LeaversAsync(story, gone));
        Assert.Contains("said that people whom the directory says are gone have left: 11", (await julia.Says("admin audit")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Admins_are_asked_once_however_often_the_directory_is_read()
    {
        await using var story = await DirectoryStory.StartAsync();
        await story.App.As(Sample.Julia).Installs();
        await story.SyncAsync();
        Wave(story, 11);

        await TellAsync(story);
        await TellAsync(story);

        Assert.Single(await WavesAsync(story));
        Assert.Equal(1, await story.App.InDatabaseAsync(db => db.Outbox.CountAsync(row => row.Key.StartsWith("directory-wave|") && row.Recipient == Sample.Julia.UserPrincipalName)));
    }

    [Fact]
    public async Task Who_is_kept_stays_until_the_directory_says_something_new_of_them()
    {
        await using var story = await DirectoryStory.StartAsync();
        var julia = story.App.As(Sample.Julia);
        await julia.Installs();
        await story.SyncAsync();
        GraphUser[] gone = [.. story.Graph.Directory.Users.Where(IsEmployee).Take(11)];
        foreach (var user in gone)
            story.Graph.Directory.Disable(user.Id);
        await TellAsync(story);
        await julia.Says("admin directory");

        Assert.StartsWith("Noted: they are kept.", (await julia.Presses("Keep them for now")).Text, StringComparison.Ordinal);
        story.Graph.Delta.ExpireTokens(); // everybody is read again, and it says the same
        await story.SyncAsync();
        Assert.Equal(0, await LeaversAsync(story, gone));
        Assert.Single(await WavesAsync(story));

        story.Graph.Directory.Delete(gone[0].Id);
        await story.SyncAsync();
        Assert.Equal(1, await LeaversAsync(story, gone));
    }

    [Fact]
    public async Task Whoever_comes_back_is_in_no_wave_any_more()
    {
        await using var story = await DirectoryStory.StartAsync();
        await story.SyncAsync();
        var gone = Wave(story, 11);
        await story.SyncAsync();

        story.Graph.Directory.RestoreAll();
        await story.SyncAsync();

        Assert.DoesNotContain(await story.UsersAsync(), user => user.HeldIn is not null);
        Assert.Equal(0, await LeaversAsync(story, gone));
    }

    [Fact]
    public async Task A_wave_that_comes_in_pieces_is_one()
    {
        await using var story = await DirectoryStory.StartAsync();
        await story.SyncAsync();
        var first = Wave(story, 8);
        await story.SyncAsync();
        story.Pass(TimeSpan.FromMinutes(2));
        var second = Wave(story, 8);

        await story.SyncAsync();

        Assert.Equal((8, 0), (await LeaversAsync(story, first), await LeaversAsync(story, second)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_wave_in_pieces_is_one_over_midnight_and_where_the_first_were_missed_in_a_full_read(bool vanished)
    {
        await using var story = await DirectoryStory.StartAsync();
        await story.SyncAsync();
        story.Pass(vanished ? TimeSpan.FromHours(2) : TimeSpan.FromMinutes((14 * 60) + 20)); // 23:50
        GraphUser[] first = [.. story.Graph.Directory.Users.Where(IsEmployee).Take(8)];
        foreach (var user in first)
            if (vanished)
                story.Graph.Directory.DeletePermanently(user.Id);
            else
                story.Graph.Directory.Delete(user.Id);
        if (vanished)
            story.Graph.Delta.ExpireTokens();
        await story.SyncAsync();
        story.Pass(TimeSpan.FromMinutes(20));
        var second = Wave(story, 8);

        await story.SyncAsync();

        Assert.Equal((8, 0), (await LeaversAsync(story, first), await LeaversAsync(story, second)));
    }

    [Fact]
    public async Task Many_who_are_taken_out_of_the_group_of_the_people_are_a_wave()
    {
        const string Group = "6d0f3a55-8a0e-4d55-9d0b-3c5f1b7e2aff";
        await using var story = await DirectoryStory.StartAsync(("Graph:PeopleGroupId", Group));
        GraphUser[] people = [.. story.Graph.Directory.Users.Where(IsEmployee).Take(12)];
        story.Graph.Groups.Add(Group, people.Select(user => user.Id));
        await story.SyncAsync();
        foreach (var user in people.Skip(1))
            story.Graph.Groups.RemoveMember(Group, user.Id);

        await story.SyncAsync();

        Assert.Equal(0, await LeaversAsync(story, people));
        Assert.Equal(11, Assert.Single(await WavesAsync(story)).People);
    }

    [Fact]
    public async Task Days_of_leaving_that_are_past_and_come_for_many_at_once_are_a_wave()
    {
        await using var story = await DirectoryStory.StartAsync(("Graph:ReadsLeaveDates", "true"));
        story.Graph.Grant(GraphConsent.ReadLeaveDates);
        var julia = story.App.As(Sample.Julia);
        await julia.Installs();
        await story.SyncAsync();
        GraphUser[] gone = [.. story.Graph.Directory.Users.Where(IsEmployee).Take(11)];
        foreach (var user in gone)
            story.Graph.Directory.SetLeaveDate(user.Id, new DateTimeOffset(2018, 2, 1, 0, 0, 0, TimeSpan.Zero));
        await TellAsync(story);
        var held = await LeaversAsync(story, gone);
        story.Graph.Directory.SetLeaveDate(gone[0].Id, null); // taken back
        await TellAsync(story);
        await julia.Says("admin directory");

        Assert.StartsWith("Noted: they have left.", (await julia.Presses("They have left")).Text, StringComparison.Ordinal);

        Assert.Equal((0, 10), (held, await LeaversAsync(story, gone)));
    }

    [Fact]
    public async Task A_read_of_nobody_takes_nobody_away()
    {
        await using var story = await DirectoryStory.StartAsync();
        await story.SyncAsync();
        GraphUser[] all = [.. story.Graph.Directory.Users];
        foreach (var user in all)
            story.Graph.Directory.DeletePermanently(user.Id);
        story.Graph.Delta.ExpireTokens();

        await story.SyncAsync();

        Assert.Equal(0, await LeaversAsync(story, [.. all.Where(IsEmployee)]));
        Assert.Single(await WavesAsync(story));
    }

    [Theory]
    [InlineData("""{"wave":"nonsense"}""")]
    [InlineData("""{"wave":"00000000-0000-4000-8000-000000000000"}""")]
    [InlineData("""{}""")]
    public async Task An_answer_to_no_question_decides_nothing(string data)
    {
        await using var story = await DirectoryStory.StartAsync();

        var answer = await story.App.As(Sample.Julia).Invokes("admin/haveleft", JsonNode.Parse(data));

        Assert.Equal("There is no such question any more.", answer.Text);
    }

    private static bool IsEmployee(GraphUser user) =>
        user.UserPrincipalName != Sample.Julia.UserPrincipalName && user.UserPrincipalName != Sample.Tsai.UserPrincipalName
        && user is { AccountEnabled: true, UserType: GraphUser.Member };

    private static GraphUser[] Wave(DirectoryStory story, int count)
    {
        GraphUser[] wave = [.. story.Graph.Directory.Users.Where(IsEmployee).Take(count)];
        foreach (var user in wave)
            story.Graph.Directory.Delete(user.Id);
        return wave;
    }

    private static async Task TellAsync(DirectoryStory story)
    {
        await story.SyncAsync();
        await story.App.RunAsync<HeldLeaversJob>();
        await story.App.RunAsync<OutboxDeliveryJob>();
    }

    private static Task<List<DirectoryWave>> WavesAsync(DirectoryStory story) => story.App.InDatabaseAsync(db => db.DirectoryWaves.AsNoTracking().ToListAsync());

    private static async Task<int> LeaversAsync(DirectoryStory story, IReadOnlyCollection<GraphUser> among)
    {
        var ids = among.Select(user => user.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return (await story.UsersAsync()).Count(row => ids.Contains(row.ObjectId) && row.ToPerson().LeftOn is not null);
    }
}
