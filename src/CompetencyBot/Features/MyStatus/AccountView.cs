using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.MyStatus;

/// <summary>How far somebody is with linking their Microsoft account, and how that is known. Days are the organisation's.</summary>
/// <param name="Linked">Address of the account that counts, where the people file or a sign-in tells it.</param>
/// <param name="ConfirmedBy">As <see cref="Conversation.DataSource"/> keeps it; null where the account was not proved here.</param>
public sealed record AccountView(AccountStanding Standing, DateOnly? AssociatedOn, string? Linked, string? ConfirmedBy)
{
    public PendingAccount? Pending { get; init; }

    /// <summary>When the person said that they ended the association, although Partner Center's data still have it.</summary>
    public DateOnly? UnlinkedOn { get; init; }

    /// <param name="rows">Everything that is kept of the person's accounts, ended ones included.</param>
    public static AccountView Of(
        Person person, OrganisationEvidence evidence, IReadOnlyCollection<LinkedAccount> rows, DateOnly date, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(rows);
        var standing = AccountStanding.Of(person, date);
        var counts = standing.State is AccountState.Linked or AccountState.Waiting;
        var active = rows.FirstOrDefault(row => row.EndedAt is null);
        var last = rows.Where(row => row.EndedAt is not null).MaxBy(row => row.EndedAt);
        return new AccountView(
            standing,
            person.Record.AssociatedOn is { } on ? DateOnly.FromDateTime(on.UtcDateTime) : null,
            counts ? Confirmed(person)?.Address ?? person.Record.MicrosoftAccount : null,
            counts && Confirmed(person) is not null ? active?.Source : null)
        {
            Pending = standing.Pending is { } account ? PendingAccount.Of(account, evidence, date, zone) : null,
            UnlinkedOn = counts && active is null && last is { End: LinkEnd.Unlinked, EndedAt: { } ended } && !(person.Record.AssociatedOn > ended)
                ? DayOf(ended, zone)
                : null,
        };
    }

    internal static DateOnly DayOf(DateTimeOffset time, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

    private static ProvenAccount? Confirmed(Person person) => person.Account is { ConfirmedAt: not null } account ? account : null;
}

/// <summary>An account that is proved, or reported as associated, and not confirmed.</summary>
/// <param name="ReportedOn">Null = the step in Partner Center is missing.</param>
/// <param name="ShownBy">Day by which Partner Center's data show it, after the edition's waiting time.</param>
/// <param name="DataOn">Day of the data that could show it; null = there are none.</param>
/// <param name="IsDataOlder">Whether these are too old to show it.</param>
public sealed record PendingAccount(
    string Address, DateOnly VerifiedOn, DateOnly? ReportedOn, DateOnly? ShownBy, bool IsLate, DateOnly? DataOn, bool IsDataOlder)
{
    public static PendingAccount Of(ProvenAccount account, OrganisationEvidence evidence, DateOnly date, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(evidence);
        var shown = account.ReportedAt + evidence.PresentOn(date).Edition.AssociationWait;
        DateOnly? by = shown is { } time ? AccountView.DayOf(time, zone) : null;
        return new PendingAccount(
            account.Address,
            AccountView.DayOf(account.VerifiedAt, zone),
            account.ReportedAt is { } reported ? AccountView.DayOf(reported, zone) : null,
            by,
            by < date,
            evidence.AssociationsAsOf is { } asOf ? AccountView.DayOf(asOf, zone) : null,
            !(evidence.AssociationsAsOf >= shown));
    }
}
