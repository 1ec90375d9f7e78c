using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Connector;

/// <summary>A request of the bot to the connector, as it came over the wire.</summary>
/// <param name="RawPath">Path and query, percent-encoding kept.</param>
/// <param name="Body">Null when there was none.</param>
/// <param name="Authorization">The whole header; null when there was none.</param>
public sealed record ConnectorCall(string Method, string RawPath, JsonNode? Body, string? Authorization, int Status)
{
    /// <summary>Id of the conversation it is about, decoded; null for a call that creates one.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Id of the activity that is answered or updated; null otherwise.</summary>
    public string? ActivityId { get; init; }

    /// <summary>The id that the answer gave to the new or changed activity, or to the new conversation.</summary>
    public string? GivenId { get; init; }

    public string? Type => (string?)Body?["type"];

    public string? Text => (string?)Body?["text"];

    /// <summary>Content of the first attachment.</summary>
    public JsonNode? Card => Body?["attachments"]?[0]?["content"];
}
