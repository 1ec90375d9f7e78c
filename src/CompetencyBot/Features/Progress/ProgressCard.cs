using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Features.Progress;

/// <summary>The overview of all competencies. What it says itself names no people, so it may be shown anywhere.</summary>
public static class ProgressCard
{
    /// <param name="organisation">Its name; empty where none is set.</param>
    /// <param name="choices">All of them, for the detail.</param>
    /// <param name="picture">Shown above the totals.</param>
    /// <param name="own">What concerns the one reader; none for a card that several read.</param>
    public static AdaptiveCard For(
        string organisation,
        ImmutableArray<EditionProgress> editions,
        IEnumerable<KnownCompetency> choices,
        IEnumerable<CardElement> dateLines,
        IEnumerable<CardElement> picture,
        IEnumerable<CardElement> own)
    {
        var title = organisation.Length == 0 ? Texts.ProgressTitle : Language.Format(Texts.ProgressTitleOf, Phrases.Escape(organisation));
        ProgressRows[] rows = [.. editions.Select(ProgressRows.Of)];
        return CardParts.Card(
            [
                CardParts.Heading(title),
                .. dateLines,
                .. picture,
                .. editions.SelectMany(edition => Summary(edition, isOnly: editions.Length == 1)),
                .. own,
                .. rows.SelectMany(row => row.Elements(isOnly: editions.Length == 1)),
                Choice(choices),
            ],
            title,
            [new ExecuteAction(Texts.ButtonShowCompetency, CardParts.CompetencyVerb), .. Unfold(rows), RefreshButton(null)]);
    }

    /// <summary>Asks what to look at: a competency, the whole organisation, or one's own team.</summary>
    public static AdaptiveCard Choose(IEnumerable<KnownCompetency> competencies, string question, bool offersTeam) => CardParts.Card(
        [new TextBlock(question), Choice(competencies)],
        question,
        [
            new ExecuteAction(Texts.ButtonShowCompetency, CardParts.CompetencyVerb),
            new ExecuteAction(Texts.ButtonProgress, ProgressCommand.Info.ShowVerb),
            .. offersTeam ? (IEnumerable<CardAction>)[TeamButton()] : [],
        ]);

    public static ExecuteAction TeamButton() => new(ProgressTexts.ButtonTeam, ProgressCommand.TeamVerb);

    /// <summary>Makes the same card anew, for whoever presses or looks.</summary>
    /// <param name="competency">Key of the competency that the card is about; null = all.</param>
    public static ExecuteAction RefreshButton(string? competency) => new(
        Texts.ButtonRefresh, ProgressCommand.RefreshVerb, competency is null ? null : new JsonObject { [ProgressCommand.RefreshInput] = competency });

    private static IEnumerable<CardElement> Summary(EditionProgress progress, bool isOnly) =>
    [
        .. isOnly ? (IEnumerable<CardElement>)[] : [CardParts.Subheading(progress.Edition.Title)],
        new TextBlock(Today(progress)) { Weight = "Bolder" },
        .. progress.Anniversary is { } day
            ? (IEnumerable<CardElement>)[new TextBlock(Language.Format(ProgressTexts.TotalsThen, Phrases.Date(day), Then(progress))) { Spacing = "None" }]
            : [],
        ChangeLines.Of(progress.Change),
        .. UncountedLines.Of(progress),
    ];

    private static string Today(EditionProgress progress) => progress.Edition.Programme == Programme.SolutionsPartner
        ? Language.Format(Texts.DesignationTotals, progress.Competencies.Count(each => each.Reached is not null), progress.Competencies.Length)
        : Language.Format(
            Texts.ProgressTotals,
            progress.Competencies.Count(each => each.Reached == Level.Gold),
            progress.Competencies.Count(each => each.Reached == Level.Silver),
            progress.Competencies.Length);

    private static string Then(EditionProgress progress) => progress.Edition.Programme == Programme.SolutionsPartner
        ? Language.Format(Texts.DesignationTotals, progress.Competencies.Count(each => each.Then is not null), progress.Competencies.Length)
        : Language.Format(
            ProgressTexts.GoldAndSilver,
            progress.Competencies.Count(each => each.Then == Level.Gold),
            progress.Competencies.Count(each => each.Then == Level.Silver));

    private static IEnumerable<CardAction> Unfold(ProgressRows[] rows)
    {
        ProgressRows[] folded = [.. rows.Where(row => row.IsFolded)];
        return folded.Length == 0
            ? []
            : [
                new ToggleVisibilityAction(
                    Language.Format(ProgressTexts.ButtonOthers, folded.Sum(row => row.Others.Length)), [.. folded.Select(row => row.OthersId)]),
            ];
    }

    private static ChoiceSetInput Choice(IEnumerable<KnownCompetency> competencies) => new(
        Texts.ChooseCompetency,
        [.. competencies.Select(known => new Choice(known.Title, known.Key))])
    { Id = CardParts.CompetencyInput, Placeholder = Texts.ChooseCompetency };
}
