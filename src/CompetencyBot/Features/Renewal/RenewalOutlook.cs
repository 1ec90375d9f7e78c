using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal;

/// <summary>The membership that runs now, and whether what it rests on will hold when it is renewed.</summary>
/// <param name="Calendar">Null when no membership of the programme has been bought.</param>
/// <param name="Risk">Null without a membership, and after its anniversary.</param>
/// <param name="AtAnniversary">The whole evaluation on the anniversary, where <paramref name="Risk"/> has one.</param>
public sealed record RenewalOutlook(
    FollowedEdition Followed,
    DateOnly Today,
    RenewalCalendar? Calendar,
    RenewalRisk? Risk,
    Attainment? AtAnniversary,
    ImmutableArray<LevelStage> Stages)
{
    /// <summary>Levels that are shown as active and are not met any more.</summary>
    public ImmutableArray<LostLevel> Lost { get; init; } = [];

    /// <summary>First and last day on which renewal is tested.</summary>
    public (DateOnly First, DateOnly Last) TestDays => Followed.Edition.RenewalTest.Of(Calendar!.Anniversary);

    /// <summary>
    /// Whether the offer itself can be bought again: one path at its level is enough (seed edition: "silver proficiency in one path").
    /// </summary>
    public bool OfferHolds =>
        Risk!.Levels.Where(level => level.Holds).Concat(Risk.QualifiedEarlier).Any(level => IsEnough(level.Level))
        || AtAnniversary!.Levels.Any(level => level.Met && IsEnough(level.Level));

    /// <summary>Whether a lost level does not matter, since it was met on an earlier day of a test that is still on.</summary>
    public bool IsSafe(LostLevel lost)
    {
        ArgumentNullException.ThrowIfNull(lost);
        return Risk!.QualifiedEarlier.Any(safe => safe.Competency == lost.Competency && safe.Level == lost.Level);
    }

    /// <summary>Whether the level is met today, or was on an earlier day of a test that is still on.</summary>
    public bool IsHeld(string competencyId, Level level) =>
        Risk!.Levels.Concat(Risk.QualifiedEarlier).Any(held => held.Competency.Id == competencyId && held.Level == level);

    private bool IsEnough(Level level) => Calendar!.Membership.Offer switch
    {
        MembershipOffer.Gold => level == Level.Gold,
        MembershipOffer.Silver => level is Level.Silver or Level.Gold,
        _ => level == Level.SolutionsPartner,
    };

    public static RenewalOutlook Of(FollowedEdition followed, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(followed);
        var (edition, matched) = followed;
        var calendar = RenewalCalendar.Of(edition, matched.Memberships, today);
        var risk = calendar is null || calendar.Anniversary < today ? null : RenewalRisk.Of(edition, matched, today, calendar.Anniversary);
        return new RenewalOutlook(
            followed,
            today,
            calendar,
            risk,
            risk is null ? null : Attainment.Of(edition, matched, calendar!.Anniversary),
            LevelStage.Of(followed.On(today), matched.Memberships, risk))
        {
            Lost = LostLevel.Of(edition, matched, today),
        };
    }
}
