using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.Renewal.Answering;

/// <summary>Asks until when a warning is to be put off.</summary>
internal static class SnoozeForm
{
    public const string LengthInput = "length";
    public const string DayInput = "day";

    public const string Day = "1d";
    public const string Week = "1w";
    public const string Until = "until";

    /// <param name="fault">What is wrong with what was filled in; null = nothing was yet.</param>
    public static Reply For(Pressed pressed, string? fault) => new(RenewalTexts.SnoozeTitle, CardParts.Card(
        [
            CardParts.Heading(RenewalTexts.SnoozeTitle),
            new TextBlock(RenewalTexts.SnoozeMeans),
            .. FormParts.Fault(fault),
            new ChoiceSetInput(
                RenewalTexts.SnoozeLabel,
                [new Choice(RenewalTexts.SnoozeDay, Day), new Choice(RenewalTexts.SnoozeWeek, Week), new Choice(RenewalTexts.SnoozeUntil, Until)])
            {
                Id = LengthInput,
                Value = pressed.Request.Text(LengthInput) ?? Day,
                IsRequired = true,
                ErrorMessage = RenewalTexts.SnoozeChoose,
                Style = "expanded",
            },
            new DateInput(RenewalTexts.SnoozeDayLabel)
            {
                Id = DayInput,
                Min = Phrases.ShortDate(pressed.State.Today.AddDays(1)),
                Value = pressed.Request.Text(DayInput),
                ErrorMessage = Language.Format(RenewalTexts.SnoozeNoDay, RiskAnswers.MostDaysOff),
            },
        ],
        RenewalTexts.SnoozeTitle,
        new ExecuteAction(RenewalTexts.ButtonSave, RenewalCommand.SnoozedVerb, pressed.Data),
        FormParts.Back(pressed)));
}
