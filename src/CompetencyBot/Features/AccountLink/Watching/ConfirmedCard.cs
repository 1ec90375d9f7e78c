using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <summary>Tells somebody that their account is associated, and what now counts for what.</summary>
internal static class ConfirmedCard
{
    /// <summary>Keeps the card below 25 KB; nobody holds more that counts.</summary>
    private const int MostItems = 20;

    public static (string Title, AdaptiveCard Card) For(ConfirmedView view, IEnumerable<CardElement> dateLines) => (
        AssociationTexts.ConfirmedTitle,
        CardParts.Card(
            [
                CardParts.Heading(AssociationTexts.ConfirmedTitle),
                .. dateLines,
                new Container([new TextBlock(AssociationCards.By(AssociationTexts.Confirmed, view.Source, MaskedAddress.OnCard(view.Address))), new TextBlock(Counts(view))]) { Style = "good" },
                .. Completed(view),
                CardParts.Subheading(AssociationTexts.WhatCounts),
                .. Held(view),
            ],
            AssociationTexts.ConfirmedTitle,
            AssociationCards.ToStatus));

    private static string Counts(ConfirmedView view) =>
        view.CountsFrom > view.Today ? Language.Format(AssociationTexts.CountsFrom, Phrases.Date(view.CountsFrom)) : AssociationTexts.CountsNow;

    private static IEnumerable<CardElement> Completed(ConfirmedView view) => view.Completed.IsEmpty
        ? []
        : [new TextBlock($"★ {Language.Format(AssociationTexts.Completed, UseWords.Of(view.Completed))}")];

    private static IEnumerable<CardElement> Held(ConfirmedView view)
    {
        if (view.Held.IsEmpty)
            yield return new TextBlock(AssociationTexts.NothingCounts);
        foreach (var held in view.Held.Take(MostItems))
            yield return UseWords.Of(held, view.Uses);
        if (view.Held.Length > MostItems)
            yield return CardParts.Subtle(Language.Format(Texts.MoreItems, view.Held.Length - MostItems));
    }
}
