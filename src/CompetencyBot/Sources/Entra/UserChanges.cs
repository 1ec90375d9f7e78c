using CompetencyBot.Storage;

namespace CompetencyBot.Sources.Entra;

/// <summary>Works what Graph says of users into their rows. Whatever comes twice, or late, leaves the same rows.</summary>
/// <param name="Today">Of the organisation.</param>
/// <param name="DisabledDays">Days after which a disabled account counts as that of somebody who is gone.</param>
/// <param name="ByGroup">Whether a group says who is a person; then nothing else does.</param>
/// <param name="IsInFile">Whether the people file has somebody, by work address and object id.</param>
public sealed record UserChanges(DateTimeOffset Now, DateOnly Today, int DisabledDays, bool ByGroup, Func<string, string, bool> IsInFile)
{
    /// <returns>The row of somebody who is new; null when too little is said of them, as of whoever was removed before the bot knew them.</returns>
    public DirectoryUser? New(UserFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Removal is not null || facts.UserPrincipalName.Value is not { } address)
            return null;
        var row = new DirectoryUser { ObjectId = facts.ObjectId, UserPrincipalName = address, SeenAt = Now };
        Apply(row, facts);
        if (!ByGroup)
            Belong(row, IsMember(row, facts));
        return row;
    }

    public void Apply(DirectoryUser row, UserFacts facts)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(facts);
        row.SeenAt = Now;
        if (facts.Removal is { } removal)
        {
            Remove(row, removal);
            return;
        }

        if (row.Removal is DirectoryRemoval.SoftDeleted or DirectoryRemoval.Deleted) // restored
            (row.RemovedOn, row.Removal) = (null, null);
        row.UserPrincipalName = facts.UserPrincipalName.Or(null) ?? row.UserPrincipalName;
        row.DisplayName = facts.DisplayName.Or(row.DisplayName);
        row.Mail = facts.Mail.Or(row.Mail);
        row.Language = facts.Language.Or(row.Language);
        row.LeavesOn = facts.LeavesOn.Or(row.LeavesOn);
        if (facts.Enabled.Value is { } enabled)
            Enable(row, enabled);
        if (!ByGroup && (facts.Type.IsTold || facts.Enabled.IsTold))
            Belong(row, IsMember(row, facts));
        Release(row);
    }

    /// <summary>Somebody is one of the people, or not: whoever was one and is there still as a guest, or outside the group of the people, has left like one who is deleted.</summary>
    public void Belong(DirectoryUser row, bool isMember)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (!isMember)
        {
            if (row.IsPerson)
                Remove(row, row.Removal ?? DirectoryRemoval.Vanished);
            return;
        }

        if (row.Removal == DirectoryRemoval.Vanished)
            (row.RemovedOn, row.Removal) = (null, null);
        row.IsPerson = MayCount(row);
        Release(row);
    }

    /// <summary>Of an account that was disabled before the bot knew it the people file may have come since, and says whose it was.</summary>
    public void Recognise(DirectoryUser row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (!ByGroup && row is { IsPerson: false, DisabledOn: not null, RemovedOn: null } && !IsInvited(row))
            row.IsPerson = IsInFile(row.UserPrincipalName, row.ObjectId);
    }

    public void Remove(DirectoryUser row, DirectoryRemoval removal)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.RemovedOn is null) // whose account was disabled before has been gone since then
            (row.RemovedOn, row.SeenAt) = (row.IsPerson && row.HeldIn is null && row.DisabledOn < Today ? row.DisabledOn : Today, Now);
        row.Removal = removal;
    }

    /// <summary>Accounts of rooms and shared mailboxes are disabled from the first: whom nobody has ever seen work here does not begin by leaving.</summary>
    public bool MayCount(DirectoryUser row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.IsPerson || (row.IsEnabled && row.RemovedOn is null) || IsInFile(row.UserPrincipalName, row.ObjectId);
    }

    private void Enable(DirectoryUser row, bool enabled)
    {
        row.IsEnabled = enabled;
        if (!enabled)
            row.DisabledOn ??= Today.AddDays(DisabledDays);
        else
            row.DisabledOn = null;
    }

    /// <summary>Where nothing says any more that somebody is gone there is nothing to decide.</summary>
    private void Release(DirectoryUser row)
    {
        if (row is { RemovedOn: null, DisabledOn: null } && !(row.LeavesOn <= Today))
            row.HeldIn = null;
    }

    /// <summary>
    /// Where the kind is not said again it is as it was, and of whom nothing was known, or all is told anew without it, the address tells.
    /// </summary>
    private static bool IsMember(DirectoryUser row, UserFacts facts) =>
        facts.Type.IsTold ? facts.Type.Value != UserTypes.Guest
        : row.Removal == DirectoryRemoval.Vanished ? facts.UserPrincipalName.IsTold && facts.Enabled.IsTold && !IsInvited(row)
        : row.IsPerson || !IsInvited(row);

    /// <summary>The address of somebody who was invited has this mark.</summary>
    private static bool IsInvited(DirectoryUser row) => row.UserPrincipalName.Contains("#ext#", StringComparison.Ordinal);
}
