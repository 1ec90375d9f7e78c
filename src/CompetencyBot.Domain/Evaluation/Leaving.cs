using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>A level that would be met if somebody stayed, and is not since they leave.</summary>
/// <param name="On">The day from which they no longer count, or the anniversary where the level is met until then.</param>
/// <param name="IsJoint">Whether it takes others who leave as well: neither the leaving nor the staying of this person alone decides.</param>
public sealed record LevelFall(Competency Competency, Level Level, DateOnly On, bool IsJoint);

/// <summary>What the leaving of one person does, on the day they leave and on the anniversary.</summary>
/// <param name="On">First day on which the person no longer counts.</param>
/// <param name="Falls">In the order of the catalogue, each level once.</param>
/// <param name="Hanging">Levels that are still met on the day and then hang on one person, which they would not if this person stayed.</param>
public sealed record Leaving(string PersonId, DateOnly On, ImmutableArray<LevelFall> Falls, ImmutableArray<KeyPeople> Hanging)
{
    /// <summary>
    /// Of each of these people who holds something that counts on the day, or will by then. A level falls because of somebody where it would be met if they alone
    /// stayed, or would not be if they alone left; where no single person decides, because of everybody among them who counts for it.
    /// </summary>
    /// <param name="leavers">Ids of people of whom it is known when they leave; of others nothing is said.</param>
    /// <param name="anniversary">The day the membership year ends; null = not looked at.</param>
    public static ImmutableArray<Leaving> Of(
        Edition edition, MatchedEvidence evidence, IReadOnlyCollection<string> leavers, DateOnly today, DateOnly? anniversary)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(evidence);
        var ids = leavers.ToHashSet(StringComparer.OrdinalIgnoreCase);
        Person[] people = [.. evidence.People.Where(person => ids.Contains(person.Id) && person.Record.LeftOn is not null && Holds(person, edition, today))];
        var days = new Dictionary<DateOnly, LeavingDay>();
        return
        [
            .. from person in people
               let left = person.Record.LeftOn!.Value
               let day = left > today ? left : today
               let then = Day(day).FallsOf(person, left)
               let later = anniversary > day ? Day(anniversary.Value).FallsOf(person, anniversary.Value) : []
               select new Leaving(
                   person.Id,
                   left,
                   [.. then.Concat(later).DistinctBy(fall => (fall.Competency.Id, fall.Level))],
                   [.. Day(day).HangingSince(person)]),
        ];

        LeavingDay Day(DateOnly date) => days.TryGetValue(date, out var known) ? known : days[date] = new LeavingDay(edition, evidence, people, date);
    }

    /// <summary>The levels that are met on a day and would not be without one person, in the order of the catalogue.</summary>
    public static ImmutableArray<(Competency Competency, Level Level)> LevelsThatNeed(Edition edition, MatchedEvidence evidence, DateOnly date, string personId)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(evidence);
        var without = evidence with { People = evidence.People.RemoveAll(person => person.Id.Equals(personId, StringComparison.OrdinalIgnoreCase)) };
        var then = LeavingDay.MetOn(edition, without, date).ToHashSet();
        return [.. LeavingDay.MetOn(edition, evidence, date).Where(level => !then.Contains(level))];
    }

    private static bool Holds(Person person, Edition edition, DateOnly today)
    {
        var day = person.Record.LeftOn > today ? person.Record.LeftOn.Value : today;
        return Counting.ItemsOf(LeavingDay.Staying(person), edition, day).Any(held => held.Standing is ItemStanding.Counts or ItemStanding.Waiting);
    }
}
