using CompetencyBot.Graph;

namespace CompetencyBot.Sources.Entra;

/// <summary>Why a sync did not end well, or what it left out, as it is kept in the database; never renamed.</summary>
public static class SyncWords
{
    public const string Throttled = "throttled";
    public const string NotReached = "not-reached";
    public const string NoToken = "no-token";
    public const string StrangeLink = "strange-link";
    public const string Refused = "refused";

    // For lack of a permission.
    public const string UsersDenied = "users-denied";
    public const string GroupsDenied = "groups-denied";
    public const string ManagersDenied = "managers-denied";
    public const string MailboxesDenied = "mailboxes-denied";

    // A group is set that there is not, or in which nobody is.
    public const string AdminGroupUnknown = "admin-group-unknown";
    public const string ManagerGroupUnknown = "manager-group-unknown";
    public const string PeopleGroupUnknown = "people-group-unknown";
    public const string PeopleGroupEmpty = "people-group-empty";

    /// <param name="denied">The word where a permission is missing.</param>
    /// <param name="unknown">The word where there is no such thing.</param>
    public static string Of(GraphFailure failure, string denied, string? unknown = null) => failure switch
    {
        GraphFailure.Busy => Throttled,
        GraphFailure.NotReached => NotReached,
        GraphFailure.NoToken => NoToken,
        GraphFailure.StrangeLink => StrangeLink,
        GraphFailure.Refused { Status: 401 } => NoToken,
        GraphFailure.Refused { Status: 403 } => denied,
        GraphFailure.Refused { Status: 400 or 404 } when unknown is not null => unknown,
        _ => Refused,
    };

    /// <summary>Whether it may go well by itself the next time; the rest waits for somebody who mends it.</summary>
    public static bool Passes(string word) => word is Throttled or NotReached;
}
