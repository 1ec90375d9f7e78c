using System.Text.Json;
using Microsoft.Graph;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;

namespace CompetencyBot.Graph;

/// <summary>
/// Requests whose answers are read as they are. The package's models say neither which properties an answer has nor which of them are null, which in a list of changes
/// is the difference between "as before" and "no more".
/// </summary>
public static class GraphJson
{
    /// <summary>Graph takes no more in one POST (Microsoft's page "Combine multiple HTTP requests using JSON batching").</summary>
    public const int BatchSize = 20;

    private static readonly Dictionary<string, ParsableFactory<IParsable>> Errors = new() { ["XXX"] = ODataError.CreateFromDiscriminatorValue };

    /// <param name="request">Made of the client's own builders.</param>
    /// <param name="read">Reads what it needs of the answer, which is gone afterwards.</param>
    public static Task<GraphAnswer<TValue>> ReadAsync<TValue>(
        this GraphConnection graph, Func<GraphServiceClient, RequestInformation> request, Func<JsonElement, TValue> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.AskAsync<TValue>(
            async (client, token) =>
            {
                await using var body = await client.RequestAdapter.SendPrimitiveAsync<Stream>(request(client), Errors, token);
                if (body is null)
                    return default;
                using var json = await JsonDocument.ParseAsync(body, cancellationToken: token);
                return read(json.RootElement);
            },
            cancellationToken);
    }

    /// <summary>Asks for up to <see cref="BatchSize"/> things in one POST.</summary>
    /// <returns>An answer for each request, in their order; a failure of the whole where the POST itself failed.</returns>
    public static Task<GraphAnswer<IReadOnlyList<GraphAnswer<TValue>>>> BatchAsync<TValue>(
        this GraphConnection graph, IReadOnlyList<Func<GraphServiceClient, RequestInformation>> requests, Func<JsonElement, TValue> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.AskAsync<IReadOnlyList<GraphAnswer<TValue>>>(
            async (client, token) =>
            {
                var batch = new BatchRequestContentCollection(client);
                var steps = new List<string>(requests.Count);
                foreach (var request in requests)
                    steps.Add(await batch.AddBatchRequestStepAsync(request(client)));
                var answers = await client.Batch.PostAsync(batch, token, Errors);
                var found = new List<GraphAnswer<TValue>>(steps.Count);
                foreach (var step in steps)
                    found.Add(await StepAsync(graph, await answers.GetResponseByIdAsync(step), read, token));
                return found;
            },
            cancellationToken);
    }

    /// <returns>Null for another kind of value, or where there is none.</returns>
    public static string? Text(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static async Task<GraphAnswer<TValue>> StepAsync<TValue>(
        GraphConnection graph, HttpResponseMessage? answer, Func<JsonElement, TValue> read, CancellationToken cancellationToken)
    {
        if (answer is null)
            return new(default, new GraphFailure.NotReached("Microsoft Graph left out an answer of a batch."));
        using var _ = answer;
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var json = body.Length == 0 ? null : await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        if (answer.IsSuccessStatusCode)
            return new(json is null ? default : read(json.RootElement), null);
        var code = json?.RootElement.TryGetProperty("error", out var error) == true ? error.Text("code") : null;
        return new(default, graph.FailureOf((int)answer.StatusCode, code ?? "", answer.Headers.TryGetValues("Retry-After", out var wait) ? wait.FirstOrDefault() : null));
    }
}
