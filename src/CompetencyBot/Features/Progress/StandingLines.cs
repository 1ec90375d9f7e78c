using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Progress;

/// <summary>How the levels of a competency stand: the stage, what becomes of them until renewal, and on whom they rest.</summary>
internal static class StandingLines
{
    public static IEnumerable<CardElement> Of(CompetencyInsight insight, Programme programme, PeopleShown people) =>
        from stage in insight.Stages
        let known = stage.Stage
        where known is not null
        let held = insight.Held.FirstOrDefault(each => each.Level == stage.Level)
        let ahead = insight.Ahead.FirstOrDefault(each => each.Level == stage.Level)
        let parts = new[]
        {
            Language.Format(Texts.PassesOf, Phrases.Of(stage.Level), Words(known.Value, programme)),
            Ahead(ahead),
            held is null ? null : KeyPeopleWords.Of(held, people),
        }
        select (CardElement)new TextBlock(string.Join(" · ", parts.Where(part => part is not null)))
        {
            Spacing = "Small",
            Color = known == Stage.AtRisk ? "Attention" : null,
        };

    private static string Words(Stage stage, Programme programme) => (stage, programme) switch
    {
        (Stage.Started, Programme.Competencies) => Texts.StageStarted,
        (Stage.Started, _) => Texts.StageInProgress,
        (Stage.Qualified, _) => Texts.StageQualified,
        (Stage.Active, Programme.Competencies) => Texts.StageActive,
        (Stage.Active, _) => Texts.StageEnrolled,
        (Stage.AtRisk, Programme.Competencies) => Texts.StageAtRisk,
        (Stage.AtRisk, _) => Texts.StageRenewalDue,
        _ => throw new InvalidOperationException($"Unknown stage {stage}."),
    };

    private static string? Ahead(LevelForecast? ahead) =>
        ahead is { Holds: false, BreaksOn: { } day } ? Language.Format(Texts.WillNotHoldFrom, Phrases.Date(day)) : null;
}
