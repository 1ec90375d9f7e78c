using System.Collections.Immutable;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Progress;

/// <summary>What changed since the month before. Counts only: it is read in channels too.</summary>
internal static class ChangeLines
{
    public static TextBlock Of(EvidenceChange change) => CardParts.Subtle(change.IsNothing
        ? Language.Format(ProgressTexts.NoChangeSince, Phrases.Date(change.Since))
        : Language.Format(ProgressTexts.ChangeSince, Phrases.Date(change.Since), string.Join(" · ", Parts(change))));

    /// <summary>Of one competency its level alone.</summary>
    public static TextBlock Of(EvidenceChange change, string competencyId) =>
        CardParts.Subtle(change.Levels.FirstOrDefault(level => level.Competency.Id == competencyId) is { } level
            ? Language.Format(ProgressTexts.ChangeSince, Phrases.Date(change.Since), Level(level))
            : Language.Format(ProgressTexts.SameLevelSince, Phrases.Date(change.Since)));

    private static IEnumerable<string> Parts(EvidenceChange change) =>
    [
        .. change.Levels.Select(Level),
        .. Count(change.NewPasses, ProgressTexts.OneNewPass, ProgressTexts.NewPasses),
        .. Count(change.NewlyLinked, ProgressTexts.OneNewlyLinked, ProgressTexts.NewlyLinked),
        .. Count(change.Lapsed, ProgressTexts.OneLapsed, ProgressTexts.Lapsed),
    ];

    private static string Level(LevelChange change) => Language.Format(
        change.IsRise ? ProgressTexts.LevelRose : change.After is null ? ProgressTexts.LevelLostAll : ProgressTexts.LevelFell,
        Phrases.NameOf(change.Competency.Names),
        change.After is { } after ? Phrases.Of(after) : null);

    private static ImmutableArray<string> Count(int count, string one, string several) =>
        count switch { 0 => [], 1 => [one], _ => [Language.Format(several, count)] };
}
