using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Progress;

/// <summary>What the next renewal will find of the levels, if nobody passes anything more.</summary>
/// <param name="Then">On the anniversary, with the figures as they are.</param>
public sealed record RenewalAhead(RenewalRisk Risk, Attainment Then)
{
    public DateOnly Anniversary => Risk.Anniversary;

    /// <returns>Null where no renewal lies ahead.</returns>
    public static RenewalAhead? Of(FollowedEdition followed, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(followed);
        return followed.Once(today, static (edition, day) => new Kept(Find(edition, day))).Ahead;
    }

    /// <summary>The level that renewal will find: of those held today the ones that hold, and what waiting times alone will bring. Null = none.</summary>
    /// <param name="today">The level today; null = none.</param>
    public Level? LevelOf(string competencyId, Level? today)
    {
        var kept = Risk.Levels.Where(level => level.Holds).Concat(Risk.QualifiedEarlier)
            .Where(level => level.Competency.Id == competencyId)
            .Max(level => (Level?)level.Level);
        return Then.HighestLevel(competencyId) is { } gained && (today is null || gained > today) ? gained : kept;
    }

    private static RenewalAhead? Find(FollowedEdition followed, DateOnly today)
    {
        var (edition, matched) = followed;
        return RenewalCalendar.Of(edition, matched.Memberships, today)?.Anniversary is { } anniversary && anniversary >= today
            ? new RenewalAhead(RenewalRisk.Of(edition, matched, today, anniversary), followed.On(anniversary))
            : null;
    }

    private sealed record Kept(RenewalAhead? Ahead);
}
