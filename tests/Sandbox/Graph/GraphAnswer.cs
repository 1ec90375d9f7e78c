using System.Globalization;
using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Graph;

/// <param name="Body">Null sends none.</param>
internal sealed record GraphAnswer(int Status, JsonNode? Body = null)
{
    /// <summary>Seconds or a date.</summary>
    public string? RetryAfter { get; init; }

    public string? Location { get; init; }

    public static GraphAnswer Ok(JsonNode body) => new(200, body);

    public static GraphAnswer NoContent { get; } = new(204);

    public static GraphAnswer Error(int status, string code, string message) => new(status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = code,
            ["message"] = message,
            ["innerError"] = new JsonObject { ["request-id"] = "7f0a5f2e-3f0f-4b3e-9d3e-5f5f0c1d2e3f" },
        },
    });

    public static GraphAnswer Bad(string message, string code = "Request_BadRequest") => Error(400, code, message);

    public static GraphAnswer NotFound(string id) => Error(
        404, "Request_ResourceNotFound", $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    public static GraphAnswer Forbidden { get; } = Error(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

    public static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
