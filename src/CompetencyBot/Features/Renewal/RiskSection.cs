using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Features.Renewal.Watching;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal;

/// <summary>One risk on a card: what it is, why it is told now, what to do, and what was said to it.</summary>
internal static class RiskSection
{
    /// <param name="together">What is open in the same message, so that nothing is told twice.</param>
    public static Container Of(WarningEntry entry, RenewalState state, PeopleShown people, Detail detail, params IReadOnlyCollection<WatchedRisk> together)
    {
        var risk = entry.Risk;
        if (risk.ResolvedAt is not null || entry.Reason == NoticeReason.Resolved)
            return Ended(entry, state, people);
        return new Container([CardParts.Subtle(WhyNow.Of(entry, state)), .. Lines(risk, state, people, detail, together), .. AnswerWords.Of(risk, state, people)])
        {
            Style = risk.Kind is RiskKind.Eligibility or RiskKind.Deadline || risk is { Kind: RiskKind.Leaver, BreaksOn: not null } ? "attention" : "warning",
            Spacing = "Medium",
        };
    }

    private static Container Ended(WarningEntry entry, RenewalState state, PeopleShown people)
    {
        var isMended = state.IsMended(entry.Risk);
        var day = Phrases.Date(state.DayOf(entry.Risk.ResolvedAt ?? entry.At));
        return new Container(
        [
            Title(Language.Format(isMended ? RenewalTexts.TitleResolved : RenewalTexts.TitleOver, RiskTitle.Of(entry.Risk, state.Editions))),
            CardParts.Subtle(Language.Format(isMended ? RenewalTexts.ResolvedOn : OverOn(entry.Risk), day)),
            .. isMended && entry.Risk.Kind == RiskKind.Leaver ? LeaverWords.Back(entry.Risk, state, people) : [],
        ])
        { Style = isMended ? "good" : "emphasis", Spacing = "Medium" };
    }

    private static string OverOn(WatchedRisk risk) => risk.Kind == RiskKind.Leaver ? LeaverTexts.OverOn : RenewalTexts.OverOn;

    private static IEnumerable<CardElement> Lines(
        WatchedRisk risk, RenewalState state, PeopleShown people, Detail detail, IReadOnlyCollection<WatchedRisk> together) => risk.Kind switch
    {
        RiskKind.Eligibility => Eligibility(risk, state, people, detail),
        RiskKind.Leaver when state.LeaverOf(risk) is { } leaver => LeaverWords.Of(leaver, state, people, detail, together),
        RiskKind.Leaver => [Title(RiskTitle.Of(risk, state.Editions)), new TextBlock(RenewalTexts.NotFoundAnyMore) { Spacing = "Small" }],
        RiskKind.Deadline => [Title(RiskTitle.Of(risk, state.Editions)), new TextBlock(DeadlineWords.Of(risk, state)) { Spacing = "Small" }],
        RiskKind.KeyPerson => KeyPerson(risk, state, people),
        RiskKind.StaleData => [Title(RiskTitle.Of(risk, state.Editions)), .. Stale(risk, state)],
        RiskKind.FewAdmins => [Title(RiskTitle.Of(risk, state.Editions)), new TextBlock(RenewalTexts.FewAdminsMeans) { Spacing = "Small" }],
        RiskKind.Unheard => [Title(RiskTitle.Of(risk, state.Editions)), new TextBlock(Language.Format(RenewalTexts.UnheardMeans, risk.CompetencyId is null ? Texts.RenewalTitle : RiskTitle.LevelOf(risk, state.Editions))) { Spacing = "Small" }],
        _ => throw new InvalidOperationException($"No words for {risk.Kind}."),
    };

    private static IEnumerable<CardElement> Eligibility(WatchedRisk risk, RenewalState state, PeopleShown people, Detail detail)
    {
        if (state.ForecastOf(risk) is { } forecast)
            return RenewalCard.RiskLines(state.OutlookOf(risk.EditionId)!, forecast, people, withCures: detail == Detail.Full);
        if (state.LostOf(risk) is { } lost)
            return RenewalCard.LostLines(state.OutlookOf(risk.EditionId)!, lost, people);
        return [Title(RiskTitle.Of(risk, state.Editions)), new TextBlock(RenewalTexts.NotFoundAnyMore) { Spacing = "Small" }];
    }

    private static IEnumerable<CardElement> Stale(WatchedRisk risk, RenewalState state)
    {
        var origin = DataWords.OriginIn(risk.Key);
        yield return new TextBlock(origin switch
        {
            DataOrigin.Insights => EvidenceTexts.StaleInsightsMeans,
            DataOrigin.Directory => EvidenceTexts.StaleDirectoryMeans,
            _ => RenewalTexts.StaleDataMeans,
        })
        { Spacing = "Small" };
        foreach (var line in CardParts.Bullets(state.Evidence.Age.Stale.Where(part => part.Origin == origin).Select(part => DataWords.Of(part, state.DayOf(part.AsOf)))))
            yield return line;
    }

    private static IEnumerable<CardElement> KeyPerson(WatchedRisk risk, RenewalState state, PeopleShown people)
    {
        var held = state.OutlookOf(risk.EditionId) is { } outlook
            ? state.KeyPeopleOf(outlook.Followed).FirstOrDefault(level => level.Competency.Id == risk.CompetencyId && level.Level == risk.Level)
            : null;
        yield return Title(RiskTitle.Of(risk, state.Editions));
        if (held is not null && KeyPeopleWords.Of(held, people) is { } rests)
            yield return new TextBlock($"• {rests}") { Spacing = "Small" };
    }

    private static TextBlock Title(string text) => new(text) { Weight = "Bolder", Spacing = "Small" };
}
