using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.Renewal.Answering;

/// <summary>Asks who is to see to a warning, and until when.</summary>
internal static class AssignForm
{
    public const string PersonInput = "person";
    public const string DueInput = "due";

    /// <param name="fault">What is wrong with what was filled in; null = nothing was yet.</param>
    public static Reply For(Pressed pressed, string? fault) => new(RenewalTexts.AssignTitle, CardParts.Card(
        [
            CardParts.Heading(RenewalTexts.AssignTitle),
            new TextBlock(RenewalTexts.AssignMeans),
            .. FormParts.Fault(fault),
            new TextInput(RenewalTexts.AssignPersonLabel)
            {
                Id = PersonInput,
                Placeholder = RenewalTexts.AssignPersonHint,
                Value = pressed.Request.Text(PersonInput),
                MaxLength = 200,
                IsRequired = true,
                ErrorMessage = RenewalTexts.AssignNobody,
            },
            new DateInput(RenewalTexts.AssignDueLabel)
            {
                Id = DueInput,
                Min = Phrases.ShortDate(pressed.State.Today),
                Value = pressed.Request.Text(DueInput),
                ErrorMessage = RenewalTexts.AssignDueWrong,
            },
        ],
        RenewalTexts.AssignTitle,
        new ExecuteAction(RenewalTexts.ButtonAssignSave, RenewalCommand.AssignedVerb, pressed.Data),
        FormParts.Back(pressed)));
}
