using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>The levels of one day as they are, and as they would be if some of those who leave stayed.</summary>
/// <param name="leavers">Everybody who leaves, as the evidence has them.</param>
internal sealed class LeavingDay(Edition edition, MatchedEvidence evidence, IReadOnlyCollection<Person> leavers, DateOnly date)
{
    private readonly Lazy<(Competency Competency, Level Level)[]> _lost = new(() =>
    {
        var met = MetOn(edition, evidence, date).ToHashSet();
        return [.. MetOn(edition, StayingIn(evidence, leavers), date).Where(level => !met.Contains(level))];
    });

    private readonly Dictionary<string, HashSet<(Competency, Level)>> _decided = [];

    private ImmutableArray<KeyPeople>? _hanging;

    public static Person Staying(Person person) => person with { Record = person.Record with { LeftOn = null } };

    public static IEnumerable<(Competency Competency, Level Level)> MetOn(Edition edition, MatchedEvidence evidence, DateOnly date) =>
        Attainment.Of(edition, evidence, date).Levels.Where(level => level.Met).Select(level => (level.Competency, level.Level)).Distinct();

    /// <param name="shown">The day that is told; the day looked at may be later, when it has passed.</param>
    public IEnumerable<LevelFall> FallsOf(Person person, DateOnly shown)
    {
        if (_lost.Value.Length == 0)
            return [];
        var decided = leavers.SelectMany(DecidedBy).ToHashSet();
        return
        [
            .. from level in _lost.Value
               let alone = DecidedBy(person).Contains(level)
               where alone || (!decided.Contains(level) && CountsFor(person, level))
               select new LevelFall(level.Competency, level.Level, shown, !alone),
        ];
    }

    public IEnumerable<KeyPeople> HangingSince(Person person)
    {
        _hanging ??= [.. KeyPeople.Of(edition, evidence, date).Where(level => level.Survives == 0)];
        if (_hanging.Value.IsEmpty)
            return [];
        var before = KeyPeople.Of(edition, StayingIn(evidence, [person]), date);
        return _hanging.Value.Where(level => before.Any(held => held.Competency == level.Competency && held.Level == level.Level && held.Survives > 0));
    }

    /// <summary>The lost levels for which it is enough that this person stays, or that they leave.</summary>
    private HashSet<(Competency Competency, Level Level)> DecidedBy(Person person)
    {
        if (_decided.TryGetValue(person.Id, out var known))
            return known;
        var ifStaying = MetOn(edition, StayingIn(evidence, [person]), date).ToHashSet();
        var ifLeaving = MetOn(edition, StayingIn(evidence, leavers.Where(each => each.Id != person.Id)), date).ToHashSet();
        return _decided[person.Id] = [.. _lost.Value.Where(level => ifStaying.Contains(level) || !ifLeaving.Contains(level))];
    }

    private bool CountsFor(Person person, (Competency Competency, Level Level) level) => Contributors.Of(edition, StayingIn(evidence, leavers), date)
        .Any(each => each.Competency == level.Competency && each.Level == level.Level && each.Counting.Contains(person.Id));

    private static MatchedEvidence StayingIn(MatchedEvidence evidence, IEnumerable<Person> staying)
    {
        var ids = staying.Select(person => person.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return evidence with { People = [.. evidence.People.Select(person => ids.Contains(person.Id) ? Staying(person) : person)] };
    }
}
