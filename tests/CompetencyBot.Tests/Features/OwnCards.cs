using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CompetencyBot.Tests.Features.AccountLink;

namespace CompetencyBot.Tests.Features;

/// <summary>The cards of what people ask for themselves, by the name of the snapshot: reminders, what-if, and their data. Nothing of Grace's is kept afterwards.</summary>
internal static class OwnCards
{
    public static async Task<Dictionary<string, JsonNode>> OfAsync(AppFixture app)
    {
        var (grace, kaiwen) = (app.As(Sample.Grace), app.As(Sample.Of("kaiwen.cheng")));
        var cards = new Dictionary<string, JsonNode>
        {
            ["what-if-form"] = (await grace.Invokes("status/whatif")).Card!,
            ["reminders"] = (await grace.Says("remind me")).Card!,
            ["reminders-which"] = (await grace.Says("remind me 10 days before")).Card!,
            ["reminders-kept"] = (await grace.Says("remind me 45 days before technical assessment data analytics foundational")).Card!,
        };
        cards["reminders-not-at-all"] = (await grace.Invokes("reminders/never", new JsonObject { ["item"] = "assessment:da-bi" })).Card!;
        cards["status-reminded"] = (await grace.Says("status")).Card!;
        await app.ReportAsync("kaiwen.cheng", "kaiwenc90@outlook.example");
        cards["my-data-linked"] = (await kaiwen.Says("my data")).Card!;
        cards["my-data"] = (await grace.Says("my data")).Card!;
        cards["my-data-delete"] = WithoutIds((await grace.Invokes("my data/delete")).Card!);
        cards["my-data-delete-linked"] = WithoutIds((await kaiwen.Invokes("my data/delete")).Card!);
        cards["my-data-outdated"] = WithoutIds((await grace.Invokes("my data/confirm")).Card!);
        var question = (await grace.Invokes("my data/delete")).Actions.First()["data"]!;
        cards["my-data-deleted"] = WithoutIds((await grace.Invokes("my data/confirm", question)).Card!);
        cards["my-data-deleted-before"] = WithoutIds((await grace.Invokes("my data/confirm", question)).Card!);
        return cards;
    }

    /// <summary>Ids, and the receipts that are a part of them, are made of the time and of chance.</summary>
    private static JsonNode WithoutIds(JsonNode card) =>
        JsonNode.Parse(Regex.Replace(card.ToJsonString(), "\\b(?:[0-9a-f]{32}|[0-9A-F]{8})\\b", match => new string('0', match.Length)))!;
}
