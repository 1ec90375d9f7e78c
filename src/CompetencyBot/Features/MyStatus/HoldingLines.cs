using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.MyStatus;

/// <summary>
/// What somebody holds and what each counts for. A long list, and what does not count with the reasons, is folded away behind a line that opens it, so that the card
/// stays readable on a phone.
/// </summary>
internal static class HoldingLines
{
    /// <summary>Shown at once.</summary>
    private const int FirstItems = 6;

    /// <summary>Folded away of each kind, so that the card stays below 25 KB.</summary>
    private const int MostItems = 8;

    public static IEnumerable<CardElement> Of(MyStatusView view)
    {
        HeldItem[] counting = [.. view.Held.Where(Counts)], others = [.. view.Held.Where(held => !Counts(held))];
        yield return CardParts.Subheading(StatusTexts.CountingTitle);
        if (view.Held.IsEmpty)
            yield return new TextBlock(Texts.HoldNothing);
        else if (counting.Length == 0)
            yield return new TextBlock(StatusTexts.NothingCounts);
        foreach (var held in counting.Take(FirstItems))
            yield return UseWords.Of(held, view.Uses);
        foreach (var line in Folded("more", Language.Format(StatusTexts.MoreCounting, counting.Length - FirstItems), [.. counting.Skip(FirstItems)], view))
            yield return line;
        var title = others.Length == 1 ? StatusTexts.NotCountedOne : Language.Format(StatusTexts.NotCountedSeveral, others.Length);
        foreach (var line in Folded("others", title, others, view))
            yield return line;
    }

    /// <summary>Also what only waits for the account: it is nobody's fault but a step that is told above.</summary>
    private static bool Counts(HeldItem held) => held.Standing is ItemStanding.Counts or ItemStanding.Waiting or ItemStanding.NotAssociated;

    private static IEnumerable<CardElement> Folded(string id, string title, HeldItem[] items, MyStatusView view)
    {
        if (items.Length == 0)
            yield break;
        yield return new Container([new TextBlock(title) { Weight = "Bolder" }])
        {
            Separator = true,
            SelectAction = new ToggleVisibilityAction(title, [id]),
        };
        yield return new Container(
        [
            .. items.Take(MostItems).Select(held => UseWords.Of(held, view.Uses)),
            .. items.Length > MostItems ? (CardElement[])[CardParts.Subtle(Language.Format(Texts.MoreItems, items.Length - MostItems))] : [],
        ])
        { Id = id, IsVisible = false };
    }
}
