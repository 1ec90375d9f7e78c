using System.Text.Json.Nodes;

namespace CompetencyBot.Tests.Conversation;

/// <summary>What people write in words of their own, in the conversation.</summary>
public sealed class AskingBackTests
{
    [Theory]
    [InlineData("how far are we with data platform?", "Data Platform\n")]
    [InlineData("progess messagng", "Messaging\n")]
    [InlineData("can you show me the status of messaging please", "Messaging\n")]
    [InlineData("hi, how far are we with Exchange?", "Messaging\n")]
    [InlineData("progress for data platfrm", "Data Platform\n")]
    [InlineData("what do we still need to reach gold in comunications?", "Upgrade options of Communications")]
    [InlineData("when do my certificates expire?", "Status of Grace Huang")]
    public async Task Words_of_ones_own_get_the_answer_of_the_command(string words, string answer)
    {
        await using var app = await AppFixture.StartAsync();

        Assert.StartsWith(answer, (await app.As(Sample.Grace).Says(words)).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chinese_words_of_ones_own_too()
    {
        await using var app = await AppFixture.StartAsync();
        var tsai = app.As(Sample.Tsai);

        Assert.StartsWith("訊息\n", (await tsai.Says("請問訊息的進度如何?")).Shown, StringComparison.Ordinal);
        Assert.Contains("未連結", (await tsai.Says("還有誰沒綁定帳號")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_about_unlinking_unlinks_nobody_and_offers_the_way()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        foreach (var words in new[] { "what happens if I unlink?", "unlink, what happens then?", "should I unlink my account", "don't unlink me" })
        {
            var answer = await grace.Says(words);
            Assert.StartsWith("I have done nothing yet", answer.Shown, StringComparison.Ordinal);
            Assert.InRange(answer.Buttons.Count(), 1, 5);
        }

        var pressed = await grace.Presses("unlink");
        Assert.Equal((await app.As(Sample.Grace).Says("unlink")).Shown, pressed.Shown);
    }

    [Fact]
    public async Task What_is_unclear_is_asked_back_and_a_button_says_it_in_place_of_the_person()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        var asked = await grace.Says("silver?");

        Assert.StartsWith("I am not sure what you mean.", asked.Shown, StringComparison.Ordinal);
        Assert.Equal(["Progress", "Upgrade options"], asked.Buttons);
        var pressed = await grace.Presses("Progress");
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)pressed.Body!["type"]);
        Assert.StartsWith("Progress of Contoso Consulting", pressed.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_that_says_words_allows_no_more_than_typing_them()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        Assert.Contains("Only admins can use \"admin\"", (await grace.Invokes("help/say", Words("admin"))).Text, StringComparison.Ordinal);
        Assert.Contains("for you alone", (await grace.InChannel().Invokes("help/say", Words("status"))).Text, StringComparison.Ordinal);
        Assert.StartsWith("Messaging\n", (await grace.Invokes("help/say", Words("progress messaging"))).Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"words":7}""")]
    [InlineData("""{"words":{"a":[]}}""")]
    [InlineData("""[]""")]
    [InlineData("null")]
    public async Task A_button_without_words_says_that_none_were_found(string data)
    {
        await using var app = await AppFixture.StartAsync();

        Assert.Contains("I found no words in that", (await app.As(Sample.Grace).Invokes("help/say", JsonNode.Parse(data))).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_understood_gets_examples_for_the_reader()
    {
        await using var app = await AppFixture.StartAsync();

        var employee = await app.As(Sample.Grace).Says("play some music");
        var admin = await app.As(Sample.Tsai).Says("唱首歌");

        Assert.Contains("I did not understand that. You can ask, for example:\n• How far are we with Messaging?", employee.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("not linked", employee.Shown, StringComparison.Ordinal);
        Assert.Contains("• 誰還沒連結？", admin.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_admins_may_use_is_asked_back_to_nobody_else()
    {
        await using var app = await AppFixture.StartAsync();

        var employee = await app.As(Sample.Grace).Says("should we import the file again?");
        var admin = await app.As(Sample.Julia).Says("should we import the file again?");

        Assert.DoesNotContain("Last import", employee.Buttons);
        Assert.StartsWith("I have done nothing yet", admin.Shown, StringComparison.Ordinal);
    }

    private static JsonObject Words(string words) => new() { ["words"] = words };
}
