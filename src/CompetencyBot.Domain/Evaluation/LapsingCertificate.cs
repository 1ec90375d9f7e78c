using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Something that a person holds and that an edition asks for, and that soon lapses for good: no later row keeps it.</summary>
/// <param name="LastDay">Last day on which it is valid.</param>
/// <param name="Counts">Whether it counts now or will after a wait; false while the person's account is not associated, so that it only would.</param>
/// <param name="Uses">What it counts for, in the editions in which it would still count after its last day.</param>
public sealed record LapsingCertificate(PersonRecord Person, Item Item, DateOnly LastDay, bool Counts, ImmutableArray<ItemUse> Uses)
{
    /// <summary>
    /// Certificates that lapse within so many days, by person in the order of the file, then the soonest first. An item that several editions
    /// ask for is there once. Left out are editions that have ended, people who leave before it matters, and items that the programme no longer
    /// accepts by then.
    /// </summary>
    /// <param name="followed">The editions with the evidence matched to each.</param>
    /// <param name="daysAhead">0 = what is valid today for the last time.</param>
    public static ImmutableArray<LapsingCertificate> Of(
        IEnumerable<(Edition Edition, MatchedEvidence Evidence)> followed, DateOnly today, int daysAhead)
    {
        ArgumentNullException.ThrowIfNull(followed);
        ArgumentOutOfRangeException.ThrowIfNegative(daysAhead);
        var horizon = DateOnly.FromDayNumber((int)Math.Min((long)today.DayNumber + daysAhead, DateOnly.MaxValue.DayNumber - 1));
        return
        [
            .. from edition in followed
               where !edition.Edition.HasEnded(today)
               let uses = ItemUse.In(edition.Edition)
               from person in edition.Evidence.People.Index()
               from lapsing in Of(edition.Edition, person.Item, uses, today, horizon)
               group (person.Index, Lapsing: lapsing) by (lapsing.Person.UserPrincipalName, lapsing.Item.Id) into same
               let first = same.First()
               orderby first.Index, first.Lapsing.LastDay, first.Lapsing.Item.Id
               select first.Lapsing with
               {
                   Counts = same.Any(each => each.Lapsing.Counts),
                   Uses = [.. same.SelectMany(each => each.Lapsing.Uses)],
               },
        ];
    }

    /// <summary>The same of one person, however far away the last days are.</summary>
    public static ImmutableArray<LapsingCertificate> Of(IEnumerable<(Edition Edition, MatchedEvidence Evidence)> followed, DateOnly today, string personId)
    {
        ArgumentNullException.ThrowIfNull(followed);
        return Of(
            followed.Select(each => (each.Edition, each.Evidence with
            {
                People = [.. each.Evidence.People.Where(person => string.Equals(person.Id, personId, StringComparison.OrdinalIgnoreCase))],
            })),
            today,
            int.MaxValue);
    }

    private static IEnumerable<LapsingCertificate> Of(
        Edition edition, Person person, ILookup<string, ItemUse> uses, DateOnly today, DateOnly horizon) =>
        from rows in person.Achievements.Where(achievement => achievement is { Usable: true, ItemId: not null }).GroupBy(row => row.ItemId!)
        where rows.All(row => row.Row.ExpiresOn <= horizon) && rows.Any(row => IsValid(row.Row, today))
        let lastDay = rows.Max(row => row.Row.ExpiresOn!.Value)
        where !(person.Record.LeftOn <= lastDay.AddDays(1)) // by the day on which it is missed
        where uses[rows.Key].Any() && edition.Items[rows.Key] is var item && !(item.AcceptedUntil <= lastDay)
        select new LapsingCertificate(person.Record, edition.Items[rows.Key], lastDay, person.AssociationCounts is not null, [.. uses[rows.Key]]);

    private static bool IsValid(TrainingRecord row, DateOnly today) => row.CompletedOn <= today && row.ExpiresOn >= today;
}
