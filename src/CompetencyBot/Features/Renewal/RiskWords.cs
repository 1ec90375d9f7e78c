using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Renewal;

/// <summary>A cause in words.</summary>
public static class RiskWords
{
    public static string Of(RiskCause cause, Edition edition, PeopleShown people)
    {
        ArgumentNullException.ThrowIfNull(cause);
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(people);
        var lastDay = Phrases.Date(cause.On.AddDays(-1));
        return cause.Kind switch
        {
            RiskCauseKind.Lapse =>
                Language.Format(Texts.CauseLapse, people.NameOrSomebody(cause.PersonId!), edition.Items[cause.ItemId!].FullName(), lastDay),
            RiskCauseKind.NotAccepted => Language.Format(Texts.CauseNotAccepted, edition.Items[cause.ItemId!].FullName(), lastDay),
            // That somebody leaves is not for everybody to know.
            RiskCauseKind.Leaver when !people.MayName(cause.PersonId!) => Language.Format(Texts.CauseSomebody, Phrases.Date(cause.On)),
            RiskCauseKind.Leaver => Language.Format(Texts.CauseLeaver, people.NameOrSomebody(cause.PersonId!), Phrases.Date(cause.On)),
            RiskCauseKind.Figure => Language.Format(Texts.CauseFigure, Phrases.Metric(cause.Metric!), Phrases.Date(cause.On)),
            _ => throw new InvalidOperationException($"Unknown cause {cause.Kind}."),
        };
    }
}
