using System.Text.Json.Nodes;
using CompetencyBot.Sandbox.Files;

namespace CompetencyBot.Tests.Features.Administration.Imports;

/// <summary>Every card about imports, by the name of its snapshot. Nothing counts differently afterwards.</summary>
internal static class ImportCards
{
    private const string Training = "TrainingActivityId,Email,TrainingCompletionDate\n70-333,nobody@outlook.example,2018-01-01\n";

    public static async Task<Dictionary<string, JsonNode>> OfAsync(AppFixture app)
    {
        await using var files = await FakeFileHost.StartAsync();
        var julia = app.As(Sample.Julia);
        app.Clock.Advance(TimeSpan.FromMinutes(1)); // so that it is the last import
        var bad = string.Concat(Enumerable.Range(1, 5).Select(number => $"bronze{number},2018-02-01\n"));
        var cards = new Dictionary<string, JsonNode>
        {
            ["import-waiting"] = (await app.PreviewAsync(
                julia,
                ("completions.csv", files.Serve(Training)),
                ("membership.csv", files.Serve("Offer,PurchasedOn\ngold,2018-02-01\n" + bad)),
                ("people.csv", files.Serve("UserPrincipalName,DisplayName\na@contoso.example,\"open\n")))).Card!,
            ["import-overview-waiting"] = (await julia.Says("import")).Card!,
        };
        julia.Reads();
        var run = new JsonObject { ["run"] = (string?)julia.Latest!.Actions.First()["data"]!["run"] };
        cards["import-applied"] = (await julia.Invokes("import/accept", run)).Card!;
        cards["import-decided"] = (await julia.Invokes("import/discard", run)).Card!;
        await app.FollowedByAsync(() => julia.Invokes("import/askundo"));
        cards["import-undo"] = julia.Reads(CardText.Of(cards["import-applied"]).First() == "Imported" ? "Undo an import" : "復原匯入").Card!;
        cards["import-undone"] = (await julia.Invokes("import/undo", run)).Card!;
        cards["import-undo-refused"] = (await julia.Invokes("import/undo", run)).Card!;
        cards["import-history"] = (await julia.Invokes("import/history")).Card!;
        cards["import-gone"] = (await julia.Invokes("import/accept")).Card!;
        return cards;
    }
}
