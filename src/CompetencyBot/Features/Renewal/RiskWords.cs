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
            RiskCauseKind.Figure => Language.Format(
                IsScored(edition, cause) ? Texts.CausePoints : Texts.CauseFigure, Phrases.Metric(edition, cause.Metric!), Phrases.Date(cause.On)),
            _ => throw new InvalidOperationException($"Unknown cause {cause.Kind}."),
        };
    }

    private static bool IsScored(Edition edition, RiskCause cause) => edition.Competencies.SelectMany(competency => competency.Paths)
        .Where(path => path.Id == cause.PathId)
        .SelectMany(path => path.Levels)
        .SelectMany(level => level.Requirements)
        .All(requirement => requirement is ScoreRequirement);
}
