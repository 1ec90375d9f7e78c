using System.Globalization;
using System.Text.Json.Nodes;

namespace CompetencyBot.Tests.Features.Progress;

/// <summary>For whom a posted card renews itself.</summary>
public sealed class CardReadersTests
{
    [Fact]
    public async Task In_a_small_conversation_everybody_on_the_roster_is_named_once()
    {
        await using var app = await AppFixture.StartAsync();
        app.Connector.AddMember("28:bot", "CompetencyBot", conversationId: Place.Channel.ConversationId);
        foreach (var person in new[] { Sample.Grace, Sample.David, Sample.Julia, Sample.Grace })
            Add(app, person);

        var card = (await app.As(Sample.Grace).InChannel().Says("progress")).Card!;

        Assert.Equal(["29:grace.huang", "29:julia.novak", "29:david.wu"], UsersOf(card)!);
        Assert.Equal("progress/refresh", (string?)card["refresh"]!["action"]!["verb"]);
        Assert.Equal("Action.Execute", (string?)card["refresh"]!["action"]!["type"]);
    }

    [Fact]
    public async Task In_a_large_one_those_come_first_who_may_see_more_than_totals()
    {
        await using var app = await AppFixture.StartAsync();
        for (var i = 0; i < 450; i++)
            app.Connector.AddMember(
                $"29:guest-{i.ToString(CultureInfo.InvariantCulture)}-{new string('x', 80)}", $"Guest {i}", $"guest-{i}", $"guest-{i}@contoso.example", conversationId: Place.Channel.ConversationId);
        var people = Sample.Records.People.Select(person => Sample.Of(person.UserPrincipalName.Split('@')[0])).Reverse().ToArray();
        var managers = people.Where(person => Sample.Records.People.Any(report => report.ManagerUserPrincipalName == person.UserPrincipalName)).ToArray();
        foreach (var person in people)
            Add(app, person);

        var card = (await app.As(Sample.Grace).InChannel().Says("progress")).Card!;

        var users = UsersOf(card)!;
        Assert.Equal(60, users.Length);
        Assert.Equal("29:grace.huang", users[0]);
        Assert.Equal(["29:julia.novak", "29:tsunghan.tsai"], users[1..3].Order());
        Assert.Equal(managers.Select(person => person.TeamsId).Except(["29:julia.novak"]).Order(), users[3..(managers.Length + 2)].Order());
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(card.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })), 1, 25_000);
        Assert.Equal(people.Length, users.Count(id => people.Any(person => person.TeamsId == id)));
        Assert.Equal(3, app.Connector.Calls.Count(call => call.Method == "GET")); // one a page
    }

    [Theory]
    [InlineData(403, "BotNotInConversationRoster")]
    [InlineData(404, "ConversationNotFound")]
    [InlineData(429, "Throttled")]
    [InlineData(500, "ServiceError")]
    public async Task When_the_roster_cannot_be_had_the_card_comes_nevertheless_and_Teams_decides(int status, string code)
    {
        await using var app = await AppFixture.StartAsync();
        Add(app, Sample.Grace);
        app.Connector.Answer(status, code);

        var answer = await app.As(Sample.Grace).InChannel().Says("progress");

        var card = Assert.Single(answer.Messages).Card!;
        Assert.NotNull(card["refresh"]!["action"]);
        Assert.Null(card["refresh"]!["userIds"]);
    }

    [Fact]
    public async Task Of_a_huge_conversation_only_the_first_pages_are_read()
    {
        await using var app = await AppFixture.StartAsync();
        for (var i = 0; i < 1_500; i++)
            app.Connector.AddMember($"29:{i}", "Somebody", conversationId: Place.Channel.ConversationId);

        var card = (await app.As(Sample.Grace).InChannel().Says("progress messaging")).Card!;

        Assert.Equal(60, UsersOf(card)!.Length);
        Assert.Equal(5, app.Connector.Calls.Count(call => call.Method == "GET"));
    }

    [Fact]
    public async Task The_view_of_one_person_renews_itself_for_that_person_without_asking_the_roster()
    {
        await using var app = await AppFixture.StartAsync();
        Add(app, Sample.Grace);

        var view = await app.As(Sample.David).InGroup().Invokes("progress/refresh", new JsonObject { ["of"] = "messaging" });

        Assert.Equal(["29:david.wu"], UsersOf(view.Card!)!);
        Assert.Equal("messaging", (string?)view.Card!["refresh"]!["action"]!["data"]!["of"]);
        Assert.Empty(view.Sent);
    }

    private static void Add(AppFixture app, Person person) => app.Connector.AddMember(
        person.TeamsId, person.Name, person.ObjectId, person.UserPrincipalName, conversationId: Place.Channel.ConversationId);

    private static string[]? UsersOf(JsonNode card) => card["refresh"]!["userIds"]?.AsArray().Select(id => (string)id!).ToArray();
}
