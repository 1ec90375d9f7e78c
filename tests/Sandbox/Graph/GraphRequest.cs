using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace CompetencyBot.Sandbox.Graph;

/// <summary>A request as a route sees it, whether it came by itself or in a batch.</summary>
/// <param name="Path">Decoded, without host and version, in one spelling.</param>
internal sealed record GraphRequest(string Method, string Path, IReadOnlyDictionary<string, string> Query, string? Token, JsonNode? Body)
{
    public bool InBatch { get; init; }

    /// <summary>The variable part of the route, such as an object id; empty where it has none.</summary>
    public string Id { get; init; } = "";

    /// <summary>Values of <c>$select</c>; empty = the usual ones.</summary>
    public IReadOnlyList<string> Select => ListOf(Query.GetValueOrDefault("$select"));

    /// <param name="address">Path and query, as they stand behind the version.</param>
    public static GraphRequest Of(string method, string address, string? token, JsonNode? body)
    {
        var parts = address.Split('?', 2);
        var query = QueryHelpers.ParseQuery(parts.ElementAtOrDefault(1)).ToDictionary(field => field.Key, field => field.Value.ToString());
        return new GraphRequest(method.ToUpperInvariant(), PathOf(Uri.UnescapeDataString(parts[0])), query, token, body);
    }

    /// <summary>Microsoft's client spells functions with brackets and the namespace by its alias; in links both are as here.</summary>
    private static string PathOf(string path)
    {
        const string Alias = "/graph.user";
        return path.EndsWith("()", StringComparison.Ordinal) ? path[..^2]
            : path.EndsWith(Alias, StringComparison.Ordinal) ? path[..^Alias.Length] + "/microsoft.graph.user"
            : path;
    }

    public static IReadOnlyList<string> ListOf(string? names) =>
        names?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
