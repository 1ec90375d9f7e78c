using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompetencyBot.BotFramework.Turns;

/// <param name="Status">HTTP status of the answer.</param>
/// <param name="Body">Body as JSON; null = empty.</param>
public sealed record InvokeResponse(int Status, JsonNode? Body = null)
{
    /// <summary>Answers <c>adaptiveCard/action</c>: the card that was pressed is replaced in place.</summary>
    public static InvokeResponse Card(JsonElement card) => new(200, new JsonObject
    {
        ["statusCode"] = 200,
        ["type"] = "application/vnd.microsoft.card.adaptive",
        ["value"] = JsonNode.Parse(card.GetRawText()),
    });

    /// <summary>Answers <c>adaptiveCard/action</c> with a text; the card stays.</summary>
    public static InvokeResponse Message(string text) => new(200, new JsonObject
    {
        ["statusCode"] = 200,
        ["type"] = "application/vnd.microsoft.activity.message",
        ["value"] = text,
    });

    /// <summary>Answers <c>adaptiveCard/action</c> with an error; HTTP mirrors the status for a malformed request only.</summary>
    /// <param name="status">400 for a request that cannot be understood, 500 when the bot failed.</param>
    public static InvokeResponse Error(int status, string code, string message) => new(status == 400 ? 400 : 200, new JsonObject
    {
        ["statusCode"] = status,
        ["type"] = "application/vnd.microsoft.error",
        ["value"] = new JsonObject { ["code"] = code, ["message"] = message },
    });
}
