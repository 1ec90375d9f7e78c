using System.Text.Json.Nodes;
using CompetencyBot.Outbox;

namespace CompetencyBot.Tests.Features.Upgrade;

/// <summary>The cards of the dialog, of nudges and of what the levels bring, by the name of the snapshot.</summary>
internal static class UpgradeCards
{
    /// <param name="app">With <see cref="UpgradeStory.WithPeopleAwake"/>.</param>
    public static async Task<Dictionary<string, JsonNode>> OfAsync(AppFixture app)
    {
        var (julia, ben) = (app.As(Sample.Julia), app.As(UpgradeStory.Ben));
        await ben.Installs();
        await julia.Installs();
        var cards = new Dictionary<string, JsonNode> { ["upgrade-benefits"] = (await julia.Says("benefits")).Card! };
        await julia.Says("upgrade communications gold");
        cards["upgrade-form"] = (await julia.PressesVerb("upgrade/suppose")).Card!;
        cards["upgrade-form-fault"] = (await julia.PressesVerb("upgrade/answer", ("items", null))).Card!;
        cards["upgrade-result"] = (await julia.PressesVerb("upgrade/answer", ("items", "exam:70-333"))).Card!;
        cards["upgrade-nudge"] = (await julia.PressesVerb("upgrade/nudge")).Card!;
        cards["upgrade-where"] = (await julia.Says("help")).Card!;
        cards["upgrade-not-now"] = (await julia.Invokes("upgrade/answer")).Card!;
        await julia.PressesVerb("upgrade/continue");
        cards["upgrade-sent"] = (await julia.PressesVerb("upgrade/send")).Card!;
        await app.RunAsync<OutboxDeliveryJob>();
        cards["nudge"] = ben.Reads().Card!;
        cards["nudge-wrong-day"] = (await ben.PressesVerb("nudges/accept", ("day", "soon"))).Card!;
        cards["nudge-accepted"] = (await ben.PressesVerb("nudges/accept", ("day", "2018-04-01"))).Card!;
        await app.RunAsync<OutboxDeliveryJob>();
        cards["nudge-replies"] = julia.Reads().Card!;
        cards["nudges"] = (await julia.Says("nudges")).Card!;
        cards["nudges-own"] = (await ben.Says("nudges")).Card!;
        cards["nudge-not-yours"] = (await julia.Invokes("nudges/accept")).Card!;
        await julia.ResultAsync();
        cards["upgrade-nudge-left-out"] = (await julia.PressesVerb("upgrade/nudge")).Card!;
        cards["upgrade-cancelled"] = (await julia.Says("cancel")).Card!;
        cards["upgrade-old-button"] = (await julia.Invokes("upgrade/answer")).Card!;
        var channel = julia.InChannel();
        await channel.Says("upgrade data platform");
        cards["upgrade-form-channel"] = (await channel.PressesVerb("upgrade/suppose")).Card!;
        cards["upgrade-plan-not"] = (await julia.Says("upgrade messaging gold and enterprise resource planning silver")).Card!;
        return cards;
    }

    /// <summary>Of the present programme.</summary>
    public static async Task<Dictionary<string, JsonNode>> OfDesignationsAsync(AppFixture app)
    {
        var julia = app.As(Sample.Julia);
        var cards = new Dictionary<string, JsonNode> { ["designations-benefits"] = (await julia.Says("benefits")).Card! };
        cards["designations-ways"] = (await julia.Says("upgrade modern work")).Card!;
        cards["designations-form"] = (await julia.PressesVerb("upgrade/suppose", ("path", "smb"))).Card!;
        cards["designations-result"] = (await julia.PressesVerb("upgrade/answer", ("figure-deployments_cpor", "10"))).Card!;
        return cards;
    }
}
