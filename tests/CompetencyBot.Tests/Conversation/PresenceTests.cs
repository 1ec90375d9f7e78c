using System.Net;
using System.Text.Json.Nodes;
using CompetencyBot.Tests.BotFramework;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Conversation;

/// <summary>What the bot knows of where it can speak. It is in the team "team0" with its channels Sales and Ideas, and in another team.</summary>
public sealed class PresenceTests : IAsyncLifetime
{
    private const string General = "19:team0general@thread.tacv2";
    private const string Sales = "19:sales0channel@thread.tacv2";
    private const string Ideas = "19:ideas0channel@thread.tacv2";
    private const string Elsewhere = "19:elsewhere@thread.tacv2";
    private const string Grace = "a:1pL9z_Kq3sD5fG7hJ9kL";
    private const string Blocked = "ConversationBlockedByUser";

    private AppFixture _app = null!;

    public async ValueTask InitializeAsync() => _app = await AppFixture.StartAsync(new AppOptions { Evidence = null });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_channel_is_known_with_its_team()
    {
        await SpeakEverywhereAsync();

        Assert.Equal(
            [(Grace, null), (Elsewhere, "19:another@thread.tacv2"), (Ideas, General), (Sales, General)],
            await _app.InDatabaseAsync(db => db.Conversations.OrderByDescending(row => row.Type).ThenBy(row => row.ConversationId)
                .Select(row => new ValueTuple<string, string?>(row.ConversationId, row.TeamId)).ToListAsync()));
    }

    [Fact]
    public async Task Of_a_team_that_the_bot_was_removed_from_no_channel_can_be_reached()
    {
        await SpeakEverywhereAsync();

        await HearsAsync("bot removed");

        Assert.Equal([(Grace, null), (Elsewhere, null), (Ideas, "removed"), (Sales, "removed")], await ReasonsAsync());
    }

    [Fact]
    public async Task The_channel_in_which_a_removal_is_told_stands_for_its_team()
    {
        await SpeakEverywhereAsync();

        await HearsAsync("installation remove", removal =>
        {
            removal["conversation"] = new JsonObject { ["id"] = Sales, ["conversationType"] = "channel" };
            removal["channelData"] = null;
        });

        Assert.Equal([(Grace, null), (Elsewhere, null), (Ideas, "removed"), (Sales, "removed")], await ReasonsAsync());
    }

    [Theory]
    [InlineData("bot added")]
    [InlineData("installation add")]
    public async Task With_the_bot_all_channels_of_the_team_come_back(string name)
    {
        await SpeakEverywhereAsync();
        await HearsAsync("channelDeleted", deleted => deleted["channelData"]!["channel"]!["id"] = Ideas);
        await HearsAsync("bot removed");

        await HearsAsync(name);

        Assert.Equal([(Elsewhere, null), (Ideas, "channelDeleted"), (Sales, null)], [.. (await ReasonsAsync()).Where(IsOfTest)]);
    }

    [Fact]
    public async Task A_removal_from_a_personal_chat_leaves_the_others()
    {
        await SpeakEverywhereAsync();

        await HearsAsync("installation remove");

        Assert.Equal([(Grace, "removed"), (Elsewhere, null), (Ideas, null), (Sales, null)], await ReasonsAsync());
    }

    [Fact]
    public async Task An_upgrade_is_no_removal_and_no_reason_to_say_hello()
    {
        await HearsAsync("message in a personal chat");
        var said = _app.Connector.Calls.Count;

        await HearsAsync("installation remove-upgrade");
        Assert.Equal([(Grace, null)], await ReasonsAsync());
        await HearsAsync("installation add-upgrade");

        Assert.Equal([(Grace, null)], await ReasonsAsync());
        Assert.Equal(said, _app.Connector.Calls.Count);
    }

    [Theory]
    [InlineData("teamArchived", "teamUnarchived")]
    [InlineData("teamDeleted", "teamRestored")]
    public async Task A_team_goes_and_comes_back_with_its_channels(string loss, string undone)
    {
        await SpeakEverywhereAsync();

        await HearsAsync(loss);
        Assert.Equal([(Elsewhere, null), (Ideas, loss), (Sales, loss)], [.. (await ReasonsAsync()).Where(IsOfTest)]);
        await HearsAsync(undone);

        Assert.Equal([(Elsewhere, null), (Ideas, null), (Sales, null)], [.. (await ReasonsAsync()).Where(IsOfTest)]);
    }

    [Fact]
    public async Task A_team_that_is_deleted_for_good_does_not_come_back()
    {
        await SpeakEverywhereAsync();

        await HearsAsync("teamHardDeleted");
        await HearsAsync("teamRestored");

        Assert.Equal([(Elsewhere, null), (Ideas, "teamHardDeleted"), (Sales, "teamHardDeleted")], [.. (await ReasonsAsync()).Where(IsOfTest)]);
    }

