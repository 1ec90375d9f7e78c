using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Features.Renewal.Watching;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal;

/// <summary>One risk out of a message that warns of several.</summary>
internal static class RiskCard
{
    public static AdaptiveCard For(Warning warning, WarningEntry entry, RenewalState state, PeopleShown people, IEnumerable<CardElement> dateLines)
    {
        var title = LeaverWords.Title(entry.Risk, people) ?? RiskTitle.Of(entry.Risk, state.Editions);
        return CardParts.Card(
            [CardParts.Heading(title), .. dateLines, RiskSection.Of(entry, state, people, Detail.Full)],
            title,
            [
                .. entry.Risk.ResolvedAt is null ? Buttons(warning.Id, entry.Risk) : [],
                .. warning.Entries.Count > 1
                    ? [new ExecuteAction(RenewalTexts.ButtonBack, RenewalCommand.WarningVerb, WarningCard.Data(warning.Id, []))]
                    : (IEnumerable<CardAction>)[],
            ]);
    }

    /// <summary>What can be said to one risk, or asked about it.</summary>
    public static IEnumerable<CardAction> Buttons(Guid message, WatchedRisk risk) =>
    [
        new ExecuteAction(RenewalTexts.ButtonAcknowledge, RenewalCommand.AcknowledgeVerb, WarningCard.Data(message, risk.Id)),
        new ExecuteAction(RenewalTexts.ButtonSnooze, RenewalCommand.SnoozeVerb, WarningCard.Data(message, risk.Id)),
        new ExecuteAction(RenewalTexts.ButtonAssign, RenewalCommand.AssignVerb, WarningCard.Data(message, risk.Id)),
        ButtonPress.Keeping(new ExecuteAction(RenewalTexts.ButtonWhy, RenewalCommand.WhyVerb, WarningCard.Data(message, risk.Id))),
        ButtonPress.Keeping(new ExecuteAction(RenewalTexts.ButtonCure, RenewalCommand.CureVerb, WarningCard.Data(message, risk.Id))),
    ];
}
