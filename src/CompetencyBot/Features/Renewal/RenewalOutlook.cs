using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal;

/// <summary>The membership that runs now, and whether what it rests on will hold when it is renewed.</summary>
/// <param name="Membership">Null when no membership file says that one was bought, or its purchase window is over too.</param>
/// <param name="Risk">Null without a membership, and in the window after the anniversary.</param>
/// <param name="AtAnniversary">The whole evaluation on the anniversary, where <paramref name="Risk"/> has one.</param>
public sealed record RenewalOutlook(
    FollowedEdition Followed, DateOnly Today, MembershipRecord? Membership, RenewalRisk? Risk, Attainment? AtAnniversary)
{
    public DateOnly WindowOpens => Membership!.AnniversaryOn.AddDays(Followed.Edition.PurchaseWindow.FirstDay);

    public DateOnly WindowCloses => Membership!.AnniversaryOn.AddDays(Followed.Edition.PurchaseWindow.LastDay);

    /// <summary>
    /// Whether the offer itself can be bought again: one path at its level is enough (seed edition: "silver proficiency in one path").
    /// </summary>
    public bool OfferHolds => AtAnniversary is { } then && then.Levels.Any(level => level.Met && level.Level >= OfferLevel);

    private Level OfferLevel => Membership!.Offer == MembershipOffer.Gold ? Level.Gold : Level.Silver;

    public static RenewalOutlook Of(FollowedEdition followed, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(followed);
        var window = followed.Edition.PurchaseWindow.LastDay;
        var membership = followed.Matched.Memberships
            .Where(row => row.PurchasedOn <= today && row.AnniversaryOn.AddDays(window) >= today)
            .OrderByDescending(row => row.PurchasedOn)
            .FirstOrDefault();
        return membership is null || membership.AnniversaryOn < today
            ? new RenewalOutlook(followed, today, membership, null, null)
            : new RenewalOutlook(
                followed,
                today,
                membership,
                RenewalRisk.Of(followed.Edition, followed.Matched, today, membership.AnniversaryOn),
                Attainment.Of(followed.Edition, followed.Matched, membership.AnniversaryOn));
    }

    /// <summary>The paths through which the level could hold again on the anniversary, those with the fewest open figures and exams first.</summary>
    public IEnumerable<LevelAttainment> Cures(LevelForecast forecast) => AtAnniversary!.LevelsOf(forecast.Competency.Id)
        .Where(level => level.Level == forecast.Level && level.NewExams is not null)
        .OrderBy(level => level.Requirements.Count(requirement => requirement is PerformanceAttainment { Met: false }))
        .ThenBy(level => level.NewExams);
}
