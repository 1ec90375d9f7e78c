using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Files;

namespace CompetencyBot.Tests.Features;

/// <summary>Somebody drops files into a chat, as Teams tells the bot of it.</summary>
internal static class DroppedFiles
{
    public static Task<Answer> Drops(this Chat chat, string name, string url) => chat.Drops("", (name, url));

    public static Task<Answer> Drops(this Chat chat, string text, params (string Name, string? Url)[] files)
    {
        var message = chat.Message(text);
        JsonObject html = new() { ["contentType"] = "text/html", ["content"] = $"<p>{text}</p>" };
        message["attachments"] = new JsonArray([.. files.Select(file => Attachment(file.Name, file.Url)), (JsonNode)html]);
        return chat.SendAsync(message);
    }

    private static JsonObject Attachment(string name, string? url) => new JsonObject
    {
        ["contentType"] = FileAttachments.ContentType,
        ["name"] = name,
        ["contentUrl"] = $"https://contoso-my.sharepoint.com/personal/julia/Documents/{name}",
        ["content"] = new JsonObject { ["downloadUrl"] = url, ["uniqueId"] = "4f7a", ["fileType"] = name.Split('.')[^1], ["etag"] = "\"1\"" },
    };
}
