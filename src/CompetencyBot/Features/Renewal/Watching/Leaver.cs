using System.Collections.Immutable;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal.Watching;

/// <summary>Somebody of whom the directory says that they leave or have left, and who holds something that counts.</summary>
/// <param name="Effects">One for each edition in which they do; at least one.</param>
public sealed record Leaver(PersonRecord Person, ImmutableArray<LeaverEffect> Effects)
{
    /// <summary>Afterwards it is history.</summary>
    private const int DaysAfter = 14;

    public LeaveSignal Signal => Person.Directory!.Leave!.Value;

    public bool Hurts => Effects.Any(effect => !effect.Leaving.Falls.IsEmpty);

    /// <summary>Everybody who leaves, from when it is known until two weeks after the day; by work address.</summary>
    public static ImmutableArray<Leaver> Of(OrganisationEvidence evidence, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return
        [
            .. from followed in evidence.Followed
               from leaving in followed.Once(today, static (edition, day) => new Known(LeavingOn(edition, day))).Leaving
               group new LeaverEffect(followed, leaving) by leaving.PersonId into effects
               orderby effects.Key
               select new Leaver(evidence.FindByWorkAddress(effects.Key)!, [.. effects]),
        ];
    }

    /// <returns>Null for a risk that is about something else.</returns>
    public static string? AddressIn(WatchedRisk risk)
    {
        ArgumentNullException.ThrowIfNull(risk);
        return risk.Kind == RiskKind.Leaver ? risk.Key[WatchedRisk.LeaverPrefix.Length..] : null;
    }

    /// <summary>What the directory said last, as the facts of a risk keep it.</summary>
    public static LeaveSignal SignalIn(WatchedRisk risk)
    {
        ArgumentNullException.ThrowIfNull(risk);
        return Enum.TryParse<LeaveSignal>(risk.Facts.Split(' ')[0], out var signal) ? signal : LeaveSignal.Deleted;
    }

    /// <param name="actBy">Last day of the tests that the levels which fall would have to pass; null where none falls.</param>
    public FoundRisk ToRisk(DateOnly? actBy) => new(
        RiskKind.Leaver,
        $"{WatchedRisk.LeaverPrefix}{Person.UserPrincipalName.ToLowerInvariant()}",
        $"{Signal} {Phrases.ShortDate(Person.LeftOn!.Value)} {Fingerprint.Of(Effects.SelectMany(FactsOf))}")
    {
        BreaksOn = Effects.SelectMany(effect => effect.Leaving.Falls).Min(fall => (DateOnly?)fall.On),
        ActBy = actBy,
    };

    private static ImmutableArray<Leaving> LeavingOn(FollowedEdition followed, DateOnly today)
    {
        var (edition, matched) = followed;
        string[] leavers = [.. matched.People.Where(person => IsTold(person.Record, today)).Select(person => person.Id)];
        return leavers.Length == 0 ? [] : Leaving.Of(edition, matched, leavers, today, RenewalCalendar.Of(edition, matched.Memberships, today)?.Anniversary);
    }

    /// <summary>Who left long ago is no news, whatever else changes.</summary>
    private static bool IsTold(PersonRecord person, DateOnly today) =>
        person is { Directory.Leave: not null, LeftOn: { } left } && today.DayNumber - left.DayNumber <= DaysAfter;

    private static IEnumerable<string> FactsOf(LeaverEffect effect) =>
    [
        .. effect.Leaving.Falls.Select(fall => $"{effect.Followed.Edition.Id}|{fall.Competency.Id}|{fall.Level}|{Phrases.ShortDate(fall.On)}"),
        .. effect.Leaving.Hanging.Select(level => $"{effect.Followed.Edition.Id}|{level.Competency.Id}|{level.Level}|hangs"),
    ];

    private sealed record Known(ImmutableArray<Leaving> Leaving);
}

/// <param name="Followed">The edition whose levels these are.</param>
public sealed record LeaverEffect(FollowedEdition Followed, Leaving Leaving);
