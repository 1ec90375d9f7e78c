using CompetencyBot.Graph;
using CompetencyBot.Sandbox.Graph;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Sources.Entra;

/// <summary>Whatever goes wrong with the directory, what was known stays, and admins can read what is the matter.</summary>
public sealed class DirectoryFaultTests
{
    [Fact]
    public async Task After_a_link_that_Graph_knows_no_more_everybody_is_read_and_who_is_not_there_has_left()
    {
        await using var story = await DirectoryStory.StartAsync();
        await story.SyncAsync();
        story.Graph.Directory.DeletePermanently(Sample.Grace.ObjectId!);
        story.Graph.Delta.ExpireTokens();

        await story.SyncAsync();

        Assert.Contains(story.Graph.Calls, call => call.Status == 410);
        Assert.Equal(DirectoryStory.Today, (await story.PersonAsync(Sample.Grace))?.LeftOn);
        Assert.Equal(DirectoryRemoval.Vanished, (await story.UsersAsync()).Single(user => user.ObjectId == Sample.Grace.ObjectId).Removal);
        Assert.Null((await story.PersonAsync(Sample.David))?.LeftOn);
    }

    [Fact]
    public async Task A_link_that_is_too_old_is_not_even_tried()
    {
        await using var story = await DirectoryStory.StartAsync();
        await story.SyncAsync();
        story.Pass(TimeSpan.FromDays(6.5));

        await story.SyncAsync();

        var last = story.Graph.Calls.Last(call => call.Path == "/users/delta");
        Assert.False(last.Query.ContainsKey("$deltatoken"));
        Assert.Null((await story.StateAsync()).Problem);
    }

    [Theory]
    [InlineData("120")]
    [InlineData("Thu, 01 Mar 2018 01:32:00 GMT")]
    public async Task While_Graph_asks_to_wait_nobody_asks_and_what_was_known_stays(string retryAfter)
    {
        await using var story = await DirectoryStory.StartAsync();
        await story.SyncAsync();
        var before = (await story.StateAsync()).DeltaLink;
        story.Graph.Answer("GET", "/users/delta", 429, "TooManyRequests", retryAfter);

        await story.SyncAsync();
        var calls = story.Graph.Calls.Count;
        story.Pass(TimeSpan.FromSeconds(119));
        await story.SyncAsync();

        Assert.Equal(calls, story.Graph.Calls.Count);
        Assert.Equal((before, "throttled"), ((await story.StateAsync()).DeltaLink, (await story.StateAsync()).Problem));
        Assert.Contains("Microsoft Graph asked to wait", (await story.App.As(Sample.Julia).Says("admin directory")).Shown, StringComparison.Ordinal);
        Assert.NotNull(await story.PersonAsync(SampleDirectory.Newcomer));

        story.Pass(TimeSpan.FromSeconds(2));
        await story.SyncAsync();
        Assert.Null((await story.StateAsync()).Problem);
    }

    [Fact]
    public async Task Half_of_a_read_is_not_kept()
    {
        await using var story = await DirectoryStory.StartAsync();
        await story.SyncAsync();
        story.Graph.PageSize = 1;
        story.Graph.Directory.Disable(Sample.Grace.ObjectId!);
        story.Graph.Directory.Disable(Sample.David.ObjectId!);
        story.Graph.Directory.Disable(Sample.Tsai.ObjectId!);
        story.Graph.Answer("GET", "/users/delta", 503, "ServiceUnavailable", "60", after: 1);

        await story.SyncAsync();

        Assert.Equal("throttled", (await story.StateAsync()).Problem);
        Assert.Null((await story.PersonAsync(Sample.Grace))?.LeftOn);
        story.Pass(TimeSpan.FromMinutes(2));
        await story.SyncAsync();
        Assert.Equal(DirectoryStory.Today, (await story.PersonAsync(Sample.Grace))?.LeftOn);
    }

    [Theory]
    [InlineData(GraphConsent.ReadUsers, "Users may not be read: the permission User.Read.All is missing.")]
    [InlineData(GraphConsent.ReadGroupMembers, "Members of groups may not be read: the permission GroupMember.Read.All is missing.")]
    [InlineData(GraphConsent.ReadMailboxSettings, "Working hours of mailboxes may not be read: the permission MailboxSettings.Read is missing.")]
    public async Task A_permission_that_is_missing_is_named_and_what_was_known_stays(GraphConsent permission, string sentence)
    {
        await using var story = await DirectoryStory.StartAsync(("Graph:AdminGroupId", SampleDirectory.AdminGroup), ("Graph:ReadsMailboxSettings", "true"));
        await story.SyncAsync();
        var before = await story.UsersAsync();
        story.Graph.Revoke(permission);
        story.Pass(TimeSpan.FromDays(1));

        await story.SyncAsync();

        Assert.Contains(sentence, (await story.App.As(Sample.Julia).Says("admin directory")).Shown, StringComparison.Ordinal);
        Assert.Equal(
            before.Select(user => (user.ObjectId, user.IsPerson, user.IsAdmin, user.TimeZone)),
            (await story.UsersAsync()).Select(user => (user.ObjectId, user.IsPerson, user.IsAdmin, user.TimeZone)));
    }

    [Fact]
    public async Task A_group_that_there_is_not_is_named_and_its_members_keep_their_role()
    {
        await using var story = await DirectoryStory.StartAsync(("Graph:AdminGroupId", SampleDirectory.AdminGroup));
        await story.SyncAsync();
        story.Graph.Groups.Delete(SampleDirectory.AdminGroup);

        await story.SyncAsync();

        Assert.Contains("There is no group with the id in Graph:AdminGroupId.", (await story.App.As(Sample.Julia).Says("admin directory")).Shown, StringComparison.Ordinal);
        Assert.Contains(await story.UsersAsync(), user => user.IsAdmin);
    }

    [Fact]
    public async Task While_another_instance_reads_nobody_else_does_and_one_that_died_is_followed()
    {
        await using var story = await DirectoryStory.StartAsync();
        await story.SyncAsync();
        var until = story.App.Clock.GetUtcNow() + TimeSpan.FromMinutes(5);
        await story.App.InDatabaseAsync(db => db.DirectoryStates.ExecuteUpdateAsync(row => row.SetProperty(state => state.LeasedUntil, until)));
        var calls = story.Graph.Calls.Count;

        await story.SyncAsync();
        Assert.Equal(calls, story.Graph.Calls.Count);

        story.Pass(TimeSpan.FromMinutes(6));
        await story.SyncAsync();
        Assert.True(story.Graph.Calls.Count > calls);
        Assert.Null((await story.StateAsync()).LeasedUntil);
    }

    [Theory]
    [InlineData("https://graph.microsoft.com.example.org/v1.0/users/delta", false)]
    [InlineData("http://127.0.0.1:1/v1.0/users/delta", false)]
    [InlineData("/users/delta", false)]
    [InlineData("https://graph.microsoft.com/v1.0/users/delta?$skiptoken=1", true)]
    [InlineData("https://GRAPH.microsoft.com/v1.0/users/delta", true)]
    [InlineData("http://graph.microsoft.com/v1.0/users/delta", false)]
    public async Task A_link_to_another_host_is_not_followed(string link, bool isOurs)
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });

        Assert.Equal(isOurs, app.Services.GetRequiredService<GraphConnection>().IsOurs(link));
    }
}
