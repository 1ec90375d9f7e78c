using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>The cards of the dialog, by the name of the snapshot. Buttons are found by their verb, since their titles are in the language of the test.</summary>
internal static partial class DialogCards
{
    public static async Task<Dictionary<string, JsonNode>> OfAsync(LinkStory story)
    {
        var (cards, chat, grace) = (new Dictionary<string, JsonNode>(), story.Yenting, story.App.As(Sample.Grace));
        var julia = story.App.As(Sample.Julia);
        await julia.Installs();
        cards["link-in-channel"] = (await chat.InChannel().Says("link")).Card!;
        cards["link-explanation"] = (await chat.Says("link")).Card!;
        cards["link-where"] = (await chat.Says("help")).Card!;
        await chat.Says("link");
        cards["link-invitation"] = (await PressAsync(chat, "link/begin")).Card!;
        cards["link-in-browser"] = (await chat.Invokes("link/browser")).Card!;
        cards["link-code-again"] = (await chat.Says("123456")).Card!;
        await SignInAsync(LinkStory.GracesAccount);
        cards["link-of-colleague"] = chat.Latest!.Card!;
        await story.DeliverAsync();
        cards["link-of-colleague-admin"] = julia.Reads().Card!;
        await SignInAsync(LinkStory.YentingsAccount);
        cards["link-confirm"] = chat.Latest!.Card!;
        cards["link-partner-center"] = (await PressAsync(chat, "link/confirm")).Card!;
        cards["link-not-now"] = (await chat.Invokes("link/code", DataOf(chat, "link/done"))).Card!;
        await chat.Says("link");
        cards["link-later"] = (await PressAsync(chat, "link/later")).Card!;
        await chat.Says("link");
        cards["link-waiting"] = (await PressAsync(chat, "link/done")).Card!;
        cards["link-old-button"] = (await chat.Invokes("link/done", DataOf("00000000000000000000000000000000"))).Card!;
        cards["unlink-reported"] = (await chat.Says("unlink")).Card!;
        cards["link-linked"] = (await grace.Says("link")).Card!;
        cards["link-change"] = (await PressAsync(grace, "link/another")).Card!;
        cards["link-cancelled"] = (await grace.Says("cancel")).Card!;
        cards["unlink"] = (await grace.Says("unlink")).Card!;
        cards["unlinked"] = (await PressAsync(grace, "unlink/confirm")).Card!;
        foreach (var name in cards.Keys)
            cards[name] = Lasting(cards[name]);
        return cards;

        async Task SignInAsync(string address)
        {
            var page = await story.BrowseAsync((await chat.Invokes("link/begin")).Card!, address);
            await chat.Says(page.Digits);
        }
    }

    private static Task<Answer> PressAsync(Chat chat, string verb) => chat.Invokes(verb, DataOf(chat, verb));

    private static JsonNode DataOf(Chat chat, string verb) => chat.Latest!.Actions.First(action => (string?)action["verb"] == verb)["data"]!;

    private static JsonObject DataOf(string dialog) => new() { ["dialog"] = dialog };

    /// <summary>Ids, tickets and ports are made of the time and of chance.</summary>
    private static JsonNode Lasting(JsonNode card) =>
        JsonNode.Parse(Port().Replace(Ticket().Replace(Id().Replace(card.ToJsonString(), new string('0', 32)), "ticket=0"), "http://127.0.0.1/"))!;

    [GeneratedRegex(@"\b[0-9a-f]{32}\b")]
    private static partial Regex Id();

    [GeneratedRegex("ticket=[A-Za-z0-9_-]+")]
    private static partial Regex Ticket();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex Port();
}
