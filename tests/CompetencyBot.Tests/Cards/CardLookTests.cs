using System.Text.Json.Nodes;
using CompetencyBot.Tests.EndToEnd;
using Microsoft.Playwright;

namespace CompetencyBot.Tests.Cards;

/// <summary>Every reviewed card as people see it: Microsoft's renderer in a browser, in the colours and type sizes of Teams. The pictures are kept for looking at.</summary>
public sealed class CardLookTests
{
    private const string Folder = "tests/CompetencyBot.Tests";

    /// <summary>A phone of 360 pixels shows a card about so wide (Teams design guidelines for cards), a desktop client about 480.</summary>
    private const int OnPhone = 300, OnDesktop = 480;

    private const int CardsOnPicture = 24;

    [Theory]
    [InlineData("light", OnPhone)]
    [InlineData("dark", OnPhone)]
    [InlineData("light", OnDesktop)]
    [InlineData("dark", OnDesktop)]
    public async Task Nothing_sticks_out_of_a_card_or_is_cut(string theme, int width)
    {
        await using var page = await CardPage.OpenAsync(width);
        var faults = new List<string>();
        foreach (var (sheet, cards) in Snapshot.All.OrderBy(card => card.Key, StringComparer.Ordinal).Chunk(CardsOnPicture).Index())
        {
            faults.AddRange(await page.ShowAsync(cards.Select(card => (card.Key, JsonNode.Parse(card.Value)!.ToJsonString())), theme, width));
            await page.ScreenshotAsync($"{theme}-{width}-{sheet + 1:D2}");
        }

        Assert.Equal("", string.Join('\n', faults));
    }

    [Fact]
    public async Task A_text_that_is_cut_is_found()
    {
        const string Card = """
            {"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"Short"},{"type":"TextBlock","wrap":false,"text":"Project and Portfolio Management, silver, four more exams"}]}
            """;
        await using var page = await CardPage.OpenAsync(OnPhone);

        var faults = await page.ShowAsync([("cut", Card)], "light", OnPhone);

        Assert.Equal(["cut: Project and Portfolio Management, silver, four more exams"], faults);
    }

    /// <summary>A page that draws cards and reaches nothing: pictures on them are not there.</summary>
    private sealed class CardPage(IPlaywright playwright, IBrowser chromium, IPage page) : IAsyncDisposable
    {
        public static async Task<CardPage> OpenAsync(int width)
        {
            var program = Tooling.Browser();
            var scripts = new[]
            {
                Path.Combine(Tooling.NodeModules(Folder), "node_modules", "adaptivecards", "dist", "adaptivecards.min.js"),
                Repository.PathOf(Folder, "Node", "teams-look.js"),
            };
            var playwright = await Playwright.CreateAsync();
            var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = TrialInBrowser.Switches });
            var page = await chromium.NewPageAsync(new() { ViewportSize = new() { Width = 6 * (width + 12) + 16, Height = 800 } });
            await page.RouteAsync("**", route => route.AbortAsync());
            foreach (var script in scripts)
                await page.AddScriptTagAsync(new() { Path = script });
            return new CardPage(playwright, chromium, page);
        }

        /// <returns>What sticks out or is cut, after the name of its card.</returns>
        public Task<string[]> ShowAsync(IEnumerable<(string Name, string Json)> cards, string theme, int width) => page.EvaluateAsync<string[]>(
            "([cards, theme, width]) => show(cards, theme, width)",
            new object[] { cards.Select(card => new { name = card.Name, json = card.Json }), theme, width });

        public Task<byte[]> ScreenshotAsync(string name) =>
            page.ScreenshotAsync(new() { FullPage = true, Path = Repository.PathOf("TestResults", "screenshots", "cards", $"{name}.png") });

        public async ValueTask DisposeAsync()
        {
            await chromium.DisposeAsync();
            playwright.Dispose();
        }
    }
}
