namespace CompetencyBot.Storage;

/// <summary>Writes down who did what. An entry is added without saving: it is kept with what it tells of, or not at all.</summary>
public sealed class AuditLog(BotDb db, TimeProvider clock)
{
    /// <summary>The longest text that is kept of one value; what people type may be longer.</summary>
    public const int MostCharacters = 2_000;

    /// <summary>Who did what nobody did: the bot, because of what it read.</summary>
    public const string ByItself = "bot";

    /// <param name="by">Work address, or Entra object id of somebody without one; or <see cref="ByItself"/>.</param>
    /// <param name="action">One of <see cref="AuditActions"/>.</param>
    /// <param name="subject">Key of a setting or of a risk, or a work address.</param>
    /// <param name="id">Where one deed is to be written down once, however often it is done; null = a new one.</param>
    public void Add(string by, string action, string? subject = null, string? before = null, string? after = null, Guid? id = null)
    {
        ArgumentNullException.ThrowIfNull(by);
        var now = clock.GetUtcNow();
        db.Audit.Add(new AuditEntry
        {
            Id = id ?? Guid.CreateVersion7(now),
            At = now,
            By = by,
            Action = action,
            Subject = Cut(subject),
            Before = Cut(before),
            After = Cut(after),
        });
    }

    private static string? Cut(string? text) => text is { Length: > MostCharacters } ? text[..MostCharacters] : text;
}

/// <summary>What can have been done; kept in the database, so never renamed.</summary>
public static class AuditActions
{
    public const string Setting = "setting";
    public const string AdminAdded = "admin-added";
    public const string AdminRemoved = "admin-removed";
    public const string Acknowledged = "acknowledged";
    public const string Snoozed = "snoozed";
    public const string Assigned = "assigned";
    public const string AssignmentAccepted = "assignment-accepted";
    public const string AssignmentDeclined = "assignment-declined";

    // Of these the subject is whoever was asked, and what they were asked to pass stands after.
    public const string Nudged = "nudged";
    public const string NudgeTakenBack = "nudge-taken-back";

    /// <summary>With the answer.</summary>
    public const string NudgeAnswered = "nudge-answered";

    /// <summary>People were asked to link their account; how many stands after.</summary>
    public const string UnlinkedAsked = "unlinked-asked";

    /// <summary>Of these the subject is a conversation; before and after stand day, time and zone.</summary>
    public const string WeeklySet = "weekly-set";
    public const string WeeklyStopped = "weekly-stopped";

    // Of these the subject is the person's work address, and addresses of Microsoft accounts are masked.
    public const string AccountVerified = "account-verified";
    public const string AccountReported = "account-reported";
    public const string AccountConfirmed = "account-confirmed";
    public const string AccountEnded = "account-ended";
    public const string AccountUnlinked = "account-unlinked";

    /// <summary>The reason stands after.</summary>
    public const string AccountRefused = "account-refused";

    // Of these the subject is a wave of leavers, and how many they are stands after.
    public const string LeaversConfirmed = "leavers-confirmed";
    public const string LeaversKept = "leavers-kept";

    /// <summary>An admin had somebody created in the directory, whose work address is the subject.</summary>
    public const string PersonAdded = "person-added";

    // Of these how many people it was about stands after.
    public const string PeopleListed = "people-listed";

    /// <summary>The file with initial passwords was handed over.</summary>
    public const string PeopleLogTaken = "people-log-taken";

    // Of these the account stands after, or before where it is no more.
    public const string PartnerCenterConnected = "partner-center-connected";
    public const string PartnerCenterDisconnected = "partner-center-disconnected";

    /// <summary>Somebody asked for the reports; whoever did is told when they arrive.</summary>
    public const string PartnerCenterFetched = "partner-center-fetched";

    /// <summary>Somebody had deleted what the bot kept of them; the reference of their receipt, and how many rows of what, stand after.</summary>
    public const string OwnDataDeleted = "own-data-deleted";

    // Of these the subject is the names of the files, with commas.
    public const string ImportApplied = "import-applied";
    public const string ImportDiscarded = "import-discarded";
    public const string ImportUndone = "import-undone";

    /// <summary>The details of people who left long ago were erased; how many people and rows stands after.</summary>
    public const string LeaversErased = "leavers-erased";
}
