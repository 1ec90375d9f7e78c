using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Playground;

namespace CompetencyBot.Benchmarks.Load;

/// <summary>
/// The messages: one a personal chat, as Teams sends it, whose id alone is written anew for every turn. The chats belong to the people of the
/// sample organisation, one after the other.
/// </summary>
internal sealed class Mailbag
{
    /// <summary>Ids count up from here; Teams' own are milliseconds and have as many digits.</summary>
    private const long FirstId = 1_772_000_000_000;

    private const string AppId = LoadWorld.AppId;

    private readonly (byte[] Body, int IdAt)[] _letters;

    /// <summary>Of all mailbags: the bot takes a second message with the same id for a repeat.</summary>
    private static long _taken;

    /// <param name="only">Whose chats they are; null = everybody's.</param>
    public Mailbag(string text, string serviceUrl, LoadOptions options, string? only = null)
    {
        PlaygroundUser[] people =
        [
            .. PlaygroundUser.ReadFrom(Path.Combine(SandboxFolder.SampleOrganisation, "people.csv")).Where(person => only is null || person.UserPrincipalName == only),
        ];
        _letters = [.. Enumerable.Range(0, options.Conversations)
            .Select(chat => Letter(people[chat % people.Length], chat, Tenant(chat % options.Tenants), text, serviceUrl))];
    }

    /// <returns>The next message, its number (from 1) and its id.</returns>
    public (long Number, long Id, byte[] Body) Next()
    {
        var number = Interlocked.Increment(ref _taken);
        var (body, idAt) = _letters[number % _letters.Length];
        var letter = (byte[])body.Clone();
        Utf8Formatter.TryFormat(FirstId + number, letter.AsSpan(idAt), out _);
        return (number, FirstId + number, letter);
    }

    private static string Tenant(int number) => $"6a5e2f10-94b3-4c0e-8f57-{number:D12}";

    private static (byte[] Body, int IdAt) Letter(PlaygroundUser person, int chat, string tenant, string text, string serviceUrl)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(Message(person, chat, tenant, text, serviceUrl));
        return (body, body.AsSpan().IndexOf("1772000000000"u8));
    }

    private static JsonObject Message(PlaygroundUser person, int chat, string tenant, string text, string serviceUrl) => new()
    {
        ["text"] = text,
        ["textFormat"] = "plain",
        ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = $"<div><div>{text}</div></div>" }),
        ["type"] = "message",
        ["timestamp"] = "2018-03-01T01:30:00.123Z",
        ["localTimestamp"] = "2018-03-01T09:30:00.123+08:00",
        ["id"] = $"{FirstId}",
        ["channelId"] = "msteams",
        ["serviceUrl"] = serviceUrl,
        ["from"] = new JsonObject { ["id"] = $"29:{person.Alias}-{chat:D6}", ["name"] = person.DisplayName, ["aadObjectId"] = person.EntraObjectId },
        ["conversation"] = new JsonObject { ["conversationType"] = "personal", ["tenantId"] = tenant, ["id"] = $"a:{chat:D6}-{AppId}" },
        ["recipient"] = new JsonObject { ["id"] = $"28:{AppId}", ["name"] = "CompetencyBot" },
        ["entities"] = new JsonArray(new JsonObject
        {
            ["locale"] = "en-US",
            ["country"] = "US",
            ["platform"] = "Web",
            ["timezone"] = "Asia/Taipei",
            ["type"] = "clientInfo",
        }),
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant } },
        ["locale"] = "en-US",
        ["localTimezone"] = "Asia/Taipei",
    };
}
