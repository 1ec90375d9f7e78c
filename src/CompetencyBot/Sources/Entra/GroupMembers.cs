using System.Text.Json;
using CompetencyBot.Graph;

namespace CompetencyBot.Sources.Entra;

/// <summary>Reads who is in a group, directly or through groups in it (permission <c>GroupMember.Read.All</c>).</summary>
public sealed class GroupMembers(GraphConnection graph)
{
    private const int PageSize = 999;

    /// <returns>Object ids in lower case, without those of guests.</returns>
    public async Task<GraphAnswer<IReadOnlySet<string>>> ReadAsync(string groupId, CancellationToken cancellationToken)
    {
        var members = new HashSet<string>(StringComparer.Ordinal);
        for (string? link = null; ;)
        {
            var here = link;
            var (page, failure) = await graph.ReadAsync(
                client => here is null
                    ? client.Groups[groupId].TransitiveMembers.ToGetRequestInformation(request =>
                    {
                        request.QueryParameters.Select = ["id", "userType"];
                        request.QueryParameters.Top = PageSize;
                    })
                    : client.Groups[groupId].TransitiveMembers.WithUrl(here).ToGetRequestInformation(),
                Read,
                cancellationToken);
            if (failure is not null)
                return new(null, failure);
            members.UnionWith(page.Ids);
            if (page.Next is null)
                return new(members, null);
            if (!graph.IsOurs(page.Next))
                return new(null, new GraphFailure.StrangeLink());
            link = page.Next;
        }
    }

    private static (string[] Ids, string? Next) Read(JsonElement page) => (
        page.TryGetProperty("value", out var members) && members.ValueKind == JsonValueKind.Array
            ? [.. members.EnumerateArray().Where(member => member.Text("userType") != UserTypes.Guest).Select(member => member.Text("id")?.ToLowerInvariant()).OfType<string>()]
            : [],
        page.Text("@odata.nextLink"));
}

/// <summary>Values of <c>userType</c>; older accounts have none and are members.</summary>
public static class UserTypes
{
    public const string Guest = "Guest";
}
