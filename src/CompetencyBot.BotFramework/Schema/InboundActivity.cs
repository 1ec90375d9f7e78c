using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompetencyBot.BotFramework.Schema;

/// <summary>
/// An activity as the service sends it. Only the fields the bot uses are typed; the rest is kept in <see cref="Extra"/>
/// (Activity Protocol A2005: unknown fields are accepted). A typed field whose value is of another kind reads as null, and an item of a
/// list that is of another kind is left out: the service changes more often than the bot.
/// </summary>
public sealed record InboundActivity
{
    public string Type { get; init; } = "";

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

    /// <summary>Data of a button (<c>Action.Submit</c>) or of an invoke.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Name of an invoke or event, for example <c>adaptiveCard/action</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Action of an installation update: <c>add</c>, <c>add-upgrade</c>, <c>remove</c>, <c>remove-upgrade</c>.</summary>
    public string? Action { get; init; }

    [JsonConverter(typeof(LenientList<ChannelAccount>))]
    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }

    [JsonConverter(typeof(LenientList<ChannelAccount>))]
    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init; }

    /// <summary><c>normal</c> (default) or <c>expectReplies</c>.</summary>
    public string? DeliveryMode { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; } // the source generator cannot fill an init-only one

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
}

public sealed record ChannelAccount
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

public sealed record ConversationAccount
{
    public string? Id { get; init; }

    /// <summary><c>personal</c>, <c>groupChat</c> or <c>channel</c>.</summary>
    public string? ConversationType { get; init; }

    public string? TenantId { get; init; }

    [JsonConverter(typeof(LenientFlag))]
    public bool? IsGroup { get; init; }

    public string? Name { get; init; }
}

public sealed record InboundAttachment
{
    public string? ContentType { get; init; }

    public string? ContentUrl { get; init; }

    public string? Name { get; init; }

    public JsonElement? Content { get; init; }
}

/// <summary>An entity of an activity; only mentions and <c>clientInfo</c> are read.</summary>
public sealed record Entity
{
    public string? Type { get; init; }

    public string? Text { get; init; }

    [JsonConverter(typeof(LenientObject<ChannelAccount>))]
    public ChannelAccount? Mentioned { get; init; }

    /// <summary>Of <c>clientInfo</c>: the language of the sender's client.</summary>
    public string? Locale { get; init; }
}

public sealed record TeamsChannelData
{
    [JsonConverter(typeof(LenientObject<IdName>))]
    public IdName? Tenant { get; init; }

    [JsonConverter(typeof(LenientObject<IdName>))]
    public IdName? Team { get; init; }

    [JsonConverter(typeof(LenientObject<IdName>))]
    public IdName? Channel { get; init; }

    public string? EventType { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; } // the source generator cannot fill an init-only one
}

public sealed record IdName
{
    public string? Id { get; init; }

    public string? Name { get; init; }
}
