using System.Text.Json;
using CompetencyBot.Graph;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Sources.Entra;

/// <param name="Next">Where the next page is; null on the last one.</param>
/// <param name="Delta">On the last page: where the changes since are asked for.</param>
public sealed record DeltaPage(IReadOnlyList<UserFacts> Users, string? Next, string? Delta);

/// <summary>Reads the users of the directory, or those that changed since, a page at a time.</summary>
public sealed class DeltaPages(GraphConnection graph, IOptions<GraphOptions> options)
{
    private static readonly string[] Always = ["id", "userPrincipalName", "displayName", "mail", "userType", "accountEnabled", "preferredLanguage"];

    /// <summary>What is asked for: of other properties no changes come, and Graph refuses the whole request for one that the bot may not read.</summary>
    public IReadOnlyList<string> Properties => options.Value.ReadsLeaveDates ? [.. Always, "employeeLeaveDateTime"] : Always;

    /// <param name="link">Of the page before, or of the last sync; null = from the beginning.</param>
    public async Task<GraphAnswer<DeltaPage>> ReadAsync(string? link, CancellationToken cancellationToken)
    {
        if (link is not null && !graph.IsOurs(link))
            return new(null, new GraphFailure.StrangeLink());
        return await graph.ReadAsync(
            client => link is null
                ? client.Users.Delta.ToGetRequestInformation(request => request.QueryParameters.Select = [.. Properties])
                : client.Users.Delta.WithUrl(link).ToGetRequestInformation(),
            Read,
            cancellationToken);
    }

    private static DeltaPage Read(JsonElement page) => new(
        page.TryGetProperty("value", out var users) && users.ValueKind == JsonValueKind.Array
            ? [.. users.EnumerateArray().Select(UserFacts.Read).OfType<UserFacts>()]
            : [],
        page.Text("@odata.nextLink"),
        page.Text("@odata.deltaLink"));
}