    [Fact]
    public async Task A_channel_goes_and_comes_back_alone()
    {
        await SpeakEverywhereAsync();

        await HearsAsync("channelDeleted");
        Assert.Equal([(Ideas, null), (Sales, "channelDeleted")], [.. (await ReasonsAsync()).Where(row => row.Id is Ideas or Sales)]);
        await HearsAsync("channelRestored");

        Assert.Equal([(Ideas, null), (Sales, null)], [.. (await ReasonsAsync()).Where(row => row.Id is Ideas or Sales)]);
    }

    [Theory]
    [InlineData("teamArchived", "teamUnarchived")]
    [InlineData("channelDeleted", "channelRestored")]
    [InlineData("teamArchived", "teamRestored")]
    public async Task What_was_blocked_before_does_not_come_back_with_its_team(string loss, string undone)
    {
        await SpeakEverywhereAsync();
        await BlockAsync(Sales);

        await HearsAsync(loss);
        await HearsAsync(undone);

        Assert.Contains((Sales, Blocked), await ReasonsAsync());
    }

    [Fact]
    public async Task Other_events_and_the_coming_and_going_of_others_prove_nothing()
    {
        await SpeakEverywhereAsync();
        await HearsAsync("channelRenamed"); // the team's General channel is known from now on
        await BlockAsync(Grace, Sales, General);

        string[] names =
        [
            "typing", "messageReaction", "messageUpdate edit", "messageUpdate undelete", "messageDelete", "event readReceipt",
            "event meetingStart", "endOfConversation", "somethingOfTomorrow", "installation remove-upgrade", "members added",
            "member removed", "channelCreated", "channelRenamed", "teamRenamed", "teamUnarchived", "teamRestored", "channelRestored",
        ];
        foreach (var name in names)
        {
            await HearsAsync(name);
            Assert.Equal(3, (await ReasonsAsync()).Count(row => row.Reason == Blocked));
        }
    }

    [Theory]
    [InlineData("message in a personal chat")]
    [InlineData("signin/failure")]
    [InlineData("composeExtension/query")]
    [InlineData("installation add-upgrade")]
    public async Task Who_asks_the_bot_can_be_answered(string name)
    {
        await HearsAsync("message in a personal chat");
        await BlockAsync(Grace);

        await HearsAsync(name);

        Assert.Equal([(Grace, null)], await ReasonsAsync());
    }

    [Fact]
    public async Task A_message_brings_back_its_own_channel_only()
    {
        await SpeakEverywhereAsync();
        await BlockAsync(Sales, Ideas);

        await HearsAsync("message in a channel's thread");

        Assert.Equal([(Ideas, Blocked), (Sales, null)], [.. (await ReasonsAsync()).Where(row => row.Id is Ideas or Sales)]);
    }

    [Fact]
    public async Task In_a_team_the_bot_says_hello_once_in_the_channel_that_was_chosen()
    {
        await HearsAsync("installation add");
        await HearsAsync("bot added");
        await HearsAsync("bot added");

        Assert.Equal(Sales, Assert.Single(_app.Connector.Calls).ConversationId);
    }

    [Theory]
    [InlineData("team")]
    [InlineData("channel")]
    public async Task An_id_that_no_database_would_look_up_is_refused(string what)
    {
        var activity = TeamsActivities.For(_app, "channelDeleted");
        activity["channelData"]![what]!["id"] = "19:\0";

        Assert.Equal(HttpStatusCode.BadRequest, (await _app.PostAsync(activity.ToJsonString())).StatusCode);
    }

    private static bool IsOfTest((string Id, string? Reason) row) => row.Id is Elsewhere or Ideas or Sales;

    private async Task SpeakEverywhereAsync()
    {
        await HearsAsync("message in a personal chat");
        await HearsAsync("message in a channel's thread");
        await HearsAsync("message in a channel's thread", message => message["conversation"]!["id"] = $"{Ideas};messageid=1");
        await HearsAsync("message in a channel's thread", message =>
        {
            message["conversation"]!["id"] = $"{Elsewhere};messageid=1";
            message["channelData"]!["team"]!["id"] = "19:another@thread.tacv2";
        });
    }

    private async Task HearsAsync(string name, Action<JsonObject>? change = null)
    {
        var activity = TeamsActivities.For(_app, name);
        change?.Invoke(activity);
        using var response = await _app.PostAsync(activity.ToJsonString());
        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotImplemented, $"{name}: {response.StatusCode}");
    }

    private Task<int> BlockAsync(params string[] conversations) => _app.InDatabaseAsync(db => db.Conversations
        .Where(row => conversations.Contains(row.ConversationId))
        .ExecuteUpdateAsync(row => row.SetProperty(r => r.UnreachableReason, Blocked)));

    /// <summary>The personal chat first.</summary>
    private Task<List<(string Id, string? Reason)>> ReasonsAsync() => _app.InDatabaseAsync(db => db.Conversations
        .OrderByDescending(row => row.Type).ThenBy(row => row.ConversationId)
        .Select(row => new ValueTuple<string, string?>(row.ConversationId, row.UnreachableReason)).ToListAsync());
}
