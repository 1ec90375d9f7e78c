using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Progress;

/// <summary>What is expected of one competency once Partner Center's data confirm the accounts that people have reported as associated.</summary>
/// <param name="Passes">Theirs that the competency asks for; a person and item count once. At least one.</param>
/// <param name="People">Ids of those who hold them.</param>
/// <param name="Level">The highest level then, where it is higher than today's.</param>
/// <param name="Levels">The levels of paths that will differ.</param>
public sealed record ExpectedHere(int Passes, ImmutableArray<string> People, Level? Level, ImmutableArray<LevelDifference> Levels)
{
    /// <returns>Null when nothing that is reported belongs here.</returns>
    public static ExpectedHere? Of(FollowedEdition followed, Competency competency, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(followed);
        ArgumentNullException.ThrowIfNull(competency);
        if (followed.OnceConfirmed(today) is not { } answer)
            return null;
        var asked = ItemUse.In(followed.Edition).Where(uses => uses.Any(use => use.Competency.Id == competency.Id)).Select(uses => uses.Key).ToHashSet(StringComparer.Ordinal);
        var holders = (
            from person in followed.Matched.People
            where AccountStanding.Of(person, today).State == AccountState.Reported
            let passes = Counting.ItemsOf(person, followed.Edition, today).Count(held => held.Standing == ItemStanding.NotAssociated && asked.Contains(held.Item!.Id))
            where passes > 0
            select (person.Id, Passes: passes)).ToList();
        return holders.Count == 0 ? null : new ExpectedHere(
            holders.Sum(holder => holder.Passes),
            [.. holders.Select(holder => holder.Id)],
            answer.Competencies.FirstOrDefault(difference => difference.Competency.Id == competency.Id)?.After,
            [.. answer.Levels.Where(difference => difference.Competency.Id == competency.Id)]);
    }

    /// <summary>The level of the path as it will be; null where it will be as it is.</summary>
    public LevelAttainment? Then(LevelAttainment level)
    {
        ArgumentNullException.ThrowIfNull(level);
        return Levels.FirstOrDefault(difference => difference.Path.Id == level.Path.Id && difference.Level == level.Level)?.After;
    }
}
