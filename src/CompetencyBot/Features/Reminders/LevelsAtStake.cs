using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Reminders;

/// <summary>The levels that will not hold when renewal is tested because a certificate lapses, by holder and item.</summary>
public sealed class LevelsAtStake
{
    private readonly ILookup<(string? Person, string? Item), (Competency Competency, Level Level)> _levels;

    private LevelsAtStake(IEnumerable<(RiskCause Cause, LevelForecast Level)> lapses) => _levels = lapses.ToLookup(
        lapse => (lapse.Cause.PersonId, lapse.Cause.ItemId), lapse => (lapse.Level.Competency, lapse.Level.Level));

    public static LevelsAtStake Of(OrganisationEvidence evidence, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return new LevelsAtStake(
            from followed in evidence.Followed
            let anniversary = RenewalCalendar.Of(followed.Edition, followed.Matched.Memberships, today)?.Anniversary
            where anniversary >= today
            from level in RenewalRisk.Of(followed.Edition, followed.Matched, today, anniversary.Value).AtRisk
            from cause in level.Causes
            where cause.Kind == RiskCauseKind.Lapse
            select (cause, level));
    }

    public ImmutableArray<(Competency Competency, Level Level)> Of(LapsingCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return [.. _levels[(certificate.Person.UserPrincipalName, certificate.Item.Id)]];
    }
}
