using System.Text.Json;
using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.BotFramework.Files;

/// <summary>
/// Finds the files of a message (Microsoft's page "Send and receive files through a bot"). They come in personal chats only, and only to a
/// bot whose manifest says <c>supportsFiles</c>. What else a message carries, such as its own text again as HTML, is no file.
/// </summary>
public static class FileAttachments
{
    public const string ContentType = "application/vnd.microsoft.teams.file.download.info";

    /// <returns>In the order of the message; none for a message without files.</returns>
    public static IReadOnlyList<AttachedFile> Of(InboundActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return
        [
            .. from attachment in activity.Attachments ?? []
               where ContentType.Equals(attachment.ContentType, StringComparison.OrdinalIgnoreCase)
               let type = Text(attachment.Content, "fileType")
               select new AttachedFile(NameOf(attachment.Name, type), Text(attachment.Content, "downloadUrl"), type),
        ];
    }

    private static string NameOf(string? name, string? type)
    {
        var printable = string.Concat((name ?? "").Where(letter => !char.IsControl(letter)));
        var bare = printable[(printable.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        return bare.Length > 0 ? bare : type is null ? "file" : $"file.{type}";
    }

    private static string? Text(JsonElement? content, string name)
    {
        if (content is not { ValueKind: JsonValueKind.Object } fields
            || !fields.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair: no text, and no address
        }
    }
}
