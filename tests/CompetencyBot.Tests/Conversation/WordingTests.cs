using System.Net;
using System.Text.Json.Nodes;
using CompetencyBot.Conversation;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Conversation;

public sealed class WordingTests
{
    [Fact]
    public async Task A_greeting_in_any_spelling_gets_the_help()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        foreach (var words in new[] { "help", "hi", "HELP", "  Help! ", "你好", "ＨＥＬＰ", "hello", "說明" })
            Assert.StartsWith("What I can do", (await grace.Says(words)).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_word_of_every_command_is_understood_in_both_languages()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);

        foreach (var command in app.Services.GetRequiredService<CommandWords>().All)
        {
            var expected = await AnswerAsync(command.Name);
            Assert.DoesNotContain("did not understand", expected, StringComparison.Ordinal);
            foreach (var word in command.Words)
                Assert.Equal((word, expected), (word, await AnswerAsync(word)));
        }

        async Task<string> AnswerAsync(string word)
        {
            await julia.Says("cancel"); // what the word before may have begun
            return Headline(await julia.Says(word));
        }
    }

    [Fact]
    public async Task The_help_lists_each_command_the_reader_may_use_with_a_button_for_it()
    {
        await using var app = await AppFixture.StartAsync();

        var grace = await app.As(Sample.Grace).Says("help");
        var julia = await app.As(Sample.Julia).Says("help");

        Assert.Equal(["My status", "Link account", "Progress", "Upgrade options", "Renewal"], grace.Buttons);
        Assert.Equal(["My status", "Link account", "Progress", "Upgrade options", "Renewal", "Admin"], julia.Buttons); // six are the most
    }

    [Fact]
    public async Task The_bare_name_of_a_competency_shows_it()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        Assert.StartsWith("Data Analytics\n", (await grace.Says("data analytics")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("Messaging\n", (await grace.Says("Messaging?")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chinese_needs_no_space_between_the_command_and_the_name()
    {
        await using var app = await AppFixture.StartAsync();
        var tsai = app.As(Sample.Tsai);

        foreach (var words in new[] { "訊息", "進度 訊息", "進度訊息", "progress 訊息", "Messaging" })
            Assert.Equal((words, "訊息"), (words, Headline(await tsai.Says(words))));
    }

    [Fact]
    public async Task A_slip_of_the_finger_is_answered_with_what_was_probably_meant()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        foreach (var (typed, meant) in new[] { ("porgress", "progress"), ("statsu", "status"), ("renewel now", "renewal") })
        {
            var answer = await grace.Says(typed);
            Assert.Contains($"Did you mean \"{meant}\"?", answer.Shown, StringComparison.Ordinal);
            Assert.Contains("Progress", answer.Buttons);
        }
    }

    [Fact]
    public async Task A_command_that_only_admins_may_use_is_not_suggested_to_others()
    {
        await using var app = await AppFixture.StartAsync();

        var answer = await app.As(Sample.Grace).Says("imprt");

        Assert.DoesNotContain("import", answer.Shown, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whatever is typed gets one useful answer, and none of it comes back.</summary>
    [Fact]
    public async Task Anything_else_gets_a_useful_answer_that_repeats_nothing()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        string[] odd =
        [
            "what is the weather", "😀🎉👩‍👩‍👧", "進歩状況を見せてください", "ما هو التقدم", "**bold** [link](https://evil.example) # head",
            "<script>alert(1)</script> <b>x</b> &lt;at&gt;", new string('x', 100_000), string.Concat(Enumerable.Repeat("字", 30_000)),
            "\u0000\u0001\u200b\ufeff", "'; DROP TABLE People; --", "{0} {1}", "🏳️‍🌈", "a\u0301\u0301\u0301\u0301",
        ];

        foreach (var text in odd)
        {
            var answer = await grace.Says(text);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            var message = Assert.Single(answer.Messages);
            Assert.Matches("I did not understand that|I found no words", answer.Shown);
            Assert.DoesNotContain(text[..Math.Min(text.Length, 8)], message.Body!.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_text_at_all_is_said_so()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        Assert.Contains("I found no words in that", (await grace.Says("")).Shown, StringComparison.Ordinal);
        Assert.Contains("I found no words in that", (await grace.Says("  \n ")).Shown, StringComparison.Ordinal);
        Assert.Contains("I found no words in that", (await grace.InChannel().Says("")).Shown, StringComparison.Ordinal);
        var without = grace.Message("");
        without.Remove("text");
        Assert.Contains("I found no words in that", (await grace.SendAsync(without)).Shown, StringComparison.Ordinal);
    }

    /// <summary>JSON can carry half of a surrogate pair, which no string function likes.</summary>
    [Fact]
    public async Task Half_a_character_is_refused_or_answered_but_nothing_fails()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        foreach (var escaped in new[] { @"\ud83d", @"help \ude00", @"\ude00\ud83d" })
        {
            using var response = await app.PostAsync(grace.Message("PLACE").ToJsonString().Replace("PLACE", escaped, StringComparison.Ordinal));
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{response.StatusCode}");
        }

        Assert.DoesNotContain("Error:", app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mention_is_no_part_of_what_was_said_in_a_channel_or_group()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        Assert.StartsWith("Progress of Contoso Consulting", (await grace.InChannel().Says("progress")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("Messaging\n", (await grace.InGroup().Says("progress messaging")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_in_a_channel_goes_into_the_thread_that_asked()
    {
        await using var app = await AppFixture.StartAsync();

        var answer = await app.As(Sample.Grace).InChannel().Says("help");

        Assert.Equal("19:general@thread.tacv2;messageid=1519860000000", Assert.Single(answer.Messages).ConversationId);
    }

    [Fact]
    public async Task Other_kinds_of_activities_are_taken_in_silence()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        foreach (var type in new[] { "messageReaction", "messageUpdate", "messageDelete", "typing", "event", "endOfConversation", "somethingNew" })
        {
            var answer = await grace.Sends(type);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Empty(answer.Sent);
        }
    }

    [Fact]
    public async Task A_stranger_is_answered_in_the_language_of_their_client()
    {
        await using var app = await AppFixture.StartAsync();
        var stranger = app.As(Sample.Stranger);
        var chinese = stranger.Message("help");
        chinese["locale"] = "zh-TW";
        var fromClientInfo = stranger.Message("help");
        fromClientInfo.Remove("locale");
        fromClientInfo["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = "zh-Hant-TW" });

        Assert.Equal("en", (string?)(await stranger.Says("help")).Card!["lang"]);
        Assert.Equal("zh", (string?)(await stranger.SendAsync(chinese)).Card!["lang"]);
        Assert.Equal("zh", (string?)(await stranger.SendAsync(fromClientInfo)).Card!["lang"]);
    }

    private static string Headline(Answer answer) => answer.Shown.Split('\n')[0];
}
