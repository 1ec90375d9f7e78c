using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <summary>Tells somebody that the account they had proved is not theirs for the organisation any more, what that means, and how to link again.</summary>
internal static class EndedCard
{
    public static (string Title, AdaptiveCard Card) For(
        LinkEnd why, LinkedAccount link, PersonRecord person, DataAtHand data, IEnumerable<CardElement> dateLines)
    {
        var account = MaskedAddress.OnCard(link.Address);
        var other = person.MicrosoftAccount is { } known ? MaskedAddress.OnCard(known) : "";
        var (title, what, next) = why switch
        {
            LinkEnd.OtherAccount => (AssociationTexts.OtherAccountTitle, AssociationTexts.OtherAccount, AssociationTexts.OtherAccountNext),
            LinkEnd.OfColleague => (AssociationTexts.OfColleagueTitle, AssociationTexts.OfColleague, AssociationTexts.OfColleagueNext),
            LinkEnd.NoMore => (AssociationTexts.NoMoreTitle, AssociationTexts.NoMore, AssociationTexts.NoMoreNext),
            _ => throw new InvalidOperationException($"No data say {why}."),
        };
        return (title, CardParts.Card(
            [
                CardParts.Heading(title),
                .. dateLines,
                new Container([new TextBlock(AssociationCards.By(what, data.Source, account, other))]) { Style = "warning" },
                new TextBlock(Language.Format(next, account, other)),
            ],
            title,
            AssociationCards.ToLink,
            AssociationCards.ToStatus));
    }
}
