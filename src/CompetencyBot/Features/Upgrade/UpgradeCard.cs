using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Upgrade;

/// <summary>What would reach the next level, the nearest first. People are named only to those who may see them.</summary>
public static class UpgradeCard
{
    private const int MostNear = 10;

    /// <summary>The levels that one or two people would complete.</summary>
    public static AdaptiveCard Near(
        UpgradeView view, ImmutableArray<(Edition Edition, PeopleAway Level)> near, CompetencyNames names)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(names);
        var hasAdvice = view.Advised.Any();
        return CardParts.Card(
            [
                CardParts.Heading(Texts.UpgradeTitle),
                .. view.DateLines,
                new TextBlock(!hasAdvice ? Texts.UpgradeEnded : near.IsEmpty ? Texts.UpgradeNothingNear : Texts.UpgradeNear),
                .. near.Take(MostNear).Select(each => Near(each.Level, each.Edition, view.People)),
                .. near.Length > MostNear ? (IEnumerable<CardElement>)[CardParts.Subtle(Language.Format(Texts.MoreItems, near.Length - MostNear))] : [],
                .. hasAdvice ? (IEnumerable<CardElement>)[Choice(names.All)] : [],
            ],
            Texts.UpgradeTitle,
            [
                .. hasAdvice ? (IEnumerable<CardAction>)[new ExecuteAction(Texts.ButtonShowWays, UpgradeCommand.CompetencyVerb)] : [],
                new ExecuteAction(Texts.ButtonProgress, "progress/show"),
            ]);
    }

    /// <summary>The ways to one level.</summary>
    public static AdaptiveCard Ways(UpgradeView view, KnownCompetency known, NextLevel next, Edition edition)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(next);
        var title = Language.Format(Texts.UpgradeOf, known.Title);
        return CardParts.Card(
            [
                CardParts.Heading(title),
                .. view.DateLines,
                new TextBlock(next.Held is { } held
                    ? Language.Format(Texts.UpgradeFromTo, Phrases.Of(next.Level), Phrases.Of(held))
                    : Language.Format(Texts.UpgradeTo, Phrases.Of(next.Level)))
                { Weight = "Bolder" },
                .. next.Paths.Select((path, rank) => Way(path, rank + 1, edition, view.People)),
            ],
            title,
            CardParts.ShowCompetency(Language.Format(Texts.ProgressOf, known.Title), known.Key),
            new ExecuteAction(Texts.ButtonRefresh, UpgradeCommand.CompetencyVerb, new JsonObject { [CardParts.CompetencyInput] = known.Key }),
            new ExecuteAction(Texts.ButtonUpgrade, UpgradeCommand.Info.ShowVerb));
    }

    public static AdaptiveCard Said(UpgradeView view, string title, string text)
    {
        ArgumentNullException.ThrowIfNull(view);
        return CardParts.Card(
            [CardParts.Heading(title), .. view.DateLines, new TextBlock(text)],
            title,
            new ExecuteAction(Texts.ButtonUpgrade, UpgradeCommand.Info.ShowVerb),
            new ExecuteAction(Texts.ButtonProgress, "progress/show"));
    }

    /// <summary>Asks which competency is meant.</summary>
    public static AdaptiveCard Choose(IEnumerable<KnownCompetency> competencies, string question) => CardParts.Card(
        [new TextBlock(question), Choice(competencies)],
        question,
        new ExecuteAction(Texts.ButtonShowWays, UpgradeCommand.CompetencyVerb),
        new ExecuteAction(Texts.ButtonUpgrade, UpgradeCommand.Info.ShowVerb));

    private static Container Near(PeopleAway near, Edition edition, PeopleShown people) => new(
    [
        new TextBlock(Name(near)) { Weight = "Bolder" },
        new TextBlock(PassWords.Of(near.Passes, edition, people)) { Spacing = "None" },
        .. near.Figures.Select(gap => CardParts.Subtle(Figure(gap, edition)) with { Spacing = "None" }),
    ])
    { Separator = true, Spacing = "Small" };

    private static string Name(PeopleAway near)
    {
        var level = Language.Format(Texts.CountsForLevel, Phrases.NameOf(near.Competency.Names), Phrases.Of(near.Level));
        return near.Competency.Paths.Length == 1 ? level : $"{level}{Texts.ListSeparator}{Phrases.NameOf(near.Path.Names)}";
    }

    private static Container Way(Shortfall path, int rank, Edition edition, PeopleShown people) => new(
    [
        new TextBlock($"({rank}) {Phrases.NameOf(path.Path.Names)}") { Weight = "Bolder" },
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

    private static string Figure(FigureGap gap, Edition edition) => Remainder.Gap(Phrases.Metric(edition, gap.Metric), gap.Unit, gap.Value, gap.Need);

    private static ChoiceSetInput Choice(IEnumerable<KnownCompetency> competencies) => new(
        Texts.ChooseCompetency, [.. competencies.Where(known => known.Competency.RequirementsKnown).Select(known => new Choice(known.Title, known.Key))])
    { Id = CardParts.CompetencyInput, Placeholder = Texts.ChooseCompetency };
}
