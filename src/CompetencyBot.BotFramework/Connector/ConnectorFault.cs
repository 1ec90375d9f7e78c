using System.Net;
using System.Text;
using System.Text.Json;

namespace CompetencyBot.BotFramework.Connector;

/// <summary>What an unsuccessful answer of the connector means (Microsoft's page "Handle status codes from bots").</summary>
internal static class ConnectorFault
{
    public static SendResult Of(HttpResponseMessage response, byte[] body, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var (code, message) = Read(body);
        var reason = $"{status} {message ?? response.ReasonPhrase}";
        return response.StatusCode switch
        {
            HttpStatusCode.PreconditionFailed or HttpStatusCode.TooManyRequests
                or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
                => new SendResult.TryLater(status, reason, Wait(response, now)),
            HttpStatusCode.RequestEntityTooLarge => new SendResult.TooLarge(reason),
            HttpStatusCode.NotFound when code == "ActivityNotFoundInConversation" => new SendResult.MessageGone(reason),
            HttpStatusCode.Forbidden or HttpStatusCode.NotFound => new SendResult.Unreachable(status, code ?? "", reason),
            _ => new SendResult.Refused(status, code ?? "", reason),
        };
    }

    private static TimeSpan? Wait(HttpResponseMessage response, DateTimeOffset now)
    {
        var wait = response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - now : null;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>
    /// Both shapes: <c>{"error": {"code", "message"}}</c>, and the older <c>{"errorCode": 209, "message": "{\"subCode\": …}"}</c> whose
    /// message is JSON again and holds the code that matters.
    /// </summary>
    private static (string? Code, string? Message) Read(byte[] body)
    {
        if (Parse(body) is not { ValueKind: JsonValueKind.Object } root)
            return (null, null);
        if (root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
            return (Text(error, "code"), Text(error, "message"));

        var message = Text(root, "message");
        var inner = message is null ? null : Parse(Encoding.UTF8.GetBytes(message));
        return inner is { ValueKind: JsonValueKind.Object } details
            ? (Text(details, "subCode") ?? Text(root, "errorCode"), Text(details, "details") ?? Text(details, "message") ?? message)
            : (Text(root, "errorCode"), message);
    }

    private static JsonElement? Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null; // a gateway's HTML page, or nothing at all
        }
    }

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;
}
