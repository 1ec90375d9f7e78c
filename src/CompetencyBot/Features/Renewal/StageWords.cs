using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Renewal;

/// <summary>How many levels are at which stage, in the words of the programme.</summary>
internal static class StageWords
{
    public static string Summary(RenewalOutlook outlook) => Language.Format(
        outlook.Followed.Edition.Programme == Programme.SolutionsPartner ? Texts.StagesOfDesignations : Texts.StagesOfLevels,
        Count(outlook, Stage.Active),
        Count(outlook, Stage.AtRisk),
        Count(outlook, Stage.Qualified),
        Count(outlook, Stage.Started));

    private static int Count(RenewalOutlook outlook, Stage stage) => outlook.Stages.Count(each => each.Stage == stage);
}
