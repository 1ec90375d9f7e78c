using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.Progress;

/// <summary>What does not count since accounts are not linked, and what will once Partner Center confirms it. Counts only: it is read in channels too.</summary>
internal static class UncountedLines
{
    public static IEnumerable<CardElement> Of(EditionProgress progress)
    {
        if (progress.Uncounted is { Passes: > 0 } lost)
            yield return CardParts.Subtle((lost.Passes, lost.People) switch
            {
                (1, _) => Texts.OnePassUncounted,
                (_, 1) => Language.Format(Texts.PassesUncountedOfOne, lost.Passes),
                _ => Language.Format(Texts.PassesUncounted, lost.Passes, lost.People),
            });
        if (progress.Expected is { Passes: > 0 } expected)
            yield return CardParts.Subtle((expected.Passes, expected.People) switch
            {
                (1, _) => Texts.OnePassExpected,
                (_, 1) => Language.Format(Texts.PassesExpectedOfOne, expected.Passes),
                _ => Language.Format(Texts.PassesExpected, expected.Passes, expected.People),
            });
        if (!progress.OnceConfirmed.IsEmpty)
            yield return CardParts.Subtle(Language.Format(Texts.OnceConfirmed, string.Join(
                Texts.ListSeparator,
                progress.OnceConfirmed.Select(each => Language.Format(
                    Texts.CountsForLevel, Phrases.NameOf(each.Competency.Names), Phrases.Of(each.After!.Value))))));
    }
}
