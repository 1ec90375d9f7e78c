using System.Net;
using System.Text.Json.Nodes;

namespace CompetencyBot.Tests.Conversation;

public sealed class ButtonTests
{
    [Fact]
    public async Task A_press_replaces_the_card_in_place()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Says("help");

        var answer = await grace.Presses("Progress");

        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)answer.Body!["type"]);
        Assert.StartsWith("Progress of Contoso Consulting", answer.Shown, StringComparison.Ordinal);
        Assert.Empty(answer.Sent);
    }

    [Fact]
    public async Task What_is_chosen_on_the_card_goes_with_the_press()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Says("progress");

        var answer = await grace.Presses("Show competency", ("competency", "messaging"));

        Assert.StartsWith("Messaging\n", answer.Shown, StringComparison.Ordinal);
        Assert.StartsWith("Messaging\n", (await grace.Presses("Refresh")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("Progress of", (await grace.Presses("All competencies")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_button_of_every_card_leads_somewhere()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);

        foreach (var words in new[] { "help", "status", "progress", "progress messaging", "progress gibberish", "renewal", "import", "admin" })
            foreach (var action in (await julia.Says(words)).Actions.Where(action => (string?)action["type"] == "Action.Execute").ToArray())
            {
                var answer = await julia.Invokes((string?)action["verb"], action["data"]);
                Assert.Equal(HttpStatusCode.OK, answer.Status);
                Assert.DoesNotContain("comes from an older message", answer.Shown, StringComparison.Ordinal);
            }
    }

    [Fact]
    public async Task A_choice_that_was_not_made_is_asked_for()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        Assert.Contains("Choose a competency first", (await grace.Invokes("progress/competency")).Text, StringComparison.Ordinal);
        var wrong = new JsonObject { ["competency"] = new JsonObject { ["id"] = 7 } };
        Assert.Contains("Choose a competency first", (await grace.Invokes("progress/competency", wrong)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_press_without_a_verb_is_a_bad_request()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        foreach (var value in new[] { "{}", """{"action":7}""", """{"action":null}""", """{"action":{"type":"Action.Execute","data":{}}}""" })
        {
            var answer = await grace.Invokes(JsonNode.Parse(value)!.AsObject());
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.Equal(
                ("application/vnd.microsoft.error", "BadRequest"), ((string?)answer.Body!["type"], (string?)answer.Body["value"]!["code"]));
            Assert.Contains("I could not read that button", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_press_without_any_data_is_told_so()
    {
        await using var app = await AppFixture.StartAsync();
        var invoke = app.As(Sample.Grace).Activity("invoke");
        invoke["name"] = "adaptiveCard/action";

        foreach (var value in new[] { null, JsonValue.Create("press"), (JsonNode)new JsonArray() })
        {
            invoke["id"] = app.NewId();
            invoke["value"] = value;
            var answer = await app.As(Sample.Grace).SendAsync(invoke);
            Assert.Equal((HttpStatusCode.BadRequest, 400), (answer.Status, (int)answer.Body!["statusCode"]!));
            Assert.Equal("BadRequest", (string?)answer.Body["value"]!["code"]);
            Assert.Contains("came without its data", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Another_action_than_Execute_is_not_supported()
    {
        await using var app = await AppFixture.StartAsync();

        var answer = await app.As(Sample.Grace).Invokes(
            JsonNode.Parse("""{"action":{"type":"Action.Submit","verb":"progress/show","data":{}}}""")!.AsObject());

        Assert.Equal((HttpStatusCode.BadRequest, 400), (answer.Status, (int)answer.Body!["statusCode"]!));
        Assert.Equal(
            ("application/vnd.microsoft.error", "NotSupported"), ((string?)answer.Body["type"], (string?)answer.Body["value"]!["code"]));
        Assert.Contains("I do not know this kind of button", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_client_sends_the_press_as_a_message_and_its_card_is_replaced_too()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        var help = await grace.Says("help");

        var answer = await grace.Submits("Progress");

        var update = Assert.Single(answer.Messages);
        Assert.Equal(("PUT", help.MessageId), (update.Method, update.ActivityId));
        Assert.StartsWith("Progress of Contoso Consulting", answer.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_card_cannot_be_replaced_it_is_sent_anew()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Says("help");
        app.Connector.Answer(404, "ActivityNotFoundInConversation");

        var answer = await grace.Submits("Progress");

        Assert.Equal(["PUT", "POST"], answer.Messages.Select(call => call.Method));
        Assert.StartsWith("Progress of Contoso Consulting", answer.Shown, StringComparison.Ordinal);
    }
}
