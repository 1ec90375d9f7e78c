using System.Net;
using CompetencyBot.Tests.BotFramework;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Conversation;

public sealed class ActivityTypesTests
{
    /// <summary>What is answered with a message, or as an invoke.</summary>
    private static readonly string[] Speaking = ["message", "invoke"];

    /// <summary>The bot says hello.</summary>
    private static readonly string[] Greeting = ["bot added", "installation add"];

    [Fact]
    public async Task A2014_what_asks_nothing_is_answered_with_200_and_no_word()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });
        string[] silent = [.. TeamsActivities.Names.Except(Greeting).Where(name => !Speaking.Contains((string?)TeamsActivities.Named(name)["type"]))];

        foreach (var name in silent)
        {
            var response = await app.PostAsync(TeamsActivities.For(app, name).ToJsonString());
            Assert.Equal((name, HttpStatusCode.OK), (name, response.StatusCode));
            Assert.Equal("", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        Assert.True(silent.Length > 20);
        Assert.Empty(app.Connector.Calls);
        Assert.DoesNotContain("Error:", app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_a_reaction_and_a_deletion_are_no_repeats_of_the_message_they_are_about()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });
        foreach (var name in new[] { "messageReaction", "messageUpdate edit", "messageDelete" })
        {
            var about = TeamsActivities.For(app, name);
            about["id"] = "1519891200123";
            await app.PostAsync(about.ToJsonString());
        }

        var message = TeamsActivities.For(app, "message with an important forward");
        message["id"] = "1519891200123";
        await app.PostAsync(message.ToJsonString());

        Assert.Single(app.Connector.Calls, call => call.ActivityId == "1519891200123");
        Assert.DoesNotContain("Repeated delivery", app.Log.Text, StringComparison.Ordinal);
        Assert.Equal(["1519891200123"], await app.InDatabaseAsync(db => db.SeenActivities.Select(row => row.ActivityId).ToListAsync()));
    }

    [Fact]
    public async Task An_edited_message_is_not_answered_again()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });
        await app.PostAsync(TeamsActivities.For(app, "message with an important forward").ToJsonString());

        await app.PostAsync(TeamsActivities.For(app, "messageUpdate edit").ToJsonString());

        Assert.Single(app.Connector.Calls);
    }
}
