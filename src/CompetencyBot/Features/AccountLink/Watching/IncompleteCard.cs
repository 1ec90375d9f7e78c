using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <summary>Tells admins that the data would end so many confirmed associations at once that they were not believed.</summary>
internal static class IncompleteCard
{
    public static (string Title, AdaptiveCard Card) For(AssociationSteps steps, DataAtHand data, IEnumerable<CardElement> dateLines) => (
        AssociationTexts.IncompleteTitle,
        CardParts.Card(
            [
                CardParts.Heading(AssociationTexts.IncompleteTitle),
                .. dateLines,
                new Container([new TextBlock(AssociationCards.By(AssociationTexts.Incomplete, data.Source, steps.Ends, steps.Confirmed))]) { Style = "warning" },
                new TextBlock(AssociationTexts.IncompleteNext),
            ],
            AssociationTexts.IncompleteTitle));
}
