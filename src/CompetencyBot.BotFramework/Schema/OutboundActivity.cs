using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompetencyBot.BotFramework.Schema;

/// <summary>
/// An activity as the bot sends it. The client adds the addressing (conversation, reply-to, sender); empty fields are left out
/// (Activity Protocol A2004, A2100, A3050).
/// </summary>
public sealed record OutboundActivity
{
    public string Type { get; init; } = ActivityTypes.Message;

    public string? Text { get; init; }

    /// <summary><c>plain</c>, <c>markdown</c> or <c>xml</c>; null = the channel's default.</summary>
    public string? TextFormat { get; init; }

    /// <summary>Short text for the notification and for clients that cannot show the card.</summary>
    public string? Summary { get; init; }

    public string? Locale { get; init; }

    public IReadOnlyList<OutboundAttachment>? Attachments { get; init; }

    public ChannelAccount? From { get; init; }

    public ConversationAccount? Conversation { get; init; }

    public string? ReplyToId { get; init; }

    public JsonNode? ChannelData { get; init; }

    public static OutboundActivity Message(string text) => new() { Text = text };
}

public sealed record OutboundAttachment(string ContentType, JsonElement Content);

public static class ActivityTypes
{
    public const string Message = "message";
    public const string Invoke = "invoke";
    public const string ConversationUpdate = "conversationUpdate";
    public const string InstallationUpdate = "installationUpdate";
    public const string Typing = "typing";
}
