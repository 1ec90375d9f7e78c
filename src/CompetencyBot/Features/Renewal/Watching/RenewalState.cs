using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal.Watching;

/// <summary>All that can be said of renewal on a day, worked out as far as somebody asks for it.</summary>
public sealed class RenewalState(OrganisationEvidence evidence, EditionSet editions, TimeZoneInfo zone, DateOnly today)
{
    private readonly Lazy<ImmutableArray<RenewalOutlook>> _outlooks =
        new(() => [.. evidence.Followed.Select(followed => RenewalOutlook.Of(followed, today))]);

    private readonly Lazy<ImmutableArray<Leaver>> _leavers = new(() => Leaver.Of(evidence, today));

    private readonly Dictionary<string, ImmutableArray<KeyPeople>> _keyPeople = [];

    public OrganisationEvidence Evidence => evidence;

    /// <summary>Whose leaving the directory tells.</summary>
    public ImmutableArray<Leaver> Leavers => _leavers.Value;

    /// <returns>Null where nobody of that work address leaves who holds something that counts.</returns>
    public Leaver? LeaverOf(WatchedRisk risk) =>
        Leavers.FirstOrDefault(leaver => leaver.Person.UserPrincipalName.Equals(Leaver.AddressIn(risk), StringComparison.OrdinalIgnoreCase));

    /// <summary>All editions there are, followed or not: a risk may be about one that is not followed any more.</summary>
    public EditionSet Editions => editions;

    public DateOnly Today => today;

    /// <summary>The organisation's day of a time.</summary>
    public DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

    /// <summary>One for each edition that is followed.</summary>
    public ImmutableArray<RenewalOutlook> Outlooks => _outlooks.Value;

    /// <returns>Null for an edition that is not followed any more.</returns>
    public RenewalOutlook? OutlookOf(string? editionId) => Outlooks.FirstOrDefault(outlook => outlook.Followed.Edition.Id == editionId);

    /// <summary>On whom the levels rest that are held today.</summary>
    public ImmutableArray<KeyPeople> KeyPeopleOf(FollowedEdition followed)
    {
        ArgumentNullException.ThrowIfNull(followed);
        var (edition, matched) = followed;
        if (!_keyPeople.TryGetValue(edition.Id, out var known))
            _keyPeople[edition.Id] = known = KeyPeople.Of(edition, matched, today);
        return known;
    }

    /// <summary>
    /// Whether a risk that is no more ended well: not because the membership year of a level is over, because the level that hung on one
    /// person is not held any more, or because somebody's leaving is history.
    /// </summary>
    public bool IsMended(WatchedRisk risk)
    {
        ArgumentNullException.ThrowIfNull(risk);
        return risk.Kind switch
        {
            RiskKind.Eligibility => OutlookOf(risk.EditionId)?.Calendar?.Anniversary == risk.AnniversaryOn,
            RiskKind.KeyPerson => OutlookOf(risk.EditionId) is { } outlook
                && KeyPeopleOf(outlook.Followed).Any(held => held.Competency.Id == risk.CompetencyId && held.Level == risk.Level),
            RiskKind.Leaver => evidence.FindByWorkAddress(Leaver.AddressIn(risk)) is { Directory.Leave: null } person && !(person.LeftOn <= today),
            RiskKind.Deadline => OutlookOf(risk.EditionId)?.Calendar?.Anniversary > risk.AnniversaryOn,
            _ => true,
        };
    }

    /// <summary>The look ahead at the level that a risk is about; null when it holds.</summary>
    public LevelForecast? ForecastOf(WatchedRisk risk)
    {
        ArgumentNullException.ThrowIfNull(risk);
        return OutlookOf(risk.EditionId)?.Risk?.AtRisk.FirstOrDefault(level => level.Competency.Id == risk.CompetencyId && level.Level == risk.Level);
    }

    /// <summary>The level that a risk is about and what it lacks, where it is not met any more; null where it is.</summary>
    public LostLevel? LostOf(WatchedRisk risk)
    {
        ArgumentNullException.ThrowIfNull(risk);
        if (OutlookOf(risk.EditionId) is not { } outlook || risk is not { CompetencyId: { } competencyId, Level: { } level })
            return null;
        return outlook.Lost.FirstOrDefault(lost => lost.Competency.Id == competencyId && lost.Level == level)
            ?? LostLevel.Of(outlook.Followed.Edition, outlook.Followed.Matched, today, competencyId, level);
    }
}
