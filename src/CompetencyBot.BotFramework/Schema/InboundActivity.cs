using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompetencyBot.BotFramework.Schema;

/// <summary>
/// An activity as the service sends it. Only the fields the bot uses are typed; the rest is kept in <see cref="Extra"/>
/// (Activity Protocol A2005: unknown fields are accepted).
/// </summary>
public sealed record InboundActivity
{
    public string Type { get; init; } = "";

    public string? Id { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    public string? LocalTimezone { get; init; }

    public string? ChannelId { get; init; }

    public string? ServiceUrl { get; init; }

    public ChannelAccount? From { get; init; }

    public ChannelAccount? Recipient { get; init; }

    public ConversationAccount? Conversation { get; init; }

    public string? ReplyToId { get; init; }

    public string? Locale { get; init; }

    public string? Text { get; init; }

    public string? TextFormat { get; init; }

    public IReadOnlyList<InboundAttachment>? Attachments { get; init; }

    public IReadOnlyList<Entity>? Entities { get; init; }

    public TeamsChannelData? ChannelData { get; init; }

    /// <summary>Data of a button (<c>Action.Submit</c>) or of an invoke.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Name of an invoke or event, for example <c>adaptiveCard/action</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Action of an installation update: <c>add</c>, <c>add-upgrade</c>, <c>remove</c>, <c>remove-upgrade</c>.</summary>
    public string? Action { get; init; }

    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }

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

    /// <summary>Nulls within lists say nothing, and whoever reads a list need not expect them.</summary>
    internal InboundActivity WithoutNullItems() => this with
    {
        Attachments = NotNull(Attachments),
        Entities = NotNull(Entities),
        MembersAdded = NotNull(MembersAdded),
        MembersRemoved = NotNull(MembersRemoved),
    };

    private static IReadOnlyList<T>? NotNull<T>(IReadOnlyList<T>? items)
        where T : class => items?.Contains(null!) == true ? [.. items.Where(item => item is not null)] : items;
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

/// <summary>An entity of an activity; only mentions are read.</summary>
public sealed record Entity
{
    public string? Type { get; init; }

    public string? Text { get; init; }

    public ChannelAccount? Mentioned { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; } // the source generator cannot fill an init-only one
}

public sealed record TeamsChannelData
{
    public IdName? Tenant { get; init; }

    public IdName? Team { get; init; }

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
