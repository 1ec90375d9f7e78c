using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <summary>Tells admins that one person has proved an account which the people file gives to another.</summary>
internal static class TwoPeopleCard
{
    public static (string Title, AdaptiveCard Card) For(
        PersonRecord proved, PersonRecord colleague, string address, DataAtHand data, IEnumerable<CardElement> dateLines)
    {
        var (one, other) = (Phrases.Name(proved.DisplayName), Phrases.Name(colleague.DisplayName));
        return (AssociationTexts.TwoPeopleTitle, CardParts.Card(
            [
                CardParts.Heading(AssociationTexts.TwoPeopleTitle),
                .. dateLines,
                new Container([new TextBlock(AssociationCards.By(AssociationTexts.TwoPeople, data.Source, one, other, MaskedAddress.OnCard(address)))]) { Style = "warning" },
                new TextBlock(Language.Format(AssociationTexts.TwoPeopleNext, one, other)),
            ],
            AssociationTexts.TwoPeopleTitle));
    }
}
