using System.Text.Json.Nodes;

namespace CompetencyBot.Tests.BotFramework;

/// <summary>Activities of every kind, shaped as Teams shapes them, in <c>teams-activities.json</c>.</summary>
internal static class TeamsActivities
{
    private static readonly JsonObject All = JsonNode.Parse(
        File.ReadAllText(Repository.PathOf("tests", "CompetencyBot.Tests", "BotFramework", "teams-activities.json")))!.AsObject();

    public static IEnumerable<string> Names => All.Select(activity => activity.Key);

    public static JsonObject Named(string name) => All[name]!.DeepClone().AsObject();

    /// <summary>As it would reach this app, with an id that no other activity has.</summary>
    public static JsonObject For(AppFixture app, string name)
    {
        var activity = Named(name);
        activity["serviceUrl"] = app.Connector.ServiceUrl;
        activity["id"] = app.NewId();
        return activity;
    }
}
