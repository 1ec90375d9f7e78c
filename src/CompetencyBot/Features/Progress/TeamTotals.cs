using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Progress;

/// <summary>What the people of one manager hold; those who have left are not among them.</summary>
/// <param name="Members">In the order of the people file.</param>
public sealed record TeamTotals(ImmutableArray<TeamMember> Members)
{
    public int Passes => Members.Sum(member => member.Counting);

    public int Unlinked => Members.Count(member => member.IsUnlinked);

    /// <param name="reports">Work addresses.</param>
    /// <param name="editions">Those that still apply.</param>
    public static TeamTotals Of(IReadOnlySet<string> reports, IReadOnlyList<FollowedEdition> editions, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(editions);
        if (editions.Count == 0)
            return new TeamTotals([]);
        return new TeamTotals(
        [
            .. from entry in editions[0].Matched.People.Index()
               where reports.Contains(entry.Item.Id) && !(entry.Item.Record.LeftOn <= today)
               select Of(entry.Item, [.. editions.Select(followed => (followed.Matched.People[entry.Index], followed.Edition))], today), // every edition has the order of the people file
        ]);
    }

    private static TeamMember Of(Person person, ImmutableArray<(Person Person, Edition Edition)> seen, DateOnly today)
    {
        var passes = PersonPasses.Of(seen, today);
        return new TeamMember(person.Record, passes.Counting, passes.Unlinked, AccountStanding.Of(person, today).IsUnlinked);
    }
}

/// <param name="Counting">Passes that count.</param>
/// <param name="Waiting">Passes that would if the account were linked.</param>
public sealed record TeamMember(PersonRecord Person, int Counting, int Waiting, bool IsUnlinked);
