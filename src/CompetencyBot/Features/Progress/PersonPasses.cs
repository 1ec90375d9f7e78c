using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;
using Rules = CompetencyBot.Domain.Evaluation.Counting;

namespace CompetencyBot.Features.Progress;

/// <summary>How much of what somebody has passed counts, over all editions that are given; each item once.</summary>
/// <param name="Unlinked">Would count if the account were linked.</param>
internal sealed record PersonPasses(int Counting, int Unlinked)
{
    public static PersonPasses Of(string personId, IEnumerable<FollowedEdition> editions, DateOnly today) => Of(
        editions.Select(followed => (followed.Matched.People.FirstOrDefault(person => OwnProgress.IsSame(person.Id, personId))!, followed.Edition))
            .Where(seen => seen.Item1 is not null),
        today);

    public static PersonPasses Of(IEnumerable<(Person Person, Edition Edition)> seen, DateOnly today)
    {
        var held = Rules.ItemsOf(seen, today);
        return new PersonPasses(
            held.Count(item => item.Standing == ItemStanding.Counts),
            held.Count(item => item.Standing == ItemStanding.NotAssociated));
    }
}
