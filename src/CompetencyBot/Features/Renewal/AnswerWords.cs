using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal;

/// <summary>What people said to a risk.</summary>
internal static class AnswerWords
{
    public static IEnumerable<CardElement> Of(WatchedRisk risk, PeopleShown people)
    {
        if (risk is { AcknowledgedBy: { } by, AcknowledgedAt: { } at })
            yield return Line(Language.Format(RenewalTexts.AcknowledgedBy, people.NameOrSomebody(by), Phrases.Date(DateOnly.FromDateTime(at.UtcDateTime))));
        if (risk is { AssignedTo: { } to, Assignment: { } state })
            yield return Line(Language.Format(Format(state), people.NameOrSomebody(to), Due(risk)));
    }

    private static string Format(AssignmentState state) => state switch
    {
        AssignmentState.Offered => RenewalTexts.AssignedTo,
        AssignmentState.Accepted => RenewalTexts.AcceptedBy,
        _ => RenewalTexts.DeclinedBy,
    };

    private static string Due(WatchedRisk risk) => risk.AssignmentDueOn is { } day ? Phrases.Date(day) : RenewalTexts.NoDueDate;

    private static TextBlock Line(string text) => new($"✔ {text}") { Spacing = "Small", Weight = "Bolder" };
}
