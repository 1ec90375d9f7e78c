using System.Globalization;

namespace CompetencyBot.Sandbox.Connector.Rules;

/// <summary>Method, path and query. Ids hold colons, semicolons, at signs and slashes, all of which are percent-encoded.</summary>
internal static class PathRules
{
    private static readonly string[] PageQuery = ["pageSize", "continuationToken"];

    public static IEnumerable<ProtocolFault> Check(ConnectorRequest request)
    {
        if (request.Operation == ConnectorOperation.Unknown)
            return [new("path", $"the connector has no {request.Method} {request.RawPath}")];
        return Encoding(request).Concat(Query(request));
    }

    private static IEnumerable<ProtocolFault> Encoding(ConnectorRequest request) =>
        from raw in request.Path.Concat(request.Query.Select(pair => pair.Value))
        let right = Uri.EscapeDataString(Uri.UnescapeDataString(raw))
        where raw != right
        select new ProtocolFault("encoding", $"'{raw}' in the path, percent-encoded it is '{right}'");

    /// <summary>Teams makes pages of 50 to 500 (page "Get members of a conversation").</summary>
    private static IEnumerable<ProtocolFault> Query(ConnectorRequest request)
    {
        var known = request.Operation == ConnectorOperation.Page ? PageQuery : [];
        foreach (var (name, _) in request.Query.Where(pair => !known.Contains(pair.Name)))
            yield return new("query", $"{request.Operation} takes no '{name}'");
        if (request.Operation == ConnectorOperation.Page && request.Asked("pageSize") is { } size
            && !(int.TryParse(size, CultureInfo.InvariantCulture, out var number) && number is >= 50 and <= 500))
            yield return new("pageSize", $"a page has 50 to 500 members, not '{size}'");
    }
}
