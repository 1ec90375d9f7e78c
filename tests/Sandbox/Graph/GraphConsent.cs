namespace CompetencyBot.Sandbox.Graph;

/// <summary>What the app of the organisation's tenant was consented to. Lacking one is answered 403, but for leave dates.</summary>
public enum GraphConsent
{
    /// <summary><c>User.Read.All</c>; subscriptions to users need it too.</summary>
    ReadUsers,

    /// <summary><c>User-LifeCycleInfo.Read.All</c>. Without it leave dates are returned empty, and nothing says why.</summary>
    ReadLeaveDates,

    /// <summary><c>User.ReadWrite.All</c>: creates, deletes and restores users.</summary>
    WriteUsers,

    /// <summary><c>GroupMember.Read.All</c></summary>
    ReadGroupMembers,

    /// <summary><c>MailboxSettings.Read</c></summary>
    ReadMailboxSettings,

    /// <summary><c>TeamsAppInstallation.ReadWriteSelfForUser.All</c></summary>
    InstallApp,
}
