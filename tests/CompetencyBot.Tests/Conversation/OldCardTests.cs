using System.Net;
using System.Text.Json.Nodes;
using CompetencyBot.Conversation;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Conversation;

/// <summary>Buttons of cards that another version sent, or that speak of what is gone.</summary>
public sealed class OldCardTests
{
    private const string Older = "comes from an older message";

    [Theory]
    [InlineData("progress/dance", "Progress")]
    [InlineData("PROGRESS/show", "Progress")]
    [InlineData("progress", "Progress")]
    [InlineData("competency/show", "Progress")]
    [InlineData("mystatus/refresh", "My status")]
    [InlineData("account/start", "Link account")]
    public async Task The_old_card_stays_and_the_new_one_of_its_feature_is_offered_below(string verb, string button)
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        var answer = await grace.Invokes(verb);

        Assert.Equal((HttpStatusCode.OK, "application/vnd.microsoft.activity.message"), (answer.Status, (string?)answer.Body!["type"]));
        Assert.Contains(Older, answer.Text, StringComparison.Ordinal);
        Assert.Equal([button], answer.Buttons);
        Assert.DoesNotContain(Older, (await grace.Presses(button)).Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dance/show")]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("admin/dance")]
    public async Task Where_no_feature_of_the_reader_is_meant_the_buttons_of_the_help_are_offered(string verb)
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        var answer = await grace.Invokes(verb);

        Assert.Contains(Older, answer.Text, StringComparison.Ordinal);
        Assert.Equal(["My status", "Link account", "Progress", "Upgrade options", "Renewal", "Help"], answer.Buttons);
    }

    [Fact]
    public async Task An_older_client_gets_the_same_and_its_card_is_not_replaced()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        var press = grace.Message("");
        press.Remove("text");
        press["replyToId"] = (await grace.Says("help")).MessageId;
        press["value"] = new JsonObject { ["verb"] = "upgrade/dance" };

        var answer = await grace.SendAsync(press);

        Assert.Equal("POST", Assert.Single(answer.Messages).Method);
        Assert.Contains(Older, answer.Shown, StringComparison.Ordinal);
        Assert.Equal(["Upgrade options"], answer.Buttons);
    }

    [Fact]
    public async Task A_competency_that_is_followed_no_more_is_said_so_and_not_taken_for_another()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        foreach (var gone in new[] { "no-such-thing", "docs-2021-07/messaging", "modern-work" })
            foreach (var verb in new[] { "progress/competency", "upgrade/competency" })
            {
                var answer = await grace.Invokes(verb, new JsonObject { ["competency"] = gone });
                Assert.Contains("does not follow this competency any more", answer.Text, StringComparison.Ordinal);
                Assert.Single(answer.Buttons);
            }
    }

    [Fact]
    public async Task A_card_that_refreshes_itself_is_told_so_and_nothing_is_written()
    {
        await using var app = await AppFixture.StartAsync();
        var refresh = JsonNode.Parse("""{"action":{"type":"Action.Execute","verb":"progress/dance","data":{}},"trigger":"automatic"}""")!.AsObject();

        var answer = await app.As(Sample.Grace).InChannel().Invokes(refresh);

        Assert.Contains(Older, answer.Text, StringComparison.Ordinal);
        Assert.Empty(answer.Messages);
    }

    [Fact]
    public async Task The_words_of_an_old_card_are_in_the_readers_language()
    {
        await using var app = await AppFixture.StartAsync();

        var answer = await app.As(Sample.Tsai).Invokes("progress/dance");

        Assert.Contains("這個按鈕來自較舊的訊息", answer.Text, StringComparison.Ordinal);
        Assert.Equal(["進度"], answer.Buttons);
    }

    /// <summary>Every button of every feature, with data that no card of this version carries.</summary>
    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[1,2]")]
    [InlineData("\"text\"")]
    [InlineData("""{"competency":{"id":7},"dialog":"gone","risk":[],"person":null,"files":"x","edition":3}""")]
    [InlineData("""{"competency":"gone","dialog":"00000000000000000000000000000000","risk":"0","item":"exam:none"}""")]
    public async Task Data_that_no_card_carries_any_more_is_answered_whatever_the_button(string data)
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        var verbs = app.Services.GetRequiredService<CommandWords>().All.SelectMany(command => command.Actions.Select(action => $"{command.Name}/{action}"));

        foreach (var verb in verbs)
        {
            var answer = await julia.Invokes(verb, JsonNode.Parse(data));
            Assert.Equal((verb, HttpStatusCode.OK), (verb, answer.Status));
            Assert.True(answer.Shown.Length > 0 || answer.Messages.Any(), verb);
            Assert.DoesNotContain("went wrong", answer.Shown, StringComparison.OrdinalIgnoreCase);
        }
    }
}
