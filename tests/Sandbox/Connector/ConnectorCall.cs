using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Connector;

/// <summary>A request of the bot to the connector, as it came over the wire.</summary>
/// <param name="RawPath">Path and query, percent-encoding kept.</param>
/// <param name="Body">Null when there was none.</param>
/// <param name="Authorization">The whole header; null when there was none.</param>
/// <param name="Status">Of the answer, which may be on its way yet; 0 for a call that is never answered.</param>
public sealed record ConnectorCall(string Method, string RawPath, JsonNode? Body, string? Authorization, int Status)
{
    /// <summary>When it came, by the connector's clock.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Id of the conversation it is about, decoded; null for a call that creates one.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Id of the activity that is answered or updated; null otherwise.</summary>
    public string? ActivityId { get; init; }

    /// <summary>
    /// The id that was given to the new or changed activity, or to the new conversation: also where the answer did not tell it.
    /// </summary>
    public string? GivenId { get; init; }

    /// <summary>The rules of the protocol that it broke.</summary>
    public IReadOnlyList<ProtocolFault> Faults { get; init; } = [];

    public string? Type => TextOf("type");

    public string? Text => TextOf("text");

    /// <summary>Content of the first attachment.</summary>
    public JsonNode? Card => (Body as JsonObject)?["attachments"] is JsonArray { Count: > 0 } attachments
        ? (attachments[0] as JsonObject)?["content"]
        : null;

    private string? TextOf(string field) =>
        (Body as JsonObject)?[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
