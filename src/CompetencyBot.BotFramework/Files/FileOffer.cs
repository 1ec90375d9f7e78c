using System.Text.Json;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.BotFramework.Files;

/// <summary>
/// A file that the bot would put into the person's OneDrive, in their own chat. Teams asks them, and tells the bot the answer in
/// <see cref="InvokeNames.FileConsent"/> (Microsoft's page "Send and receive files through the bot").
/// </summary>
/// <param name="Description">What is in it, for the card that asks.</param>
/// <param name="Bytes">Its size as far as it is known yet.</param>
/// <param name="Context">Comes back with the answer; people could change it, so no secrets and no permissions.</param>
public sealed record FileOffer(string Name, string Description, int Bytes, JsonObject Context)
{
    private const string ConsentType = "application/vnd.microsoft.teams.card.file.consent";
    private const string InfoType = "application/vnd.microsoft.teams.card.file.info";

    /// <summary>The card that asks.</summary>
    public OutboundActivity ToActivity() => Message(ConsentType, Name, null, new JsonObject
    {
        ["description"] = Description,
        ["sizeInBytes"] = Bytes,
        ["acceptContext"] = Context.DeepClone(),
        ["declineContext"] = Context.DeepClone(),
    });

    /// <summary>The card with the file, once it is where Teams wanted it.</summary>
    public static OutboundActivity Uploaded(FileUploadInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Message(InfoType, file.Name, file.ContentUrl, new JsonObject { ["uniqueId"] = file.UniqueId, ["fileType"] = file.FileType });
    }

    private static OutboundActivity Message(string type, string? name, string? url, JsonObject content) => new()
    {
        Attachments = [new OutboundAttachment(type, JsonSerializer.SerializeToElement(content)) { Name = name, ContentUrl = url }],
    };
}
