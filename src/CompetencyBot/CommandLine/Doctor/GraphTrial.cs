using System.Text.Json;
using CompetencyBot.Graph;
using Microsoft.Extensions.Options;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace CompetencyBot.CommandLine.Doctor;

/// <summary>Asks Graph for the least of each thing that the settings have the bot read.</summary>
internal sealed class GraphTrial(Installation installation, GraphOptions options) : IDisposable
{
    private readonly GraphConnection _graph = new(
        Options.Create(options),
        Options.Create(installation.Wire),
        installation.Services.GetRequiredService<IHttpClientFactory>(),
        installation.Clock,
        installation.Services.GetRequiredService<ILoggerFactory>());

    /// <returns>The object id of somebody, null where there is nobody; and why none could be read.</returns>
    public async Task<(string? User, GraphFailure? Failure)> AnyUserAsync(CancellationToken cancellationToken)
    {
        var (user, failure) = await AskAsync(
            client => client.Users.ToGetRequestInformation(request => (request.QueryParameters.Select, request.QueryParameters.Top) = (["id"], 1)), cancellationToken);
        return (string.IsNullOrEmpty(user) ? null : user, failure);
    }

    public async Task<GraphFailure?> GroupAsync(string id, CancellationToken cancellationToken) => (await AskAsync(
        client => client.Groups[id].TransitiveMembers.ToGetRequestInformation(request => (request.QueryParameters.Select, request.QueryParameters.Top) = (["id"], 1)),
        cancellationToken)).Failure;

    /// <summary>That somebody has no mailbox is no fault.</summary>
    public async Task<GraphFailure?> MailboxAsync(string user, CancellationToken cancellationToken)
    {
        var (_, failure) = await AskAsync(client => client.Users[user].MailboxSettings.ToGetRequestInformation(), cancellationToken);
        return failure is GraphFailure.Refused { Status: 404 } ? null : failure;
    }

    public void Dispose() => _graph.Dispose();

    private async Task<GraphAnswer<string>> AskAsync(Func<GraphServiceClient, RequestInformation> request, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Installation.Patience, installation.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await _graph.ReadAsync(request, FirstId, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, new GraphFailure.NotReached(nameof(Installation.Patience)));
        }
    }

    private static string FirstId(JsonElement list) =>
        list.TryGetProperty("value", out var found) && found.ValueKind == JsonValueKind.Array
            ? found.EnumerateArray().Select(entry => entry.Text("id")).FirstOrDefault() ?? ""
            : "";
}
