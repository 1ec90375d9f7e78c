using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

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

    /// <summary>Id of the activity that is answered; null for a message of the bot's own accord.</summary>
    public string? ReplyToId { get; init; }

    public JsonNode? ChannelData { get; init; }

    public static OutboundActivity Message(string text) => new() { Text = text };

    /// <summary>The dots that show that an answer is being written; Teams shows them for about three seconds.</summary>
    public static OutboundActivity Typing { get; } = new() { Type = ActivityTypes.Typing };

    /// <summary>
    /// With the bot as sender and the conversation it goes to (A2080, A2061), without empty fields. Id, time, service URL and the kind of
    /// the conversation are the service's to set (A2031, A2041, A2302, A2083).
    /// </summary>
    internal OutboundActivity AddressedTo(ConversationReference conversation) => this with
    {
        Text = NullIfEmpty(Text),
        Summary = NullIfEmpty(Summary),
        Attachments = Attachments is { Count: > 0 } ? Attachments : null,
        From = From ?? (NullIfEmpty(conversation.BotId) is { } bot ? new ChannelAccount { Id = bot } : null),
        Conversation = Conversation ?? new ConversationAccount { Id = conversation.ConversationId },
        ReplyToId = NullIfEmpty(ReplyToId),
    };

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}

/// <param name="Content">Sent as it is, byte for byte.</param>
public sealed record OutboundAttachment(string ContentType, [property: JsonConverter(typeof(Verbatim))] JsonElement Content)
{
    /// <summary>Of a file.</summary>
    public string? Name { get; init; }

    /// <summary>Where a file is.</summary>
    public string? ContentUrl { get; init; }
}

/// <summary>JSON that was written already is copied, not written again token by token. Public for generated code only.</summary>
public sealed class Verbatim : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
    }
}

public static class ActivityTypes
{
    public const string Message = "message";
    public const string Invoke = "invoke";
    public const string ConversationUpdate = "conversationUpdate";
    public const string InstallationUpdate = "installationUpdate";
    public const string MessageReaction = "messageReaction";
    public const string MessageUpdate = "messageUpdate";
    public const string MessageDelete = "messageDelete";
    public const string Event = "event";
    public const string EndOfConversation = "endOfConversation";
    public const string Typing = "typing";
}
