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
        row.IsPerson = !ByGroup && IsMember(row, facts) && MayCount(row);
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

        if (row.RemovedOn is not null) // restored
            (row.RemovedOn, row.Removal, row.HeldIn) = (null, null, null);
        row.UserPrincipalName = facts.UserPrincipalName.Or(null) ?? row.UserPrincipalName;
        row.DisplayName = facts.DisplayName.Or(row.DisplayName);
        row.Mail = facts.Mail.Or(row.Mail);
        row.Language = facts.Language.Or(row.Language);
        row.LeavesOn = facts.LeavesOn.Or(row.LeavesOn);
        if (facts.Enabled.Value is { } enabled)
            Enable(row, enabled);
        if (!ByGroup && (facts.Type.IsTold || facts.Enabled.IsTold))
            row.IsPerson = IsMember(row, facts) && MayCount(row);
    }

    public void Remove(DirectoryUser row, DirectoryRemoval removal)
    {
        ArgumentNullException.ThrowIfNull(row);
        row.RemovedOn ??= Today;
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
        else if (row.DisabledOn is not null)
            (row.DisabledOn, row.HeldIn) = (null, null);
    }

    /// <summary>Where the kind is not said again the address tells: that of somebody who was invited has this mark.</summary>
    private static bool IsMember(DirectoryUser row, UserFacts facts) => facts.Type.IsTold
        ? facts.Type.Value != UserTypes.Guest
        : row.IsPerson || !row.UserPrincipalName.Contains("#ext#", StringComparison.Ordinal);
}
