using System.Collections.Immutable;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Features.Progress;

/// <summary>The overview of all competencies. Names no people, so it may be shown anywhere.</summary>
public static class ProgressCard
{
    public static AdaptiveCard For(string organisation, ImmutableArray<CompetencyProgress> competencies, IEnumerable<CardElement> dateLines)
    {
        var title = organisation.Length == 0 ? Texts.ProgressTitle : Language.Format(Texts.ProgressTitleOf, Phrases.Escape(organisation));
        return CardParts.Card(
            [
                CardParts.Heading(title),
                .. dateLines,
                Totals(competencies),
                .. competencies.OrderByDescending(line => line.Reached).ThenBy(line => line.Next?.NewExams ?? int.MaxValue).Select(Row),
                Choice(competencies.Select(line => line.Competency)),
            ],
            title,
            new ExecuteAction(Texts.ButtonShowCompetency, CardParts.CompetencyVerb),
            new ExecuteAction(Texts.ButtonRefresh, ProgressCommand.Info.ShowVerb));
    }

    /// <summary>Asks which competency is meant.</summary>
    public static AdaptiveCard Choose(IEnumerable<Competency> competencies, string question) => CardParts.Card(
        [new TextBlock(question), Choice(competencies)],
        question,
        new ExecuteAction(Texts.ButtonShowCompetency, CardParts.CompetencyVerb),
        new ExecuteAction(Texts.ButtonProgress, ProgressCommand.Info.ShowVerb));

    private static TextBlock Totals(ImmutableArray<CompetencyProgress> competencies) => new(Language.Format(
        Texts.ProgressTotals,
        competencies.Count(line => line.Reached == Level.Gold),
        competencies.Count(line => line.Reached == Level.Silver),
        competencies.Length))
    { Weight = "Bolder" };

    private static ColumnSet Row(CompetencyProgress line) => new(
    [
        new Column(
        [
            new TextBlock(Phrases.NameOf(line.Competency.Names)),
            .. line.Next is null ? (IEnumerable<CardElement>)[] : [CardParts.Subtle(Remainder.Of(line.Next)) with { Spacing = "None" }],
        ])
        { Width = "stretch" },
        new Column([LevelText(line.Reached)]) { Width = "auto" },
    ])
    { Separator = true, Spacing = "Small" };

    // The word says it; the colour only helps.
    private static TextBlock LevelText(Level? reached) => reached switch
    {
        Level.Gold => new TextBlock($"★ {Texts.LevelGold}") { Color = "Good", Weight = "Bolder" },
        Level.Silver => new TextBlock($"☆ {Texts.LevelSilver}") { Color = "Accent", Weight = "Bolder" },
        _ => new TextBlock(Texts.LevelNone) { IsSubtle = true },
    };

    private static ChoiceSetInput Choice(IEnumerable<Competency> competencies) => new(
        Texts.ChooseCompetency,
        [.. competencies.Select(competency => new Choice(Phrases.NameOf(competency.Names), competency.Id))])
    { Id = CardParts.CompetencyInput, Placeholder = Texts.ChooseCompetency };
}
