using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>
/// When renewal can be bought. Missing these days is a risk of its own: levels that hold are lost all the same, and levels that do not
/// hold are not lost before them.
/// </summary>
/// <param name="Opens">First day on which renewal can be bought.</param>
/// <param name="Closes">Last day on which it can.</param>
public sealed record RenewalCalendar(MembershipRecord Membership, DateOnly Today, DateOnly Opens, DateOnly Closes)
{
    public DateOnly Anniversary => Membership.AnniversaryOn;

    public RenewalWindow Window => Today < Opens ? RenewalWindow.Before : Today <= Closes ? RenewalWindow.Open : RenewalWindow.Missed;

    /// <summary>Negative when it is over.</summary>
    public int DaysUntilAnniversary => Anniversary.DayNumber - Today.DayNumber;

    /// <summary>0 on the first day on which renewal can be bought, then negative.</summary>
    public int DaysUntilOpening => Opens.DayNumber - Today.DayNumber;

    /// <summary>0 on the last day on which renewal can be bought, then negative.</summary>
    public int DaysUntilClosing => Closes.DayNumber - Today.DayNumber;

    /// <summary>Null when no membership of the edition's programme has been bought.</summary>
    public static RenewalCalendar? Of(Edition edition, IEnumerable<MembershipRecord> memberships, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(edition);
        return Counting(edition, memberships, today) is { } membership
            ? new RenewalCalendar(
                membership,
                today,
                membership.AnniversaryOn.AddDays(edition.PurchaseWindow.FirstDay),
                membership.AnniversaryOn.AddDays(edition.PurchaseWindow.LastDay))
            : null;
    }

    /// <summary>Whether the membership gives the right to show the level.</summary>
    public static bool Covers(MembershipOffer offer, Level level) => (offer, level) switch
    {
        (MembershipOffer.Gold, Level.Silver or Level.Gold) => true,
        (MembershipOffer.Silver, Level.Silver) => true,
        (MembershipOffer.SolutionsPartner, Level.SolutionsPartner) => true,
        _ => false,
    };

    /// <summary>The newest bought of the programme, today or before; of two bought on one day the later in the file.</summary>
    private static MembershipRecord? Counting(Edition edition, IEnumerable<MembershipRecord> memberships, DateOnly today) => memberships
        .Where(row => row.PurchasedOn <= today && (row.Offer == MembershipOffer.SolutionsPartner) == (edition.Programme == Programme.SolutionsPartner))
        .OrderBy(row => row.PurchasedOn)
        .LastOrDefault();
}

public enum RenewalWindow
{
    /// <summary>Renewal cannot be bought yet.</summary>
    Before,

    Open,

    /// <summary>Renewal was not bought in time.</summary>
    Missed,
}
