using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Insights;

/// <summary>What was asked of the played Insights, and how the next calls are to be answered.</summary>
internal sealed class InsightsLog
{
    private const string BodyItem = "body";

    private readonly ConcurrentQueue<InsightsCall> _calls = new();
    private readonly ConcurrentQueue<(int Status, string? RetryAfter)> _planned = new();

    public IReadOnlyCollection<InsightsCall> Calls => _calls;

    public void Plan(int status, string? retryAfter) => _planned.Enqueue((status, retryAfter));

    public (int Status, string? RetryAfter)? NextAnswer() => _planned.TryDequeue(out var planned) ? planned : null;

    public static string? TokenOf(HttpContext context) =>
        context.Request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : null;

    public async Task<JsonObject?> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        request.HttpContext.Items[BodyItem] = text;
        return JsonNode.Parse(text) as JsonObject;
    }

    public void Add(HttpContext context, InsightsServer server, string path) => _calls.Enqueue(new InsightsCall(
        server, context.Request.Method, path, TokenOf(context), context.Items[BodyItem] as string ?? "", context.Response.StatusCode));
}
