using CompetencyBot.BotFramework.Cards;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Conversation;
using CompetencyBot.Features.Renewal.Watching;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal.Answering;

/// <summary>Asks somebody to see to a risk.</summary>
internal static class AssignmentCard
{
    /// <summary>In the language of whoever is asked, with the names that they may see.</summary>
    public static OutboundActivity Question(Guid message, WatchedRisk risk, Recipient to, Pressed pressed)
    {
        using var language = Language.Use(to.Locale);
        var people = new PeopleShown(pressed.State.Evidence, to.AsReader);
        var title = Language.Format(RenewalTexts.AssignmentTitle, RiskTitle.Of(risk, pressed.State.Editions));
        // Whoever asks is no secret to whoever is asked.
        var asker = pressed.State.Evidence.FindByWorkAddress(pressed.By)?.DisplayName ?? pressed.By;
        var due = risk.AssignmentDueOn is { } day
            ? Language.Format(RenewalTexts.AssignmentAskedUntil, Phrases.Name(asker), Phrases.Date(day))
            : Language.Format(RenewalTexts.AssignmentAsked, Phrases.Name(asker));
        return CardParts.Card(
            [CardParts.Heading(title), new TextBlock(due), Section(risk, pressed.State, people)],
            title,
            [
                new ExecuteAction(RenewalTexts.ButtonAccept, RenewalCommand.AcceptVerb, WarningCard.Data(message, risk.Id)),
                new ExecuteAction(RenewalTexts.ButtonDecline, RenewalCommand.DeclineVerb, WarningCard.Data(message, risk.Id)),
                .. Questions(message, risk),
            ]).ToActivity(title);
    }

    public static AdaptiveCard Answered(Pressed pressed, WatchedRisk risk, string text, IReadOnlyList<CardElement> dateLines) => CardParts.Card(
        [
            CardParts.Heading(RiskTitle.Of(risk, pressed.State.Editions)),
            .. dateLines,
            new TextBlock($"✔ {text}") { Weight = "Bolder" },
            Section(risk, pressed.State, pressed.People),
        ],
        text,
        [.. Questions(pressed.Warning.Id, risk)]);

    private static Container Section(WatchedRisk risk, RenewalState state, PeopleShown people) =>
        RiskSection.Of(new WarningEntry(risk, NoticeReason.Assignment, null, risk.FoundAt), state, people, Detail.Full);

    private static IEnumerable<CardAction> Questions(Guid message, WatchedRisk risk) =>
    [
        ButtonPress.Keeping(new ExecuteAction(RenewalTexts.ButtonWhy, RenewalCommand.WhyVerb, WarningCard.Data(message, risk.Id))),
        ButtonPress.Keeping(new ExecuteAction(RenewalTexts.ButtonCure, RenewalCommand.CureVerb, WarningCard.Data(message, risk.Id))),
    ];
}
