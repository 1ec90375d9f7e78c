using System.Collections.Immutable;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Progress;

/// <summary>The overview of all competencies. Names no people, so it may be shown anywhere.</summary>
public static class ProgressCard
{
    /// <param name="choices">All of them, for the detail.</param>
    public static AdaptiveCard For(
        string organisation,
        IReadOnlyList<EditionProgress> editions,
        IEnumerable<KnownCompetency> choices,
        IEnumerable<CardElement> dateLines)
    {
        ArgumentNullException.ThrowIfNull(editions);
        var title = organisation.Length == 0 ? Texts.ProgressTitle : Language.Format(Texts.ProgressTitleOf, Phrases.Escape(organisation));
        return CardParts.Card(
            [
                CardParts.Heading(title),
                .. dateLines,
                .. editions.SelectMany(edition => Section(edition, isOnly: editions.Count == 1)),
                Choice(choices),
            ],
            title,
            new ExecuteAction(Texts.ButtonShowCompetency, CardParts.CompetencyVerb),
            new ExecuteAction(Texts.ButtonRefresh, ProgressCommand.Info.ShowVerb));
    }

    /// <summary>Asks which competency is meant.</summary>
    public static AdaptiveCard Choose(IEnumerable<KnownCompetency> competencies, string question) => CardParts.Card(
        [new TextBlock(question), Choice(competencies)],
        question,
        new ExecuteAction(Texts.ButtonShowCompetency, CardParts.CompetencyVerb),
        new ExecuteAction(Texts.ButtonProgress, ProgressCommand.Info.ShowVerb));

    private static IEnumerable<CardElement> Section(EditionProgress progress, bool isOnly) =>
    [
        .. isOnly ? (IEnumerable<CardElement>)[] : [CardParts.Subheading(progress.Edition.Title)],
        Totals(progress.Edition.Programme, progress.Competencies),
        .. UncountedLines.Of(progress),
        .. progress.Competencies.Where(line => line.Competency.RequirementsKnown)
            .OrderByDescending(line => line.Reached)
            .ThenByDescending(line => line.Score?.Value)
            .ThenBy(line => line.Next?.NewExams ?? int.MaxValue)
            .Select(Row),
        .. Unknown([.. progress.Competencies.Select(line => line.Competency).Where(competency => !competency.RequirementsKnown)]),
    ];

    private static TextBlock Totals(Programme programme, ImmutableArray<CompetencyProgress> competencies) => new(
        programme == Programme.SolutionsPartner
            ? Language.Format(Texts.DesignationTotals, competencies.Count(line => line.Reached is not null), competencies.Length)
            : Language.Format(
                Texts.ProgressTotals,
                competencies.Count(line => line.Reached == Level.Gold),
                competencies.Count(line => line.Reached == Level.Silver),
                competencies.Length))
    { Weight = "Bolder" };

    private static IEnumerable<CardElement> Unknown(Competency[] competencies) => competencies.Length == 0
        ? []
        : [
            CardParts.Subtle(Language.Format(
                Texts.RequirementsUnknownOf, string.Join(Texts.ListSeparator, competencies.Select(competency => Phrases.NameOf(competency.Names)))))
                with { Separator = true },
        ];

    private static ColumnSet Row(CompetencyProgress line) => new(
    [
        new Column(
        [
            new TextBlock(Phrases.NameOf(line.Competency.Names)),
            .. line.Next is null ? (IEnumerable<CardElement>)[] : [CardParts.Subtle(Remainder.Of(line.Next)) with { Spacing = "None" }],
        ])
        { Width = "stretch" },
        new Column([LevelText(line.Reached), .. Points(line.Score)]) { Width = "auto" },
    ])
    { Separator = true, Spacing = "Small" };

    // The word says it; the colour only helps.
    private static TextBlock LevelText(Level? reached) => reached switch
    {
        Level.Gold => new TextBlock($"★ {Texts.LevelGold}") { Color = "Good", Weight = "Bolder" },
        Level.Silver => new TextBlock($"☆ {Texts.LevelSilver}") { Color = "Accent", Weight = "Bolder" },
        Level.SolutionsPartner => new TextBlock($"★ {Texts.LevelSolutionsPartner}") { Color = "Good", Weight = "Bolder" },
        _ => new TextBlock(Texts.LevelNone) { IsSubtle = true },
    };

    private static IEnumerable<CardElement> Points(ScoreAttainment? score) => score is null
        ? []
        : [
            CardParts.Subtle(Language.Format(Texts.PointsOfNeed, Phrases.Number(score.Value), Phrases.Number(score.Requirement.Need)))
                with { Spacing = "None" },
        ];

    private static ChoiceSetInput Choice(IEnumerable<KnownCompetency> competencies) => new(
        Texts.ChooseCompetency,
        [.. competencies.Select(known => new Choice(known.Title, known.Key))])
    { Id = CardParts.CompetencyInput, Placeholder = Texts.ChooseCompetency };
}
