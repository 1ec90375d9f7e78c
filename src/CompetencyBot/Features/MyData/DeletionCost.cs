using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.MyData;

/// <summary>What counts no more once the bot has forgotten which account is somebody's. What the organisation's own files say counts on.</summary>
/// <param name="Passes">Of the person, each once, whichever editions that still apply ask for it.</param>
/// <param name="Levels">That the organisation would hold no more; as they are now.</param>
public sealed record DeletionCost(int Passes, ImmutableArray<(Competency Competency, Level Level)> Levels)
{
    /// <returns>Null where no account would be forgotten.</returns>
    public static DeletionCost? Of(OrganisationEvidence? evidence, Myself me, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(me);
        if (evidence is null || !evidence.Records.Accounts.Any(account => IsMine(account, me)))
            return null;
        var without = evidence.Records with { Accounts = evidence.Records.Accounts.RemoveAll(account => IsMine(account, me)) };
        var editions = evidence.Followed.Where(followed => !followed.Edition.HasEnded(today))
            .Select(followed => (Now: followed, Then: new FollowedEdition(followed.Edition, EvidenceMatching.Match(without, followed.Edition)))).ToArray();
        return new DeletionCost(
            editions.SelectMany(each => Counting(each.Now, me, today).Except(Counting(each.Then, me, today))).Distinct().Count(),
            [
                .. from each in editions
                   from competency in each.Now.Edition.Competencies
                   let now = each.Now.On(today).HighestLevel(competency.Id)
                   where now is not null && each.Then.On(today).HighestLevel(competency.Id) != now
                   select (competency, now.Value),
            ]);
    }

    private static IEnumerable<string> Counting(FollowedEdition followed, Myself me, DateOnly today) => followed.Matched.People
        .Where(person => me.Names.Contains(person.Id))
        .SelectMany(person => Domain.Evaluation.Counting.ItemsOf(person, followed.Edition, today))
        .Where(held => held.Standing is ItemStanding.Counts or ItemStanding.Waiting).Select(held => held.Item!.Id);

    private static bool IsMine(ProvenAccount account, Myself me) => me.Names.Contains(account.UserPrincipalName);
}
