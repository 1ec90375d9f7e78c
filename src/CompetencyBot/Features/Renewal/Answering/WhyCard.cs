using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal.Answering;

/// <summary>Answers "why?": what changes, and what of each path is there on the day of the test.</summary>
internal static class WhyCard
{
    public static Reply For(Pressed pressed, IEnumerable<CardElement> dateLines)
    {
        var title = Language.Format(RenewalTexts.WhyTitle, pressed.Risks.Count == 1 ? RiskTitle.Of(pressed.Risks[0], pressed.State.Editions) : Texts.RenewalTitle);
        return new Reply(title, CardParts.Card(
            [CardParts.Heading(title), .. dateLines, .. pressed.Risks.SelectMany(risk => Lines(risk, pressed))], title));
    }

    private static IEnumerable<CardElement> Lines(WatchedRisk risk, Pressed pressed)
    {
        var outlook = pressed.State.OutlookOf(risk.EditionId);
        if (risk.Kind == RiskKind.Eligibility && outlook is not null && pressed.State.ForecastOf(risk) is { } forecast)
            return
            [
                .. RenewalCard.RiskLines(outlook, forecast, pressed.People, withCures: false),
                new TextBlock(Language.Format(RenewalTexts.WhyPaths, Phrases.Date(outlook.AtAnniversary!.Date))) { Spacing = "Medium" },
                .. CardParts.Bullets(outlook.AtAnniversary.LevelsOf(risk.CompetencyId!).Where(level => level.Level == risk.Level)
                    .Select(level => Path(level, outlook.Followed.Edition))),
            ];
        return pressed.State.LeaverOf(risk) is { } leaver
            ? [.. LeaverWords.Of(leaver, pressed.State, pressed.People, Detail.Brief, []), new TextBlock(LeaverTexts.Why)]
            : [new TextBlock(Text(risk, pressed))];
    }

    private static string Path(LevelAttainment level, Edition edition) => Language.Format(
        Texts.CureThrough,
        Phrases.NameOf(level.Path.Names),
        level.Met ? RenewalTexts.PathIsMet
            : string.Join(Texts.ListSeparator, level.Requirements.Where(requirement => !requirement.Met).SelectMany(requirement => Missing(requirement, edition))));

    private static IEnumerable<string> Missing(RequirementAttainment requirement, Edition edition) => requirement switch
    {
        SkillAttainment skill => skill.Groups.Where(group => group.Have < group.Need)
            .Select(group => Language.Format(RenewalTexts.GroupHas, group.Have, group.Need, Phrases.Of(group.Group.Each, edition))),
        PerformanceAttainment figure =>
        [
            Language.Format(
                RenewalTexts.FigureHas,
                Phrases.Metric(edition, figure.Requirement.Metric),
                Phrases.Value(figure.Value, figure.Requirement.Unit),
                Phrases.Value(figure.Need, figure.Requirement.Unit)),
        ],
        ScoreAttainment score => [Language.Format(Texts.PointsExpected, Phrases.Number(score.Value), Phrases.Number(score.Requirement.Need))],
        _ => [],
    };

    private static string Text(WatchedRisk risk, Pressed pressed) => risk.Kind switch
    {
        RiskKind.Eligibility when pressed.State.LostOf(risk) is not null => RenewalTexts.WhyLost,
        RiskKind.Eligibility => RenewalTexts.NotFoundAnyMore,
        RiskKind.Leaver => RenewalTexts.NotFoundAnyMore,
        RiskKind.Deadline => RenewalTexts.WhyDeadline,
        RiskKind.KeyPerson => RenewalTexts.WhyKeyPerson,
        RiskKind.StaleData => RenewalTexts.WhyStaleData,
        RiskKind.FewAdmins => RenewalTexts.WhyFewAdmins,
        RiskKind.Unheard => RenewalTexts.WhyUnheard,
        _ => throw new InvalidOperationException($"No reason for {risk.Kind}."),
    };
}
