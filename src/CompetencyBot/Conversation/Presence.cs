using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.Conversation;

/// <summary>
/// What an activity says of the bot's being somewhere (Microsoft's page "Conversation events in your Teams bot"). An upgrade of the app
/// comes as <c>remove-upgrade</c> and <c>add-upgrade</c>: the bot never left.
/// </summary>
public static class Presence
{
    /// <summary>Reason of a conversation that the bot was taken out of.</summary>
    public const string Removed = "removed";

    /// <summary>Events that take a team or a channel away, each with the one that brings it back. An archived team takes no posts.</summary>
    private static readonly Dictionary<string, string?> BroughtBackBy = new()
    {
        ["channelDeleted"] = "channelRestored",
        ["teamDeleted"] = "teamRestored",
        ["teamHardDeleted"] = null,
        ["teamArchived"] = "teamUnarchived",
    };

    /// <summary>Reasons of conversations that are no more, or not now, whether or not the bot is in them.</summary>
    public static IReadOnlyCollection<string> Losses => BroughtBackBy.Keys;

    /// <summary>Whether the bot was taken out of the conversation, or out of the team that it belongs to.</summary>
    public static bool IsRemoval(InboundActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity is { Type: ActivityTypes.InstallationUpdate, Action: "remove" }
            || (activity.Type == ActivityTypes.ConversationUpdate && HasBot(activity.MembersRemoved, activity));
    }

    /// <summary>Whether the bot was put into the conversation, or into the team that it belongs to.</summary>
    public static bool IsInstallation(InboundActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity is { Type: ActivityTypes.InstallationUpdate, Action: "add" }
            || (activity.Type == ActivityTypes.ConversationUpdate && HasBot(activity.MembersAdded, activity));
    }

    /// <summary>
    /// Whether the bot can speak in the conversation, whatever was known of it before: somebody asks there, or it was put there. Typing,
    /// reactions, edits, events and the coming and going of others prove nothing.
    /// </summary>
    public static bool IsProof(InboundActivity activity) => IsInstallation(activity)
        || activity is { Type: ActivityTypes.Message or ActivityTypes.Invoke }
        || activity is { Type: ActivityTypes.InstallationUpdate, Action: "add-upgrade" };

    /// <summary>Whether the activity tells of one channel; its conversation is that of the team then.</summary>
    public static bool IsOfChannel(InboundActivity activity) => EventIn(activity)?.StartsWith("channel", StringComparison.Ordinal) == true;

    /// <returns>The event that took a team or a channel away, which is the reason to keep; null for any other activity.</returns>
    public static string? LossIn(InboundActivity activity) =>
        EventIn(activity) is { } name && BroughtBackBy.ContainsKey(name) ? name : null;

    /// <returns>The event whose loss is undone; null for any other activity.</returns>
    public static string? UndoneBy(InboundActivity activity) => EventIn(activity) is { } name
        ? BroughtBackBy.FirstOrDefault(pair => pair.Value == name).Key
        : null;

    private static string? EventIn(InboundActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.Type == ActivityTypes.ConversationUpdate ? activity.ChannelData?.EventType : null;
    }

    private static bool HasBot(IReadOnlyList<ChannelAccount>? members, InboundActivity activity) =>
        members?.Any(member => member.Id is { } id && id == activity.Recipient?.Id) == true;
}
