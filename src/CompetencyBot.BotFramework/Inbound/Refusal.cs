using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CompetencyBot.BotFramework.Inbound;

/// <summary>Why a request is not taken, as a value: what the log says, and what the caller is told.</summary>
/// <param name="Status">401 for every fault of the token, 400, 413 and 415 for the body, 403 for a service URL that is not trusted and a
/// tenant that is not allowed, 503 without keys.</param>
/// <param name="Reason">For the log. It never holds a token or a header.</param>
internal sealed record Refusal(int Status, string Reason)
{
    public static Refusal Unauthorized(string reason) => new(StatusCodes.Status401Unauthorized, reason);

    public static Refusal BadRequest(string reason) => new(StatusCodes.Status400BadRequest, reason);

    /// <summary>The error shape of the connector. Who has no valid token learns nothing more than that.</summary>
    public Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        if (Status != StatusCodes.Status401Unauthorized)
            return JsonBody.WriteAsync(context.Response, json => Write(json, context.TraceIdentifier));
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    private void Write(Utf8JsonWriter json, string reference)
    {
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("code"u8, Status == StatusCodes.Status400BadRequest ? "BadRequest" : "Refused");
        json.WriteString("message"u8, Reason);
        json.WriteString("reference"u8, reference);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
