using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Graph;

/// <summary>Members of groups. Who is in the recycle bin is in no list.</summary>
internal sealed class GroupRoutes(FakeGroups groups, FakeDirectory directory, GraphShapes shapes)
{
    private static readonly string[] Options = ["$select", "$top", "$skiptoken", "$count"];

    public void Map(GraphRoutes routes)
    {
        routes.Add("GET", "/groups/{id}/transitiveMembers/microsoft.graph.user", GraphConsent.ReadGroupMembers, Options, request => Users(request, groups.TransitiveMembersOf(request.Id)));
        routes.Add("GET", "/groups/{id}/transitiveMembers", GraphConsent.ReadGroupMembers, Options, request => All(request, groups.TransitiveMembersOf(request.Id)));
        routes.Add("GET", "/groups/{id}/members/microsoft.graph.user", GraphConsent.ReadGroupMembers, Options, request => Users(request, groups.MembersOf(request.Id)));
        routes.Add("GET", "/groups/{id}/members", GraphConsent.ReadGroupMembers, Options, request => All(request, groups.MembersOf(request.Id)));
    }

    private GraphAnswer Users(GraphRequest request, IReadOnlyList<string>? members) => members is null
        ? GraphAnswer.NotFound(request.Id)
        : shapes.Page(request, [.. members.Select(directory.Find).OfType<GraphUser>().Where(IsThere).Select(user => shapes.User(user, request.Select))]);

    private GraphAnswer All(GraphRequest request, IReadOnlyList<string>? members) => members is null
        ? GraphAnswer.NotFound(request.Id)
        : shapes.Page(request, [.. members.Select(member => Member(member, request.Select)).OfType<JsonObject>()]);

    private JsonObject? Member(string id, IReadOnlyList<string> select) => groups.MembersOf(id) is not null
        ? new JsonObject { ["@odata.type"] = "#microsoft.graph.group", ["id"] = id }
        : directory.Find(id) is { } user && IsThere(user) ? shapes.Typed(user, select) : null;

    private static bool IsThere(GraphUser user) => user.DeletedDateTime is null;
}
