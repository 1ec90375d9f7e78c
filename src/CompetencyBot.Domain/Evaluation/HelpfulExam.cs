using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Something that one person could pass, and the levels that it would bring nearer.</summary>
/// <param name="Levels">The nearest first; at least one.</param>
public sealed record HelpfulExam(Item Item, ImmutableArray<NearerLevel> Levels)
{
    public NearerLevel Best => Levels[0];

    /// <summary>Last day on which it can be passed so that it counts; null when nothing ends it.</summary>
    public DateOnly? LastDay => new[] { Item.Retires, Item.AcceptedUntil }.Min();

    /// <summary>
    /// Everything by whose pass the person would help, the most helpful first. What brings no level nearer is not there, nor what can no longer be passed.
    /// <para>
    /// What helps more is compared by the nearest level of each exam: first those whose figures are met, since no exam makes up for a figure; then the fewest
    /// passes that the level still lacks afterwards, 0 = it is complete and nobody else need do anything; then what builds on something that the person holds;
    /// then the higher level. Where that is equal, the exam that can be passed longer comes first, then the one that serves more levels, then the order of the catalogue.
    /// </para>
    /// The person is looked at as if their account counted, since linking it costs no exam. Empty for somebody who has left; editions that have ended ask for nothing.
    /// </summary>
    /// <param name="followed">The editions with the evidence matched to each. An item that several ask for is there once.</param>
    /// <exception cref="ArgumentException">The evidence has no such person.</exception>
    public static ImmutableArray<HelpfulExam> Of(IEnumerable<(Edition Edition, MatchedEvidence Evidence)> followed, DateOnly date, string personId)
    {
        ArgumentNullException.ThrowIfNull(followed);
        var exams =
            from edition in followed
            where !edition.Edition.HasEnded(date)
            from nearer in NearerLevel.Of(edition.Edition, edition.Evidence, date, personId)
            group nearer.Level by nearer.ItemId into levels
            select new HelpfulExam(levels.First().Edition.Items[levels.Key], [.. NearestFirst(levels, level => level)]);
        return
        [
            .. NearestFirst(exams, exam => exam.Best)
                .ThenByDescending(exam => exam.LastDay ?? DateOnly.MaxValue)
                .ThenByDescending(exam => exam.Levels.Length),
        ];
    }

    private static IOrderedEnumerable<T> NearestFirst<T>(IEnumerable<T> all, Func<T, NearerLevel> levelOf) => all
        .OrderBy(each => levelOf(each).FiguresOpen)
        .ThenBy(each => levelOf(each).Further)
        .ThenByDescending(each => levelOf(each).BuildsOnHeld)
        .ThenByDescending(each => levelOf(each).Level);
}
