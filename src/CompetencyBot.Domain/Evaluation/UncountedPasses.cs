using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>
/// Passes that an edition asks for and that count for nobody on a day, because their holders' accounts are not associated. A person and item count once.
/// An edition that has ended asks for nothing.
/// </summary>
/// <param name="People">Those who hold at least one of them.</param>
public sealed record UncountedPasses(int Passes, int People)
{
    /// <summary>Of people who have not said that they are associated.</summary>
    public static UncountedPasses OfUnlinked(Edition edition, MatchedEvidence evidence, DateOnly date) =>
        Of(edition, evidence, date, standing => standing.IsUnlinked);

    /// <summary>Of people who have, and of whom Partner Center's data do not show it yet.</summary>
    public static UncountedPasses OfReported(Edition edition, MatchedEvidence evidence, DateOnly date) =>
        Of(edition, evidence, date, standing => standing.State == AccountState.Reported);

    /// <summary>What of one person would count if their account did.</summary>
    public static int Of(Person person, Edition edition, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(edition);
        return edition.HasEnded(date) ? 0 : Counting.HeldIfLinked(person, edition, date).Count;
    }

    private static UncountedPasses Of(Edition edition, MatchedEvidence evidence, DateOnly date, Predicate<AccountStanding> isMeant)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(evidence);
        int[] passes =
        [
            .. evidence.People
                .Where(person => !person.Achievements.IsEmpty && isMeant(AccountStanding.Of(person, date)))
                .Select(person => Of(person, edition, date))
                .Where(held => held > 0),
        ];
        return new UncountedPasses(passes.Sum(), passes.Length);
    }
}
