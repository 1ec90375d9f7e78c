using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Features.Upgrade.Membership;

namespace CompetencyBot.Features.Upgrade.Dialog;

/// <summary>The ways to one level, the nearest first. People are named only to those who may see them.</summary>
internal static class WaysCard
{
    public const string PathInput = "path";

    public static AdaptiveCard For(UpgradePosition at, ChosenLevel chosen)
    {
        var (view, next, known) = (at.View, chosen.Next, chosen.Known);
        var title = Language.Format(Texts.UpgradeOf, known.Title);
        return CardParts.Card(
            [
                CardParts.Heading(title),
                .. view.DateLines,
                new TextBlock(next.Held is { } held
                    ? Language.Format(Texts.UpgradeFromTo, Phrases.Of(next.Level), Phrases.Of(held))
                    : Language.Format(Texts.UpgradeTo, Phrases.Of(next.Level)))
                { Weight = "Bolder" },
                .. next.Paths.Select((path, rank) => Way(path, rank + 1, chosen.Edition, view.People)),
                .. next.Paths.Length > 1 ? (IEnumerable<CardElement>)[Choice(chosen)] : [],
            ],
            title,
            at.Button(UpgradeTexts.ButtonSuppose, UpgradeActions.Suppose),
            CardParts.ShowCompetency(Language.Format(Texts.ProgressOf, known.Title), known.Key),
            new ExecuteAction(Texts.ButtonRefresh, UpgradeCommand.CompetencyVerb, new JsonObject { [CardParts.CompetencyInput] = $"{known.Key} {WantedLevels.WordOf(next.Level)}" })
            { AssociatedInputs = "none" },
            BenefitsCard.Button,
            at.Plain(UpgradeTexts.ButtonBack, DialogActions.Back),
            at.Plain(UpgradeTexts.ButtonCancel, DialogActions.Cancel));
    }

    /// <summary>How much of a figure is missing.</summary>
    public static string Figure(FigureGap gap, Edition edition) => Remainder.Gap(Phrases.Metric(edition, gap.Metric), gap.Unit, gap.Value, gap.Need);

    private static ChoiceSetInput Choice(ChosenLevel chosen) => new(
        UpgradeTexts.ChooseWay, [.. chosen.Next.Paths.Select((way, rank) => new Choice(NameOf(way, rank + 1), way.Path.Id))])
    { Id = PathInput, Value = chosen.Next.Paths[0].Path.Id, ErrorMessage = UpgradeTexts.ChooseWay };

    private static string NameOf(Shortfall way, int rank) => $"({rank}) {Phrases.NameOf(way.Path.Names)}";

    private static Container Way(Shortfall path, int rank, Edition edition, PeopleShown people) => new(
    [
        new TextBlock(NameOf(path, rank)) { Weight = "Bolder" },
        .. Lines(path, edition, people).Select(line => new TextBlock(line) { Spacing = "None" }),
    ])
    { Separator = true, Spacing = "Small" };

    private static IEnumerable<string> Lines(Shortfall path, Edition edition, PeopleShown people)
    {
        if (path.Score is { } score)
            foreach (var line in Score(score))
                yield return line;
        if (path.NewExams is null && path.Score is null)
            yield return Texts.NoExamCanHelp;
        if (path.NewExams > 0)
            yield return Language.Format(Texts.ExamsBy, Remainder.Exams(path.NewExams), PassWords.Of(path.Passes, edition, people));
        foreach (var gap in path.Figures)
            yield return Figure(gap, edition);
        if (Accounts.Of(path.Linking, people) is { } linking)
            yield return linking;
    }

    private static IEnumerable<string> Score(ScoreGap score)
    {
        if (score.Missing > 0)
            yield return Language.Format(Texts.PointsMore, Phrases.Number(score.Missing));
        foreach (var gap in score.Indicators.Where(gap => gap.Blocks))
            yield return Language.Format(Texts.NothingFor, Phrases.NameOf(gap.Indicator.Names));
        if (score.FromFigures is > 0 and { } points)
            yield return Language.Format(Texts.PointsFromFigures, Phrases.Number(points));
        foreach (var gap in score.Indicators.Where(gap => !gap.Blocks))
            yield return Language.Format(Texts.PointsLeft, Phrases.NameOf(gap.Indicator.Names), Phrases.Number(gap.Missing));
    }
}
