using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Graph;

// POST /$batch: up to twenty requests at once, each answered by itself.
public sealed partial class FakeGraph
{
    private const int MostSteps = 20;

    private async Task<GraphAnswer> AnswerBatchAsync(GraphRequest batch)
    {
        var steps = (batch.Body?["requests"] as JsonArray)?.OfType<JsonObject>().ToArray() ?? [];
        return steps.Length is 0 or > MostSteps
            ? GraphAnswer.Bad($"Number of batch request steps must be between 1 and {MostSteps}.", "BadRequest")
            : GraphAnswer.Ok(new JsonObject { ["responses"] = new JsonArray(await StepsAsync(steps, batch.Token)) });
    }

    private async Task<JsonNode[]> StepsAsync(JsonObject[] steps, string? token)
    {
        var responses = new List<JsonNode>();
        foreach (var step in steps)
        {
            var request = GraphRequest.Of((string)step["method"]!, (string)step["url"]!, token, step["body"]) with { InBatch = true };
            responses.Add(Response((string)step["id"]!, await AnswerAsync(request)));
        }

        return [.. responses];
    }

    private static JsonObject Response(string id, GraphAnswer answer)
    {
        var headers = new JsonObject { ["Content-Type"] = "application/json" };
        if (answer.RetryAfter is not null)
            headers["Retry-After"] = answer.RetryAfter;
        return new JsonObject { ["id"] = id, ["status"] = answer.Status, ["headers"] = headers, ["body"] = answer.Body?.DeepClone() };
    }
}
