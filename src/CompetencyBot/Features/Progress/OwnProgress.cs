using System.Collections.Immutable;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Progress;

/// <summary>What of the organisation's progress concerns one reader: their own passes, and the people whom they may see.</summary>
/// <param name="Counting">Own passes that count in an edition that still applies; each once.</param>
/// <param name="Unlinked">Own passes that would if the account were linked.</param>
/// <param name="Next">The pass of theirs that would help most, as their status says it, where it would complete a level by itself; null = no single one would.</param>
/// <param name="Team">Null for somebody without reports.</param>
/// <param name="Nearest">Others whom they may see and who are one pass away from counting for a next level, those first where the least is missing.</param>
/// <param name="Lapsing">What lapses next of what counts, among themselves and those whom they may see; null = nothing soon.</param>
public sealed record OwnProgress(
    int Counting,
    int Unlinked,
    HelpfulExam? Next,
    TeamTotals? Team,
    ImmutableArray<NearPass> Nearest,
    LapsingCertificate? Lapsing)
{
    /// <returns>Null for somebody who is not in the people file, or has left.</returns>
    public static OwnProgress? Of(OrganisationEvidence evidence, ImmutableArray<EditionProgress> editions, Viewer viewer, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.Person is not { } me || me.LeftOn <= today)
            return null;
        FollowedEdition[] advised = [.. evidence.Followed.Where(followed => !followed.Edition.HasEnded(today))];
        var held = PersonPasses.Of(me.UserPrincipalName, advised, today);
        return new OwnProgress(
            held.Counting,
            held.Unlinked,
            HelpfulExam.Of(advised.Select(followed => (followed.Edition, followed.Matched)), today, me.UserPrincipalName).FirstOrDefault(exam => exam.Best.IsCompleted),
            viewer.Reports.Count == 0 ? null : TeamTotals.Of(viewer.Reports, advised, today),
            [.. NearPass.Of(editions).Where(near => viewer.MaySee(near.PersonId) && !IsSame(near.PersonId, me.UserPrincipalName))],
            editions.Where(edition => !edition.HasEnded).SelectMany(edition => edition.Lapsing).OrderBy(each => each.LastDay)
                .FirstOrDefault(each => viewer.MaySee(each.Person.UserPrincipalName)));
    }

    internal static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Somebody who is one pass away from counting for the next level of a competency.</summary>
/// <param name="ItemIds">Any one of these is enough.</param>
public sealed record NearPass(string PersonId, Edition Edition, CompetencyProgress Competency, ImmutableArray<string> ItemIds)
{
    /// <summary>Those first where the fewest passes are missing. Where figures alone are missing nobody is near: one more who counts would change nothing.</summary>
    public static IEnumerable<NearPass> Of(IEnumerable<EditionProgress> editions) =>
        from edition in editions
        from contributors in edition.Contributors
        let row = edition.Competencies.First(each => each.Competency.Id == contributors.Competency.Id)
        where row.Next is { NewExams: > 0 } next && next.Level == contributors.Level
        orderby row.IsNear descending, row.Next!.NewExams
        from away in contributors.OneAway
        select new NearPass(away.PersonId, edition.Edition, row, away.ItemIds);
}
