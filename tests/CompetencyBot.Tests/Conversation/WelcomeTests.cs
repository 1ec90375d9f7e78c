using System.Net;
using System.Text.Json.Nodes;

namespace CompetencyBot.Tests.Conversation;

public sealed class WelcomeTests
{
    [Fact]
    public async Task The_bot_says_hello_once_although_Teams_tells_of_its_installation_twice()
    {
        await using var app = await AppFixture.StartAsync();

        var answers = await app.As(Sample.Grace).Installs();

        var hello = Assert.Single(answers.SelectMany(answer => answer.Messages));
        Assert.StartsWith("Hello, I am CompetencyBot", answers[0].Shown, StringComparison.Ordinal);
        Assert.Equal("Hello, I am CompetencyBot", (string?)hello.Body!["summary"]);
    }

    [Fact]
    public async Task It_says_hello_again_after_being_removed_and_added()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Installs();
        var farewell = await grace.Removes();

        var again = await grace.Installs();

        Assert.Empty(farewell.SelectMany(answer => answer.Messages));
        Assert.Single(again.SelectMany(answer => answer.Messages));
    }

    [Fact]
    public async Task In_a_team_one_card_greets_everybody_and_offers_what_everybody_may_use()
    {
        await using var app = await AppFixture.StartAsync();

        var answers = await app.As(Sample.Julia).InChannel().Installs();

        var hello = answers[0];
        Assert.Contains("Mention me with one of these words", hello.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("admin", hello.Shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("import", hello.Shown, StringComparison.OrdinalIgnoreCase);
        Assert.Single(app.Connector.Calls, call => call.Method == "POST"); // nobody is written to in private
    }

    [Fact]
    public async Task Somebody_else_joining_a_team_is_no_installation()
    {
        await using var app = await AppFixture.StartAsync();
        var team = app.As(Sample.Julia).InChannel();
        var joined = team.Activity("conversationUpdate");
        joined["membersAdded"] = new JsonArray(new JsonObject { ["id"] = "29:somebody" });

        var answer = await team.SendAsync(joined);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Empty(answer.Sent);
    }

    [Fact]
    public async Task The_greeting_speaks_the_language_of_the_people_file()
    {
        await using var app = await AppFixture.StartAsync();

        var answers = await app.As(Sample.Tsai).Installs();

        Assert.Equal("zh", (string?)answers[0].Card!["lang"]);
    }
}
