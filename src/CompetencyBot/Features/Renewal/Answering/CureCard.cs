using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal.Answering;

/// <summary>Answers "what would cure it?".</summary>
internal static class CureCard
{
    public static Reply For(Pressed pressed, IEnumerable<CardElement> dateLines)
    {
        var title = Language.Format(RenewalTexts.CureTitle, pressed.Risks.Count == 1 ? RiskTitle.Of(pressed.Risks[0], pressed.State.Editions) : Texts.RenewalTitle);
        return new Reply(title, CardParts.Card(
            [CardParts.Heading(title), .. dateLines, .. pressed.Risks.SelectMany(risk => Lines(risk, pressed))],
            title,
            [.. Ways(pressed)]));
    }

    private static IEnumerable<CardElement> Lines(WatchedRisk risk, Pressed pressed)
    {
        var outlook = pressed.State.OutlookOf(risk.EditionId);
        if (pressed.State.LeaverOf(risk) is { } leaver)
            return LeaverWords.Cures(leaver, pressed.State, pressed.People);
        if (outlook is null || risk.Kind != RiskKind.Eligibility)
            return [new TextBlock(Text(risk))];
        if (outlook.Followed.Edition.HasEnded(pressed.State.Today))
            return [new TextBlock(RenewalTexts.CureEnded)];
        if (pressed.State.ForecastOf(risk) is { } forecast)
            return RenewalCard.Cures(outlook, forecast, pressed.People);
        return pressed.State.LostOf(risk) is { } lost
            ? RenewalCard.LostLines(outlook, lost, pressed.People)
            : [new TextBlock(RenewalTexts.NotFoundAnyMore)];
    }

    /// <summary>The ways to the level as the command for them shows them.</summary>
    private static IEnumerable<CardAction> Ways(Pressed pressed) =>
        pressed.Risks is [{ Kind: RiskKind.Eligibility, CompetencyId: { } competency }]
            ? [CardParts.ShowCompetency(Texts.ButtonProgress, competency)]
            : [];

    private static string Text(WatchedRisk risk) => risk.Kind switch
    {
        RiskKind.Deadline => RenewalTexts.CureDeadline,
        RiskKind.KeyPerson => RenewalTexts.CureKeyPerson,
        RiskKind.StaleData => DataWords.OriginIn(risk.Key) switch
        {
            DataOrigin.Insights => EvidenceTexts.CureStaleInsights,
            DataOrigin.Directory => EvidenceTexts.CureStaleDirectory,
            _ => RenewalTexts.CureStaleData,
        },
        RiskKind.FewAdmins => RenewalTexts.CureFewAdmins,
        RiskKind.Unheard => RenewalTexts.CureUnheard,
        _ => RenewalTexts.NotFoundAnyMore,
    };
}
