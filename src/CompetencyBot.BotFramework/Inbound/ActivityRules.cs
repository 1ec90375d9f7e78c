using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.BotFramework.Inbound;

/// <summary>What an activity must have, and what its ids must not have, before a turn is run for it.</summary>
internal static class ActivityRules
{
    /// <summary>Characters. Ids of Teams are far shorter; the bot keeps some of them and looks others up.</summary>
    private const int LongestId = 1_000;

    /// <returns>A sentence that names the field; null when there is no fault.</returns>
    public static string? FaultOf(InboundActivity activity) => Missing(activity) ?? UnusableId(activity);

    private static string? Missing(InboundActivity activity) =>
        string.IsNullOrEmpty(activity.Type) ? "The activity has no type."
        : string.IsNullOrEmpty(activity.Conversation?.Id) ? "The activity has no conversation.id."
        : string.IsNullOrEmpty(activity.Recipient?.Id) ? "The activity has no recipient.id." // the bot's own id, without which it cannot send
        : string.IsNullOrEmpty(activity.ServiceUrl) ? "The activity has no serviceUrl."
        : !Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out _) ? "The activity's serviceUrl is not an absolute URL."
        : null;

    private static string? UnusableId(InboundActivity activity)
    {
        foreach (var (field, value) in Ids(activity))
        {
            if (value?.Length > LongestId)
                return $"The activity's {field} is longer than {LongestId} characters.";
            if (value is "." or "..") // a step in the path of an address, which no escaping hides
                return $"The activity's {field} is no id.";
            if (value?.Any(char.IsControl) == true) // PostgreSQL refuses to keep or look up a NUL
                return $"The activity's {field} has a control character.";
        }

        return null;
    }

    private static IEnumerable<(string Field, string? Value)> Ids(InboundActivity activity) =>
    [
        ("id", activity.Id),
        ("serviceUrl", activity.ServiceUrl),
        ("conversation.id", activity.Conversation!.Id),
        ("conversation.conversationType", activity.Conversation.ConversationType),
        ("conversation.tenantId", activity.Conversation.TenantId),
        ("channelData.tenant.id", activity.ChannelData?.Tenant?.Id),
        ("channelData.team.id", activity.ChannelData?.Team?.Id),
        ("channelData.channel.id", activity.ChannelData?.Channel?.Id),
        ("from.id", activity.From?.Id),
        ("from.aadObjectId", activity.From?.AadObjectId),
        ("recipient.id", activity.Recipient?.Id),
        ("replyToId", activity.ReplyToId),
        ("locale", activity.Locale),
    ];
}
