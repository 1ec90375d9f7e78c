using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal.Watching;

/// <summary>Everything that is watched, as a day shows it.</summary>
internal sealed class RiskFinder(RenewalState state, RenewalOptions options)
{
    /// <summary>Before that, the last day to buy renewal is nothing to worry about.</summary>
    private const int DeadlineWatchedBefore = 30;

    private const int FewestAdmins = 2;

    /// <summary>Facts of a level that broke, and of one that is shown as active and not met.</summary>
    public const string Lost = "lost";

    /// <summary>Facts of a renewal that was not bought in time.</summary>
    public const string Missed = nameof(RenewalWindow.Missed);

    /// <param name="admins">Who is told of risks.</param>
    /// <param name="unheard">Risks of which the warnings have reached nobody.</param>
    /// <param name="watched">What is watched so far: a level that was foretold to break, and broke, is held no more and foretold no more.</param>
    public IEnumerable<FoundRisk> Find(
        IReadOnlyCollection<string> admins, IEnumerable<WatchedRisk> unheard, IReadOnlyCollection<WatchedRisk> watched) =>
    [
        .. state.Outlooks.SelectMany(outlook => Eligibility(outlook, watched)),
        .. state.Leavers.Select(leaver => leaver.ToRisk(TestedUntil(leaver))),
        .. state.Outlooks.Select(Deadline).OfType<FoundRisk>(),
        .. state.Outlooks.SelectMany(outlook => KeyPeople(outlook.Followed)),
        .. StaleData(),
        .. admins.Count < FewestAdmins
            ? [new FoundRisk(RiskKind.FewAdmins, "few-admins", Fingerprint.Of(admins.Select(admin => admin.ToLowerInvariant())))]
            : (IEnumerable<FoundRisk>)[],
        .. unheard.Select(risk => new FoundRisk(RiskKind.Unheard, $"unheard|{risk.Key}", $"{risk.Episode}")
        {
            EditionId = risk.EditionId,
            CompetencyId = risk.CompetencyId,
            Level = risk.Level,
            AnniversaryOn = risk.AnniversaryOn,
        }),
    ];

    private IEnumerable<FoundRisk> Eligibility(RenewalOutlook outlook, IReadOnlyCollection<WatchedRisk> watched)
    {
        if (outlook.Risk is not { } risk)
            return [];
        FoundRisk[] ahead =
        [
            .. risk.AtRisk.Select(forecast => OfLevel(outlook, forecast.Competency.Id, forecast.Level) with
            {
                Facts = RiskFacts.Of(forecast),
                BreaksOn = forecast.BreaksOn,
            }),
            .. outlook.Lost.Where(lost => !outlook.IsSafe(lost))
                .Select(lost => OfLevel(outlook, lost.Competency.Id, lost.Level) with { Facts = Lost, BreaksOn = state.Today }),
        ];
        var broken =
            from row in watched
            where row is { Kind: RiskKind.Eligibility, ResolvedAt: null }
                && row.EditionId == outlook.Followed.Edition.Id
                && row.AnniversaryOn == outlook.Calendar!.Anniversary
                && !ahead.Any(found => found.Key == row.Key)
                && !outlook.IsHeld(row.CompetencyId!, row.Level!.Value)
            select OfLevel(outlook, row.CompetencyId!, row.Level!.Value) with { Facts = Lost, BreaksOn = row.BreaksOn };
        return [.. ahead, .. broken];
    }

    private FoundRisk OfLevel(RenewalOutlook outlook, string competencyId, Domain.Catalogue.Level level)
    {
        var edition = outlook.Followed.Edition;
        var anniversary = outlook.Calendar!.Anniversary;
        return Climbing(outlook, new FoundRisk(
            RiskKind.Eligibility, $"eligibility|{edition.Id}|{competencyId}|{level}|{Phrases.ShortDate(anniversary)}", "")
        {
            EditionId = edition.Id,
            CompetencyId = competencyId,
            Level = level,
            AnniversaryOn = anniversary,
            ActBy = outlook.TestDays.Last,
        });
    }

    private FoundRisk? Deadline(RenewalOutlook outlook)
    {
        if (outlook.Calendar is not { DaysUntilAnniversary: <= DeadlineWatchedBefore } calendar)
            return null;
        var edition = outlook.Followed.Edition;
        return Climbing(outlook, new FoundRisk(
            RiskKind.Deadline, $"deadline|{edition.Id}|{Phrases.ShortDate(calendar.Anniversary)}", $"{calendar.Window}")
        {
            EditionId = edition.Id,
            AnniversaryOn = calendar.Anniversary,
            BreaksOn = calendar.Closes,
            ActBy = calendar.Closes,
        });
    }

    private FoundRisk Climbing(RenewalOutlook outlook, FoundRisk risk)
    {
        var ladder = options.LadderOf(outlook.Followed.Edition);
        var anniversary = outlook.Calendar!.Anniversary;
        return risk with { Rung = ladder.LastRung(anniversary, state.Today) };
    }

    /// <summary>So long a level that falls can still be mended; null where none falls, or none is tested.</summary>
    private DateOnly? TestedUntil(Leaver leaver) => leaver.Effects
        .Where(effect => !effect.Leaving.Falls.IsEmpty)
        .Select(effect => state.OutlookOf(effect.Followed.Edition.Id) is { Risk: not null } outlook ? outlook.TestDays.Last : (DateOnly?)null)
        .Min();

    private IEnumerable<FoundRisk> KeyPeople(FollowedEdition followed) =>
        from level in state.KeyPeopleOf(followed)
        where level.Survives == 0
        select new FoundRisk(
            RiskKind.KeyPerson,
            $"key-person|{followed.Edition.Id}|{level.Competency.Id}|{level.Level}",
            Fingerprint.Of(level.People.Select(person => person.ToLowerInvariant())))
        {
            EditionId = followed.Edition.Id,
            CompetencyId = level.Competency.Id,
            Level = level.Level,
        };

    /// <summary>One for each source. Where nothing was ever imported there is nothing that could be old.</summary>
    private IEnumerable<FoundRisk> StaleData() =>
        from origin in state.Evidence.Age.Stale.GroupBy(part => part.Origin)
        let oldest = origin.MinBy(part => part.AsOf)!
        select new FoundRisk(RiskKind.StaleData, DataWords.KeyOf(origin.Key), Phrases.ShortDate(state.DayOf(oldest.AsOf)))
        {
            BreaksOn = state.DayOf(oldest.StaleFrom),
        };
}
