using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Graph;

/// <summary>Users one by one and as a list, their managers, and the recycle bin.</summary>
internal sealed class UserRoutes(FakeDirectory directory, GraphShapes shapes)
{
    private static readonly string[] OfOne = ["$select", "$expand"];
    private static readonly string[] OfList = ["$select", "$expand", "$top", "$skiptoken", "$filter", "$count"];

    private readonly ConcurrentDictionary<string, JsonObject> _passwordProfiles = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, JsonObject> PasswordProfiles => _passwordProfiles;

    public void Map(GraphRoutes routes)
    {
        routes.Add("GET", "/users", GraphConsent.ReadUsers, OfList, List);
        routes.Add("POST", "/users", GraphConsent.WriteUsers, [], Create);
        routes.Add("GET", "/users/{id}", GraphConsent.ReadUsers, OfOne, request => Of(request, user => GraphAnswer.Ok(shapes.User(user, request.Select, request.Query.GetValueOrDefault("$expand")))));
        routes.Add("DELETE", "/users/{id}", GraphConsent.WriteUsers, [], request => Of(request, user => Done(() => directory.Delete(user.Id))));
        routes.Add("GET", "/users/{id}/manager", GraphConsent.ReadUsers, ["$select"], request => Of(request, user => Manager(user, request.Select)));
        routes.Add("PUT", "/users/{id}/manager/$ref", GraphConsent.WriteUsers, [], request => Of(request, user => SetManager(user, request.Body)));
        routes.Add("GET", "/directory/deletedItems/microsoft.graph.user", GraphConsent.ReadUsers, ["$select", "$top", "$skiptoken"], Deleted);
        routes.Add("POST", "/directory/deletedItems/{id}/restore", GraphConsent.WriteUsers, [], Restore);
    }

    private GraphAnswer Of(GraphRequest request, Func<GraphUser, GraphAnswer> answer) =>
        directory.Find(request.Id) is { DeletedDateTime: null } user ? answer(user) : GraphAnswer.NotFound(request.Id);

    private static GraphAnswer Done(Action deed)
    {
        deed();
        return GraphAnswer.NoContent;
    }

    private GraphAnswer List(GraphRequest request) => UserFilter.Parse(request.Query.GetValueOrDefault("$filter")) is not { } filter
        ? GraphAnswer.Bad("Unsupported or invalid query filter clause specified.", "Request_UnsupportedQuery")
        : shapes.Page(
            request, [.. directory.Users.Where(filter).Select(user => shapes.User(user, request.Select, request.Query.GetValueOrDefault("$expand")))]);

    private GraphAnswer Manager(GraphUser user, IReadOnlyList<string> select) =>
        shapes.ManagerOf(user) is { } manager ? GraphAnswer.Ok(shapes.Typed(manager, select)) : GraphAnswer.NotFound("manager");

    private GraphAnswer SetManager(GraphUser user, JsonNode? body)
    {
        var manager = ((string?)body?["@odata.id"])?.Split('/')[^1] ?? "";
        return directory.Find(manager) is { DeletedDateTime: null }
            ? Done(() => directory.SetManager(user.Id, manager))
            : GraphAnswer.NotFound(manager);
    }

    private GraphAnswer Deleted(GraphRequest request) => shapes.Page(
        request, [.. directory.All.Where(user => user.DeletedDateTime is not null).Select(user => shapes.User(user, request.Select))]);

    private GraphAnswer Restore(GraphRequest request)
    {
        if (directory.Find(request.Id) is not { DeletedDateTime: not null } user)
            return GraphAnswer.NotFound(request.Id);
        directory.Restore(user.Id);
        return GraphAnswer.Ok(shapes.Typed(directory.Find(user.Id)!, []));
    }

    private GraphAnswer Create(GraphRequest request)
    {
        var wanted = NewUser.Read(request.Body, directory);
        if (wanted.Refusal is not null || wanted.User is not { } user)
            return wanted.Refusal!;
        directory.Add(user);
        _passwordProfiles[user.UserPrincipalName] = (JsonObject)request.Body!["passwordProfile"]!.DeepClone();
        return new GraphAnswer(201, shapes.User(user, []));
    }
}
