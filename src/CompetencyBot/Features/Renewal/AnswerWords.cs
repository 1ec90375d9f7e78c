using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Features.Renewal.Watching;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal;

/// <summary>What people said to a risk.</summary>
internal static class AnswerWords
{
    public static IEnumerable<CardElement> Of(WatchedRisk risk, RenewalState state, PeopleShown people)
    {
        if (risk is { AcknowledgedBy: { } by, AcknowledgedAt: { } at })
            yield return Line(Language.Format(RenewalTexts.AcknowledgedBy, people.NameOrSomebody(by), Phrases.Date(state.DayOf(at))));
        if (risk is { AssignedTo: { } to, Assignment: { } assignment })
            yield return Line(Language.Format(Format(assignment), people.NameOrSomebody(to), Due(risk)));
    }

    private static string Format(AssignmentState assignment) => assignment switch
    {
        AssignmentState.Offered => RenewalTexts.AssignedTo,
        AssignmentState.Accepted => RenewalTexts.AcceptedBy,
        _ => RenewalTexts.DeclinedBy,
    };

    private static string Due(WatchedRisk risk) => risk.AssignmentDueOn is { } day ? Phrases.Date(day) : RenewalTexts.NoDueDate;

    private static TextBlock Line(string text) => new($"✔ {text}") { Spacing = "Small", Weight = "Bolder" };
}
