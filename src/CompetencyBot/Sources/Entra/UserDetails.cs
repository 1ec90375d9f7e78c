using System.Text.Json;
using CompetencyBot.Graph;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace CompetencyBot.Sources.Entra;

/// <summary>Reads of many users what no list of changes tells, twenty in one call.</summary>
public sealed class UserDetails(GraphConnection graph)
{
    private const string Nobody = "";

    /// <summary>Managers are left out of lists of changes at times (microsoftgraph/microsoft-graph-explorer-v4#4018): each is asked for.</summary>
    /// <param name="found">Called for each user with the object id of the manager in lower case, null for none.</param>
    /// <returns>Why it ended early; null = all were read.</returns>
    public Task<GraphFailure?> ReadManagersAsync(IReadOnlyCollection<string> objectIds, Action<string, string?> found, CancellationToken cancellationToken) => ReadAsync(
        objectIds,
        (client, id) => client.Users[id].Manager.ToGetRequestInformation(request => request.QueryParameters.Select = ["id"]),
        manager => manager.Text("id")?.ToLowerInvariant() ?? Nobody,
        (id, manager) => found(id, manager is { Length: > 0 } ? manager : null),
        cancellationToken);

    /// <param name="found">Called for each user, also of one who has no mailbox.</param>
    /// <returns>Why it ended early; null = all were read.</returns>
    public Task<GraphFailure?> ReadMailboxesAsync(IReadOnlyCollection<string> objectIds, Action<string, MailboxFacts> found, CancellationToken cancellationToken) => ReadAsync(
        objectIds,
        (client, id) => client.Users[id].MailboxSettings.ToGetRequestInformation(request => request.QueryParameters.Select = ["timeZone", "workingHours"]),
        MailboxFacts.Read,
        (id, mailbox) => found(id, mailbox ?? MailboxFacts.None),
        cancellationToken);

    /// <summary>404 = there is no such thing, or the user is gone by now.</summary>
    private async Task<GraphFailure?> ReadAsync<TValue>(
        IReadOnlyCollection<string> objectIds,
        Func<GraphServiceClient, string, RequestInformation> request,
        Func<JsonElement, TValue> read,
        Action<string, TValue?> found,
        CancellationToken cancellationToken)
    {
        foreach (var some in objectIds.Chunk(GraphJson.BatchSize))
        {
            var (answers, failure) = await graph.BatchAsync<TValue>(
                [.. some.Select(id => (Func<GraphServiceClient, RequestInformation>)(client => request(client, id)))], read, cancellationToken);
            if (failure is not null)
                return failure;
            foreach (var (id, answer) in some.Zip(answers!))
                if (answer.Failure is null or GraphFailure.Refused { Status: 404 })
                    found(id, answer.Value);
                else
                    failure = answer.Failure;
            if (failure is not null)
                return failure;
        }

        return null;
    }
}
