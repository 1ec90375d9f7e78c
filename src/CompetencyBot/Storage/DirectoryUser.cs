using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Storage;

/// <summary>How somebody is gone from the directory; kept in the database, so never renamed.</summary>
public enum DirectoryRemoval
{
    /// <summary>May be restored for thirty days (Microsoft Graph, deleted items).</summary>
    SoftDeleted,

    Deleted,

    /// <summary>Was not in a full read, or is a guest by now or outside the group of the people.</summary>
    Vanished,
}

/// <summary>One user of the organisation's directory, as Microsoft Graph said last.</summary>
public sealed class DirectoryUser
{
    /// <summary>Entra object id in lower case.</summary>
    public required string ObjectId { get; init; }

    /// <summary>In lower case.</summary>
    public required string UserPrincipalName { get; set; }

    public string? DisplayName { get; set; }

    /// <summary>Mail address in lower case.</summary>
    public string? Mail { get; set; }

    /// <summary>Whether it is somebody of the organisation: a member, no guest, and in the group of the people where one is set.</summary>
    public bool IsPerson { get; set; }

    public bool IsEnabled { get; set; } = true;

    /// <summary>In the group of the admins, directly or through others.</summary>
    public bool IsAdmin { get; set; }

    /// <summary>In the group of the managers, directly or through others.</summary>
    public bool IsManager { get; set; }

    /// <summary>As a BCP 47 tag.</summary>
    public string? Language { get; set; }

    public string? ManagerObjectId { get; set; }

    /// <summary>IANA name, of the mailbox.</summary>
    public string? TimeZone { get; set; }

    /// <summary>For example <c>09:00-17:00</c>, of the mailbox.</summary>
    public string? WorkingHours { get; set; }

    /// <summary>For example <c>Mon,Tue,Wed</c>, of the mailbox.</summary>
    public string? WorkingDays { get; set; }

    public DateTimeOffset? MailboxReadAt { get; set; }

    /// <summary>Day of employeeLeaveDateTime (UTC); null = none, or not known.</summary>
    public DateOnly? LeavesOn { get; set; }

    /// <summary>First day, of the organisation, on which a disabled account counts as that of somebody who is away; null = it is enabled.</summary>
    public DateOnly? DisabledOn { get; set; }

    /// <summary>The organisation's day on which the user was first seen to be gone, or not to belong here any more; null = it does.</summary>
    public DateOnly? RemovedOn { get; set; }

    public DirectoryRemoval? Removal { get; set; }

    /// <summary>The <see cref="DirectoryWave"/> that an admin has not decided on, or decided against: until the user changes again, being gone or disabled does not count, nor does an announced day that has come.</summary>
    public Guid? HeldIn { get; set; }

    /// <summary>When a sync last heard of the user.</summary>
    public required DateTimeOffset SeenAt { get; set; }

    /// <summary>As it counts: without what an admin has yet to decide.</summary>
    public DirectoryPerson ToPerson()
    {
        var (signal, on) = Leave();
        return new DirectoryPerson(
            ObjectId, UserPrincipalName, DisplayName, ManagerObjectId, Language, TimeZone, WorkingHours, WorkingDays, IsAdmin, IsManager, signal, on);
    }

    private (LeaveSignal? Signal, DateOnly? On) Leave()
    {
        (LeaveSignal? Signal, DateOnly? On) announced = LeavesOn is null ? (null, null) : (LeaveSignal.Announced, LeavesOn);
        if (HeldIn is not null)
            return LeavesOn > (RemovedOn ?? DisabledOn) ? announced : (null, null);
        if ((RemovedOn ?? DisabledOn) is not { } gone || announced.On <= gone)
            return announced;
        return (RemovedOn is null ? LeaveSignal.Disabled : LeaveSignal.Deleted, gone);
    }
}

/// <summary>More people who would have left in one sync than may without somebody's word.</summary>
public sealed class DirectoryWave
{
    public required Guid Id { get; init; }

    public required DateTimeOffset FoundAt { get; init; }

    public required int People { get; init; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Work address or Entra object id.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>Whether they have left; null = nobody has said yet.</summary>
    public bool? HaveLeft { get; set; }
}

/// <summary>How far reading the directory is: one row.</summary>
public sealed class DirectoryState
{
    /// <summary>The only key.</summary>
    public const string Users = "users";

    public required string Name { get; init; }

    /// <summary>Where the next changes are asked for; null = everybody is read.</summary>
    public string? DeltaLink { get; set; }

    public DateTimeOffset? DeltaAt { get; set; }

    /// <summary>When a sync last ended well.</summary>
    public DateTimeOffset? SyncedAt { get; set; }

    /// <summary>One instance syncs at a time.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>Grows when any fact of a user changed, so that the evidence is merged again.</summary>
    public int Revision { get; set; }

    /// <summary>When all managers, groups and mailboxes were read last.</summary>
    public DateTimeOffset? RefreshedAt { get; set; }

    /// <summary>Why the last sync did not end well: a word of the code; null = it did.</summary>
    public string? Problem { get; set; }

    /// <summary>What was left out for lack of a permission, words of the code with commas.</summary>
    public string? LeftOut { get; set; }

    public string? SubscriptionId { get; set; }

    public DateTimeOffset? SubscribedUntil { get; set; }

    /// <summary>What notifications must bring, encrypted.</summary>
    public byte[]? SubscriptionSecret { get; set; }
}
