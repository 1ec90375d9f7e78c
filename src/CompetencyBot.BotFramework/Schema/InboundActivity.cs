using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CompetencyBot.BotFramework.Schema;

/// <summary>
/// An activity as the service sends it. Only the fields the bot uses are typed. A typed field whose value is of another kind reads as
/// null, and an item of a list that is of another kind is left out: the service changes more often than the bot.
/// </summary>
public sealed record InboundActivity : OpenRecord
{
    public string Type { get; init; } = "";

    /// <summary>
    /// Of the activity itself; in a reaction, an edit and a deletion it is the id of the message that they are about.
    /// </summary>
    public string? Id { get; init; }

    public string? ChannelId { get; init; }

    public string? ServiceUrl { get; init; }

    [JsonConverter(typeof(LenientObject<ChannelAccount>))]
    public ChannelAccount? From { get; init; }

    [JsonConverter(typeof(LenientObject<ChannelAccount>))]
    public ChannelAccount? Recipient { get; init; }

    [JsonConverter(typeof(LenientObject<ConversationAccount>))]
    public ConversationAccount? Conversation { get; init; }

    public string? ReplyToId { get; init; }

    public string? Locale { get; init; }

    public string? Text { get; init; }

    public string? TextFormat { get; init; }

    [JsonConverter(typeof(LenientList<InboundAttachment>))]
    public IReadOnlyList<InboundAttachment>? Attachments { get; init; }

    [JsonConverter(typeof(LenientList<Entity>))]
    public IReadOnlyList<Entity>? Entities { get; init; }

    [JsonConverter(typeof(LenientObject<TeamsChannelData>))]
    public TeamsChannelData? ChannelData { get; init; }

    /// <summary>Data of a button (<c>Action.Submit</c>), of an invoke or of an event.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Name of an invoke (<see cref="InvokeNames"/>) or of an event.</summary>
    public string? Name { get; init; }

    /// <summary>Action of an installation update: <c>add</c>, <c>add-upgrade</c>, <c>remove</c>, <c>remove-upgrade</c>.</summary>
    public string? Action { get; init; }

    [JsonConverter(typeof(LenientList<ChannelAccount>))]
    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }

    [JsonConverter(typeof(LenientList<ChannelAccount>))]
    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init; }

    [JsonConverter(typeof(LenientList<MessageReaction>))]
    public IReadOnlyList<MessageReaction>? ReactionsAdded { get; init; }

    [JsonConverter(typeof(LenientList<MessageReaction>))]
    public IReadOnlyList<MessageReaction>? ReactionsRemoved { get; init; }

    /// <summary><c>normal</c> (default) or <c>expectReplies</c>.</summary>
    public string? DeliveryMode { get; init; }

    /// <summary>Tenant of the sender: channel data first, since the conversation's own field is often missing in channels.</summary>
    [JsonIgnore]
    public string? TenantId => ChannelData?.Tenant?.Id ?? Conversation?.TenantId;

    /// <summary>
    /// Whether one person alone reads along. When the kind of the conversation is missing, what else speaks for several readers decides:
    /// ids of group chats and channels start with <c>19:</c>.
    /// </summary>
    [JsonIgnore]
    public bool IsPersonal => Conversation switch
    {
        { ConversationType: { Length: > 0 } kind } => kind == "personal",
        { IsGroup: not true, Id: { } id } => !id.StartsWith("19:", StringComparison.Ordinal),
        _ => false,
    };

    /// <returns>Null when the value is no object.</returns>
    internal TValue? ReadValue<TValue>(JsonTypeInfo<TValue> type)
        where TValue : class => Value is { ValueKind: JsonValueKind.Object } value ? value.Deserialize(type) : null;
}

public sealed record ChannelAccount : OpenRecord
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? AadObjectId { get; init; }

    /// <summary>Members calls answer with <c>objectId</c> in some versions of the service.</summary>
    public string? ObjectId { get; init; }

    /// <summary>The person's object id in Microsoft Entra, whichever of the two fields it came in.</summary>
    [JsonIgnore]
    public string? EntraObjectId => AadObjectId ?? ObjectId;

    public string? UserPrincipalName { get; init; }

    public string? Email { get; init; }

    public string? TenantId { get; init; }
}

public sealed record ConversationAccount : OpenRecord
{
    public string? Id { get; init; }

    /// <summary><c>personal</c>, <c>groupChat</c> or <c>channel</c>.</summary>
    public string? ConversationType { get; init; }

    public string? TenantId { get; init; }

    [JsonConverter(typeof(LenientFlag))]
    public bool? IsGroup { get; init; }

    public string? Name { get; init; }
}

public sealed record InboundAttachment : OpenRecord
{
    public string? ContentType { get; init; }

    public string? ContentUrl { get; init; }

    public string? Name { get; init; }

    public JsonElement? Content { get; init; }
}

/// <summary>An entity of an activity; only mentions and <c>clientInfo</c> are read.</summary>
public sealed record Entity : OpenRecord
{
    public string? Type { get; init; }

    public string? Text { get; init; }

    [JsonConverter(typeof(LenientObject<ChannelAccount>))]
    public ChannelAccount? Mentioned { get; init; }

    /// <summary>Of <c>clientInfo</c>: the language of the sender's client.</summary>
    public string? Locale { get; init; }
}

public sealed record MessageReaction : OpenRecord
{
    /// <summary><c>like</c>, <c>heart</c>, <c>laugh</c>, <c>surprised</c>, <c>sad</c>, <c>angry</c>, or the name of a newer emoji.</summary>
    public string? Type { get; init; }
}
