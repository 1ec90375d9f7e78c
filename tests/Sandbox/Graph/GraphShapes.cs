using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CompetencyBot.Sandbox.Graph;

/// <summary>How users and pages of them look on the wire.</summary>
internal sealed partial class GraphShapes(FakeDirectory directory, Func<GraphConsent, bool> isGranted, Func<string> baseUrl)
{
    public string BaseUrl => baseUrl();

    /// <summary>Entries of a page, of whatever list, unless <c>$top</c> asks for fewer.</summary>
    public int PageSize { get; set; } = 100;

    public JsonNode? ValueOf(GraphUser user, string property) =>
        property.Equals("employeeLeaveDateTime", StringComparison.OrdinalIgnoreCase) && !isGranted(GraphConsent.ReadLeaveDates) ? null : user.ValueOf(property);

    /// <param name="select">Empty = the usual properties; an unknown one is left out, as Graph leaves it out of directory objects.</param>
    public JsonObject User(GraphUser user, IReadOnlyList<string> select, string? expand = null)
    {
        var shape = new JsonObject();
        foreach (var property in (select.Count == 0 ? GraphUser.Usual : select).Where(GraphUser.Knows))
            shape[property] = ValueOf(user, property);
        if (expand is not null && ManagerOf(user) is { } manager)
            shape["manager"] = Typed(manager, GraphRequest.ListOf(InnerSelect().Match(expand).Groups["names"].Value));
        return shape;
    }

    public JsonObject Typed(GraphUser user, IReadOnlyList<string> select)
    {
        var shape = User(user, select);
        shape.Insert(0, "@odata.type", "#microsoft.graph.user");
        return shape;
    }

    /// <returns>Null when they have none, or one who is deleted.</returns>
    public GraphUser? ManagerOf(GraphUser user) =>
        user.ManagerId is { } id && directory.Find(id) is { DeletedDateTime: null } manager ? manager : null;

    /// <summary>The part of the list that the request is at, with a link to the next.</summary>
    public GraphAnswer Page(GraphRequest request, IReadOnlyList<JsonObject> all)
    {
        var size = int.TryParse(request.Query.GetValueOrDefault("$top"), out var top) ? Math.Clamp(top, 1, 999) : PageSize;
        _ = int.TryParse(request.Query.GetValueOrDefault("$skiptoken"), out var from);
        var page = new JsonObject { ["@odata.context"] = $"{BaseUrl}/$metadata#directoryObjects" };
        if (from + size < all.Count)
            page["@odata.nextLink"] = $"{BaseUrl}{request.Path}?{Query(request)}$skiptoken={from + size}";
        page["value"] = new JsonArray([.. all.Skip(from).Take(size)]);
        return GraphAnswer.Ok(page);
    }

    private static string Query(GraphRequest request) => string.Concat(
        request.Query.Where(option => option.Key != "$skiptoken").Select(option => $"{option.Key}={Uri.EscapeDataString(option.Value)}&"));

    [GeneratedRegex(@"\(\$select=(?<names>[^)]*)\)")]
    private static partial Regex InnerSelect();
}
