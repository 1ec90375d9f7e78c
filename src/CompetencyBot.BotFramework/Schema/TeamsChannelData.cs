using System.Text.Json.Serialization;

namespace CompetencyBot.BotFramework.Schema;

/// <summary>What Teams adds to an activity (Microsoft's page "Conversation events in your Teams bot").</summary>
public sealed record TeamsChannelData : OpenRecord
{
    [JsonConverter(typeof(LenientObject<IdName>))]
    public IdName? Tenant { get; init; }

    /// <summary>The team's id is also the id of its General channel.</summary>
    [JsonConverter(typeof(LenientObject<IdName>))]
    public IdName? Team { get; init; }

    /// <summary>
    /// The channel that an event is about: the activity's own conversation is that of the team then.
    /// </summary>
    [JsonConverter(typeof(LenientObject<IdName>))]
    public IdName? Channel { get; init; }

    /// <summary>For example <c>channelDeleted</c> or <c>teamArchived</c>; of an edit <c>editMessage</c> or <c>undeleteMessage</c>.</summary>
    public string? EventType { get; init; }

    [JsonConverter(typeof(LenientObject<TeamsSettings>))]
    public TeamsSettings? Settings { get; init; }
}

/// <summary>What was chosen when the app was installed.</summary>
public sealed record TeamsSettings : OpenRecord
{
    /// <summary>The channel in which the bot is to introduce itself.</summary>
    [JsonConverter(typeof(LenientObject<IdName>))]
    public IdName? SelectedChannel { get; init; }
}

public sealed record IdName : OpenRecord
{
    public string? Id { get; init; }

    public string? Name { get; init; }
}
