using System.Text.Json.Nodes;
using CompetencyBot.Features.Administration.AddPeople;
using CompetencyBot.Outbox;

namespace CompetencyBot.Tests.Features.Administration.AddPeople;

/// <summary>Every card of <c>add people</c>, by the name of its snapshot.</summary>
internal static class AddPeopleCards
{
    private const string Rows =
        "Anna Lee,anna.lee@contoso.example,Anna,Lee,david.wu@contoso.example,TW,{0}\nOmar Haddad,omar.haddad@contoso.example,,,nobody.known@contoso.example,,{0}\n"
        + "Grace Huang,grace.huang@contoso.example,,,,,\nEve Else,eve@elsewhere.example,,,,GB,\n,bo@contoso.example,,,,,\n";

    public static async Task<Dictionary<string, JsonNode>> OfAsync(string language)
    {
        var rows = string.Format(System.Globalization.CultureInfo.InvariantCulture, Rows, language);
        var cards = new Dictionary<string, JsonNode>();
        await using (var listing = await AddPeopleStory.StartAsync(creates: false, AppOptions.InLanguage(language)))
        {
            cards["add-people-list-form"] = (await listing.Julia.Says("add people")).Card!;
            var asked = await listing.DropsAsync(rows);
            cards["add-people-list-question"] = asked.Card!;
            cards["add-people-listed"] = (await listing.Julia.Invokes("add people/list", asked.Actions.First()["data"]!)).Card!;
        }

        await using var story = await AddPeopleStory.StartAsync(options: AppOptions.InLanguage(language));
        var julia = story.Julia;
        cards["add-people-in-channel"] = (await julia.InChannel().Says("add people")).Card!;
        cards["add-people"] = (await julia.Says("add people")).Card!;
        cards["add-people-where"] = (await julia.Says("help")).Messages.Last().Card!;
        cards["add-people-wrong"] = (await julia.Invokes("add people/check", new JsonObject { ["name"] = "Anna Lee", ["address"] = "anna.lee", ["country"] = "XX", ["language"] = "zh-TW" })).Card!;
        cards["add-people-nobody"] = (await story.DropsAsync("Grace Huang,grace.huang@contoso.example,,,,,\n")).Card!;
        var question = await story.DropsAsync(rows);
        cards["add-people-question"] = question.Card!;
        var run = story.App.Jobs.NextRunOf<AddPeopleJob>();
        cards["add-people-started"] = (await julia.Invokes("add people/create", question.Actions.First()["data"]!)).Card!;
        await run;
        await story.App.RunAsync<OutboxDeliveryJob>();
        cards["add-people-result"] = julia.Reads().Card!;
        var anna = story.Graph.Directory.Find("anna.lee@contoso.example")!.Id;
        cards["add-people-welcome"] = story.Connector.Calls.Last(call => call.ConversationId == $"a:{anna}" && call.Card is not null).Card!;
        return cards;
    }
}
