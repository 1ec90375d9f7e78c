using System.Text.Json.Nodes;
using CompetencyBot.Pictures;

namespace CompetencyBot.Tests.Conversation;

/// <summary>A card cannot know whether its reader's client is dark, so people say it.</summary>
public sealed class PicturesTests
{
    [Theory]
    [InlineData("dark pictures", "From now on your pictures are dark.")]
    [InlineData("pictures: dark please", "From now on your pictures are dark.")]
    [InlineData("深色圖片", "From now on your pictures are dark.")]
    [InlineData("light mode", "From now on your pictures are light.")]
    [InlineData("pictures", "Your pictures are light.")]
    [InlineData("pictures dark or light?", "Your pictures are light.")]
    [InlineData("dark mode off", "Your pictures are light.")]
    [InlineData("深色模式是什麼", "Your pictures are light.")]
    public async Task What_is_said_of_pictures_is_understood(string words, string answer)
    {
        await using var app = await AppFixture.StartAsync();

        Assert.Contains(answer, (await app.As(Sample.Grace).Says(words)).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_wants_them_dark_has_them_dark_where_nobody_else_reads()
    {
        await using var app = await AppFixture.StartAsync();
        var (grace, channel) = (app.As(Sample.Grace), app.As(Sample.Grace).InChannel());
        await grace.Says("language english");
        Assert.Equal(Theme.Light, ThemeOf(await grace.Says("progress")));

        await grace.Says("pictures");
        await grace.Presses("Dark");

        Assert.Equal(Theme.Dark, ThemeOf(await grace.Says("progress")));
        Assert.Equal(Theme.Dark, ThemeOf(await grace.Says("renewal")));
        Assert.Equal(Theme.Dark, ThemeOf(await grace.Says("status")));
        Assert.Equal(Theme.Light, ThemeOf(await app.As(Sample.David).Says("progress")));
        Assert.Equal(Theme.Light, ThemeOf(await channel.Says("progress"))); // posted for all
        Assert.Equal(Theme.Dark, ThemeOf(await channel.Invokes("progress/refresh"))); // her own view
        Assert.Contains("From now on I write to you in English", (await grace.Says("language english")).Shown, StringComparison.Ordinal); // beside the other choice
        Assert.Equal(Theme.Dark, ThemeOf(await grace.Says("progress")));
    }

    /// <summary>Of the address, which carries all that is drawn.</summary>
    private static Theme ThemeOf(Answer answer)
    {
        var image = answer.Card!["body"]!.AsArray().OfType<JsonObject>().Single(element => (string?)element["type"] == "Image");
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri((string)image["url"]!).Query);
        var drawn = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars($"{query["of"]}"))!;
        return drawn["t"] is null ? Theme.Light : (Theme)(int)drawn["t"]!;
    }
}
