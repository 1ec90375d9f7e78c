using CompetencyBot.Conversation;

namespace CompetencyBot.Sources.Entra;

/// <summary>What admins are told of a sync, in their language.</summary>
public static class SyncSayings
{
    /// <param name="outcome">Null = another instance was reading.</param>
    public static string Of(SyncOutcome? outcome) => outcome switch
    {
        null => EntraTexts.Busy,
        { Problem: { } problem } => Of(problem),
        { Held: > 0 } => Language.Format(EntraTexts.EndedHeld, outcome.Changed, outcome.Held),
        { Changed: 0 } => EntraTexts.EndedSame,
        _ => Language.Format(EntraTexts.Ended, outcome.Changed, outcome.Left),
    };

    /// <param name="word">One of <see cref="SyncWords"/>; of a word of another version it is said that Graph refused.</param>
    public static string Of(string word) => word switch
    {
        SyncWords.Throttled => EntraTexts.Throttled,
        SyncWords.NotReached => EntraTexts.NotReached,
        SyncWords.NoToken => EntraTexts.NoToken,
        SyncWords.StrangeLink => EntraTexts.StrangeLink,
        SyncWords.UsersDenied => Language.Format(EntraTexts.Denied, EntraTexts.OfUsers, "User.Read.All"),
        SyncWords.GroupsDenied => Language.Format(EntraTexts.Denied, EntraTexts.OfGroups, "GroupMember.Read.All"),
        SyncWords.ManagersDenied => Language.Format(EntraTexts.Denied, EntraTexts.OfManagers, "User.Read.All"),
        SyncWords.MailboxesDenied => Language.Format(EntraTexts.Denied, EntraTexts.OfMailboxes, "MailboxSettings.Read"),
        SyncWords.AdminGroupUnknown => Language.Format(EntraTexts.GroupUnknown, "Graph:AdminGroupId"),
        SyncWords.ManagerGroupUnknown => Language.Format(EntraTexts.GroupUnknown, "Graph:ManagerGroupId"),
        SyncWords.PeopleGroupUnknown => Language.Format(EntraTexts.GroupUnknown, "Graph:PeopleGroupId"),
        SyncWords.PeopleGroupEmpty => EntraTexts.PeopleGroupEmpty,
        _ => EntraTexts.Refused,
    };
}
