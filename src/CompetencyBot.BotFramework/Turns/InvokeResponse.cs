using System.Text.Json;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Schema;

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

    /// <summary>Answers <c>task/fetch</c> and <c>task/submit</c>: the dialog shows a sentence instead of a form, then closes.</summary>
    public static InvokeResponse TaskMessage(string text) => new(200, new JsonObject
    {
        ["task"] = new JsonObject { ["type"] = "message", ["value"] = text },
    });

    /// <summary>Answers <c>signin/tokenExchange</c> when no sign-in comes of it.</summary>
    /// <param name="status">412 lets the client fall back to the sign-in button; 400 for a request that cannot be understood.</param>
    /// <param name="failureDetail">For developers; Teams does not show it.</param>
    public static InvokeResponse NotExchanged(int status, TokenExchange? request, string failureDetail)
    {
        var body = new JsonObject();
        if (request?.Id is { } id)
            body["id"] = id;
        if (request?.ConnectionName is { } connection)
            body["connectionName"] = connection;
        body["failureDetail"] = failureDetail;
        return new InvokeResponse(status, body);
    }
}
