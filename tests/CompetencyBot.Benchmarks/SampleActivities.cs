using System.Text;

namespace CompetencyBot.Benchmarks;

/// <summary>Activities with the fields that Teams sends, those included which the bot does not read.</summary>
internal static class SampleActivities
{
    private const string Envelope = """
        "timestamp": "2018-03-01T01:30:00.1234567Z", "localTimestamp": "2018-03-01T09:30:00.1234567+08:00", "localTimezone": "Asia/Taipei",
        "channelId": "msteams", "serviceUrl": "https://smba.trafficmanager.net/apac/6a5e2f10-94b3-4c0e-8f57-2d1b7c3e9a44/", "locale": "zh-TW",
        "from": { "id": "29:1XvJ0mLJ3hM5qGk0T3mW9nV8kq2w7yQd4Zr6cB1uN5sE0aPfHtLxKiRgOjUeYbDwS", "name": "黃雅婷",
          "aadObjectId": "3d6f0a52-7c1b-5e9d-8a43-1b2c3d4e5f60" },
        "recipient": { "id": "28:11111111-2222-3333-4444-555555555555", "name": "CompetencyBot" },
        """;

    private const string ClientInfo =
        """{ "locale": "zh-TW", "country": "TW", "platform": "Windows", "timezone": "Asia/Taipei", "type": "clientInfo" }""";

    private const string PersonalChat = """
        "conversation": { "conversationType": "personal", "tenantId": "6a5e2f10-94b3-4c0e-8f57-2d1b7c3e9a44",
          "id": "a:1pL4VtqB8kYcW2nR7mXsZ0dGhJfUaEiOyQ5lK3vP9bC6xT1wN" },
        "channelData": { "tenant": { "id": "6a5e2f10-94b3-4c0e-8f57-2d1b7c3e9a44" }, "legacy": { "replyToId": "1:1a2b3c" } }
        """;

    public static byte[] Personal() => Activity($$"""
        "text": "progress Data Analytics", "textFormat": "plain", "type": "message", "id": "1519867800123",
        "attachments": [{ "contentType": "text/html", "content": "<div><div>progress Data Analytics</div></div>" }],
        "entities": [{{ClientInfo}}], {{PersonalChat}}
        """);

    public static byte[] Channel() => Activity($$"""
        "text": "<at>CompetencyBot</at> upgrade messaging", "textFormat": "plain", "type": "message", "id": "1519867800456",
        "attachments": [{ "contentType": "text/html",
          "content": "<div><div><span itemscope=\"\" itemtype=\"http://schema.skype.com/Mention\" itemid=\"0\">CompetencyBot</span></div></div>" }],
        "entities": [{{ClientInfo}}, { "mentioned": { "id": "28:11111111-2222-3333-4444-555555555555", "name": "CompetencyBot" },
          "text": "<at>CompetencyBot</at>", "type": "mention" }],
        "conversation": { "isGroup": true, "conversationType": "channel", "tenantId": "6a5e2f10-94b3-4c0e-8f57-2d1b7c3e9a44",
          "id": "19:0a1b2c3d4e5f60718293a4b5c6d7e8f9@thread.tacv2;messageid=1519867800456" },
        "channelData": { "teamsChannelId": "19:0a1b2c3d4e5f60718293a4b5c6d7e8f9@thread.tacv2",
          "teamsTeamId": "19:9f8e7d6c5b4a39281706f5e4d3c2b1a0@thread.tacv2",
          "channel": { "id": "19:0a1b2c3d4e5f60718293a4b5c6d7e8f9@thread.tacv2" },
          "team": { "id": "19:9f8e7d6c5b4a39281706f5e4d3c2b1a0@thread.tacv2" },
          "tenant": { "id": "6a5e2f10-94b3-4c0e-8f57-2d1b7c3e9a44" } }
        """);

    public static byte[] Invoke() => Activity($$"""
        "name": "adaptiveCard/action", "type": "invoke", "id": "f:2f6c1d0b-7a34-8e59-b1c2-d3e4f5a6b7c8", "replyToId": "1519867800789",
        "value": { "action": { "type": "Action.Execute", "title": "Show", "verb": "progress/competency",
          "data": { "verb": "progress/competency", "competency": "docs-2017-12/data-analytics" } }, "trigger": "manual" },
        "entities": [{{ClientInfo}}], {{PersonalChat}}
        """);

    /// <param name="bytes">Of what was filled in on the card.</param>
    public static byte[] Submit(int bytes) => Activity($$"""
        "type": "message", "id": "1519867800999", "replyToId": "1519867800789",
        "value": { "verb": "people/add", "rows": [{{string.Join(", ", Enumerable.Range(0, bytes / 80).Select(Row))}}] },
        "entities": [{{ClientInfo}}], {{PersonalChat}}
        """);

    private static string Row(int number) =>
        $$"""{ "address": "person{{number:D4}}@contoso.example", "name": "黃雅婷", "role": "employee" }""";

    private static byte[] Activity(string fields) => Encoding.UTF8.GetBytes($"{{ {Envelope} {fields} }}");
}
