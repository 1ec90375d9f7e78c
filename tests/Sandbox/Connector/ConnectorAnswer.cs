using System.Globalization;
using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Connector;

/// <param name="Status">0 gives no answer at all.</param>
internal sealed record ConnectorAnswer(int Status, string? Body = null)
{
    /// <summary>Seconds or a date, as the header has it.</summary>
    public string? RetryAfter { get; init; }

    public string? Location { get; init; }

    /// <summary>The id that was given to the new or changed activity, or to the new conversation.</summary>
    public string? GivenId { get; init; }

    public static ConnectorAnswer Of(int status, JsonObject body) => new(status, body.ToJsonString()) { GivenId = (string?)body["id"] };

    public static ConnectorAnswer Error(int status, string code, string? reason = null) => new(status, ErrorBody(code, reason));

    public static ConnectorAnswer Throttled(TimeSpan? wait) => Error(429, "Throttled") with
    {
        RetryAfter = wait is { } time ? Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null,
    };

    public static string ErrorBody(string code, string? reason = null) => new JsonObject
    {
        ["error"] = new JsonObject { ["code"] = code, ["message"] = reason ?? $"{code}, says the connector." },
    }.ToJsonString();

    public async Task WriteAsync(HttpResponse response)
    {
        if (Status == 0)
            return;
        response.StatusCode = Status;
        response.Headers.RetryAfter = RetryAfter;
        response.Headers.Location = Location;
        if (Body is null)
            return;
        response.ContentType = "application/json; charset=utf-8";
        await response.WriteAsync(Body);
    }
}
