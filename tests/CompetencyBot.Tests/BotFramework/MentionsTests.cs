using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.Tests.BotFramework;

public sealed class MentionsTests
{
    [Theory]
    [InlineData("<at>Competency Bot</at> progress", "progress")]
    [InlineData("progress <at>competency BOT</at>", "progress")]
    [InlineData("<at>Competency Bot</at>&nbsp;progress\n", "progress")]
    [InlineData("<at>Competency Bot</at>\u00A0what if <at>Mei Lin</at> leaves", "what if Mei Lin leaves")]
    [InlineData("hi <at>Competency Bot</at> there", "hi there")]
    [InlineData("<at id=\"0\">Competency Bot</at> progress", "progress")]
    [InlineData("<at>Competency Bot</at>", "")]
    [InlineData("progress cloud &amp; data", "progress cloud & data")]
    [InlineData("進度", "進度")]
    [InlineData("a < b and <at>", "a < b and <at>")]
    [InlineData(null, "")]
    public void The_mention_of_the_bot_is_taken_out_of_the_text(string? text, string said) =>
        Assert.Equal(said, Mentions.Remove(Activity(text, Mention("28:bot", "Competency Bot"), Mention("29:mei", "Mei Lin"))));

    [Fact]
    public void Without_an_entity_the_bots_name_is_enough() => Assert.Equal("help", Mentions.Remove(Activity("<at>Competency Bot</at> help")));

    [Fact]
    public void The_bot_may_be_mentioned_by_the_name_that_a_team_gave_it() =>
        Assert.Equal("help", Mentions.Remove(Activity("<at>Skills</at> help", Mention("28:bot", "Skills"))));

    [Fact]
    public void An_entity_without_its_fields_is_passed_over() =>
        Assert.Equal("help", Mentions.Remove(Activity("help", new Entity { Type = "mention" }, new Entity())));

    [Theory]
    [InlineData("zh-TW", "de-DE", "zh-TW")]
    [InlineData(null, "de-DE", "de-DE")]
    [InlineData(" ", "de-DE", "de-DE")]
    [InlineData(null, null, null)]
    public void The_locale_is_the_activitys_or_else_the_clients(string? ofActivity, string? ofClient, string? locale)
    {
        var clientInfo = new Entity { Type = "clientInfo", Locale = ofClient };
        var activity = Activity("help", clientInfo) with { Locale = ofActivity };

        Assert.Equal(locale, Locale.Of(activity));
    }

    private static InboundActivity Activity(string? text, params Entity[] entities) => new()
    {
        Type = "message",
        Text = text,
        Recipient = new ChannelAccount { Id = "28:bot", Name = "Competency Bot" },
        Entities = entities.Length == 0 ? null : entities,
    };

    private static Entity Mention(string id, string name) =>
        new() { Type = "mention", Text = $"<at>{name}</at>", Mentioned = new ChannelAccount { Id = id, Name = name } };
}
