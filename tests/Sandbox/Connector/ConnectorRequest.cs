using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;

namespace CompetencyBot.Sandbox.Connector;

/// <summary>A request as it came over the wire, taken apart but not judged.</summary>
/// <param name="RawPath">Path and query, percent-encoding kept.</param>
internal sealed record ConnectorRequest(string Method, string RawPath, ConnectorOperation Operation)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Between the slashes, as they came: nothing, <c>v3</c>, <c>conversations</c>, conversation, what of it, which one.</summary>
    public required string[] Path { get; init; }

    /// <summary>Names and values as they came.</summary>
    public required (string Name, string Value)[] Query { get; init; }

    public required byte[] Bytes { get; init; }

    /// <summary>Null when there was none, and when it is no JSON.</summary>
    public JsonElement? Body { get; private init; }

    public string? ContentType { get; init; }

    /// <summary>The whole header; null when there was none.</summary>
    public string? Authorization { get; init; }

    /// <summary>Decoded; null for a call that creates one.</summary>
    public string? ConversationId => Path.Length > 3 ? Uri.UnescapeDataString(Path[3]) : null;

    /// <summary>Of the activity that is answered, changed or deleted, decoded.</summary>
    public string? ActivityId => Path is [_, _, _, _, "activities", var id, ..] ? Uri.UnescapeDataString(id) : null;

    public string? MemberId => Path is [_, _, _, _, "members", var id, ..] ? Uri.UnescapeDataString(id) : null;

    /// <summary>The conversation it is about: also the 1:1 chat that it asks for.</summary>
    public string? Target => Operation == ConnectorOperation.Create
        ? Body?.At("members", 0, "id").Text() is { } member ? $"a:{member}" : null
        : ConversationId;

    public JsonNode? Node => Body switch
    {
        { ValueKind: JsonValueKind.Object } body => JsonObject.Create(body),
        { ValueKind: JsonValueKind.Array } body => JsonArray.Create(body),
        { } body => JsonValue.Create(body),
        null => null,
    };

    /// <summary>Decoded as a form does it, in which a plus is a blank.</summary>
    public string? Asked(string name)
    {
        foreach (var (key, value) in Query)
            if (key == name)
                return Uri.UnescapeDataString(value.Replace('+', ' '));
        return null;
    }

    public static async Task<ConnectorRequest> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, context.RequestAborted);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var parts = target.Split('?', 2);
        var path = parts[0].Split('/');
        var bytes = buffer.ToArray();
        return new ConnectorRequest(request.Method, target, ConnectorOperations.Of(request.Method, path))
        {
            Path = path,
            Query = parts.Length == 1 ? [] : [.. parts[1].Split('&').Select(Pair)],
            Bytes = bytes,
            Body = Parse(bytes),
            ContentType = request.ContentType,
            Authorization = request.Headers.Authorization.Count == 0 ? null : request.Headers.Authorization.ToString(),
        };
    }

    private static (string Name, string Value) Pair(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, "");

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? null : JsonElement.Parse(body, Strict);
        }
        catch (JsonException)
        {
            return null; // told by the rules, which see that there are bytes and no JSON
        }
    }
}
