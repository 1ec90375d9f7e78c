using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <summary>Tells somebody that the association they reported is not seen in time, and what to check; or, where the data cannot show it, that these are too old.</summary>
internal static class MissedCard
{
    public static (string Title, AdaptiveCard Card) For(MissedView view, IEnumerable<CardElement> dateLines) => (
        AssociationTexts.MissedTitle,
        CardParts.Card(
            [
                CardParts.Heading(AssociationTexts.MissedTitle),
                .. dateLines,
                new TextBlock(Language.Format(
                    AssociationTexts.Missed, Phrases.Date(view.ReportedOn), MaskedAddress.OnCard(view.Address), Phrases.Wait(view.Wait))),
                .. view.IsDataOlder ? (IEnumerable<CardElement>)[new TextBlock(Older(view))] : Checks(view),
                .. view.ReadAt is { } read ? (IEnumerable<CardElement>)[CardParts.Subtle(Language.Format(AssociationTexts.MissedLastRead, Phrases.DateAndTime(read, view.Zone)))] : [],
                new TextBlock(AssociationTexts.MissedGoesOn),
            ],
            AssociationTexts.MissedTitle,
            AssociationCards.ToLink,
            AssociationCards.ToStatus,
            new OpenUrlAction(Texts.ButtonOpenPartnerCenter, view.Dashboard)));

    private static string Older(MissedView view) =>
        view.DataOn is { } day ? Language.Format(AssociationTexts.MissedDataOlder, Phrases.Date(day)) : AssociationTexts.MissedNoData;

    private static IEnumerable<CardElement> Checks(MissedView view) =>
    [
        CardParts.Subheading(AssociationTexts.MissedChecks),
        .. CardParts.Bullets(
        [
            view.Other is { } other
                ? Language.Format(AssociationTexts.MissedOtherSeen, MaskedAddress.OnCard(other), MaskedAddress.OnCard(view.Address))
                : Language.Format(AssociationTexts.MissedOther, MaskedAddress.OnCard(view.Address)),
            AssociationTexts.MissedTwoIds,
            AssociationTexts.MissedNotAskedFor,
        ]),
    ];
}
