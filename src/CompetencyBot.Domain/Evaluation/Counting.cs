using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Whether something a person holds counts on a day, and if not why.</summary>
public enum ItemStanding
{
    Counts,

    /// <summary>The account is associated but the waiting time is not over.</summary>
    Waiting,

    /// <summary>No account is associated.</summary>
    NotAssociated,

    /// <summary>The person has left.</summary>
    Left,

    /// <summary>The completion date lies after the day.</summary>
    NotYetCompleted,

    /// <summary>The certificate's expiration date has passed.</summary>
    Lapsed,

    /// <summary>The programme no longer accepts the item.</summary>
    NoLongerAccepted,

    /// <summary>ActivationStatus is <c>Inactive</c>, <c>Revoked</c> or <c>Expired</c>.</summary>
    NotActive,

    /// <summary>No programme of the edition asks for it.</summary>
    NotAskedFor,
}

/// <summary>One item of a person through the best of their rows for it, or one row that no programme asks for.</summary>
/// <param name="Item">Null when no programme of the edition asks for it.</param>
/// <param name="CountsFrom">First day on which the row counts, null while no account is associated or nobody asks for the item.</param>
/// <param name="CountsUntil">Last day on which it counts if nothing changes; null when nothing ends it.</param>
public sealed record HeldItem(Item? Item, TrainingRecord Row, ItemStanding Standing, DateOnly? CountsFrom, DateOnly? CountsUntil);

/// <summary>When people and what they hold count. Days are UTC days; a day is over at 23:59:59.</summary>
public static class Counting
{
    private static readonly TimeOnly EndOfDay = new(23, 59, 59);

    /// <summary>First day on which the person's association counts; null when no account is associated.</summary>
    public static DateOnly? FirstDay(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (person.AssociationCounts?.UtcDateTime is not { } counts)
            return null;
        var day = DateOnly.FromDateTime(counts);
        return TimeOnly.FromDateTime(counts) > EndOfDay && day < DateOnly.MaxValue ? day.AddDays(1) : day;
    }

    /// <summary>Whether the person counts on the day at all: associated long enough and not left.</summary>
    public static bool Counts(Person person, DateOnly date) => StandingOf(person, date) == ItemStanding.Counts;

    /// <summary>What a person holds, each item once, in the order first reported: does it count on the day, and if not why not.</summary>
    public static ImmutableArray<HeldItem> ItemsOf(Person person, Edition edition, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(edition);
        return
        [
            .. person.Achievements.Index()
                .GroupBy(entry => entry.Item.ItemId ?? $"{entry.Index}", entry => Held(person, entry.Item, edition, date))
                .Select(rows => rows
                    .OrderBy(held => held.Standing)
                    .ThenByDescending(held => held.CountsUntil ?? DateOnly.MaxValue)
                    .First()),
        ];
    }

    /// <summary>
    /// The same of one person as several editions see them: a row that one edition does not ask for is left to the one that does, and what several ask for
    /// is told once, as it stands best.
    /// </summary>
    public static ImmutableArray<HeldItem> ItemsOf(IEnumerable<(Person Person, Edition Edition)> seen, DateOnly date)
    {
        HeldItem[] all = [.. seen.SelectMany(each => ItemsOf(each.Person, each.Edition, date))];
        var asked = all.Where(held => held.Item is not null).Select(held => held.Row).ToHashSet();
        return
        [
            .. all.Where(held => held.Item is not null || !asked.Contains(held.Row))
                .GroupBy(held => (held.Item?.Id, held.Item is null ? held.Row : null))
                .Select(same => same.MinBy(held => held.Standing)!)
                .OrderBy(held => held.Standing).ThenBy(held => held.Item?.Id ?? held.Row.ActivityId, StringComparer.Ordinal),
        ];
    }

    /// <summary>Ids of the items that would count on the day if the person's account did.</summary>
    internal static IReadOnlySet<string> HeldIfLinked(Person person, Edition edition, DateOnly date) => person.Achievements
        .Where(achievement => IsGood(achievement, edition, date)).Select(achievement => achievement.ItemId!).ToHashSet(StringComparer.Ordinal);

    private static bool IsGood(Achievement achievement, Edition edition, DateOnly date) =>
        achievement is { Usable: true, ItemId: { } itemId, Row: var row }
        && edition.Items.TryGetValue(itemId, out var item)
        && row.CompletedOn <= date
        && !(row.ExpiresOn < date)
        && !(item.AcceptedUntil < date);

    private static HeldItem Held(Person person, Achievement achievement, Edition edition, DateOnly date)
    {
        var row = achievement.Row;
        if (achievement.ItemId is null || !edition.Items.TryGetValue(achievement.ItemId, out var item))
            return new HeldItem(null, row, ItemStanding.NotAskedFor, null, null);
        var from = FirstDay(person) is { } associated ? Later(associated, row.CompletedOn) : (DateOnly?)null;
        return new HeldItem(item, row, StandingOf(person, achievement, item, date), from, LastDay(person, row, item));
    }

    /// <summary>What is wrong with the row comes first: associating an account would not mend it.</summary>
    private static ItemStanding StandingOf(Person person, Achievement achievement, Item item, DateOnly date) =>
        !achievement.Usable ? ItemStanding.NotActive
        : achievement.Row.ExpiresOn < date ? ItemStanding.Lapsed
        : item.AcceptedUntil < date ? ItemStanding.NoLongerAccepted
        : achievement.Row.CompletedOn > date ? ItemStanding.NotYetCompleted
        : StandingOf(person, date);

    private static ItemStanding StandingOf(Person person, DateOnly date) =>
        person.Record.LeftOn <= date ? ItemStanding.Left
        : FirstDay(person) is not { } first ? ItemStanding.NotAssociated
        : first > date ? ItemStanding.Waiting
        : ItemStanding.Counts;

    private static DateOnly? LastDay(Person person, TrainingRecord row, Item item)
    {
        // A person who left on the first day of the calendar never counted; there is no day before it to name.
        var beforeLeaving = person.Record.LeftOn is { } left && left > DateOnly.MinValue ? left.AddDays(-1) : person.Record.LeftOn;
        return new[] { row.ExpiresOn, item.AcceptedUntil, beforeLeaving }.Min();
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
