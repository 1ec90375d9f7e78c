using System.Collections.Immutable;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Features.Upgrade.Membership;

namespace CompetencyBot.Features.Upgrade.Dialog;

/// <summary>What one or two people would complete, and every level that is not held, the nearest first.</summary>
internal static class ChoiceCard
{
    private const int MostNear = 10;

    public static AdaptiveCard For(UpgradePosition at, ImmutableArray<OpenLevel> open)
    {
        var view = at.View;
        if (!view.Advised.Any())
            return CardParts.Card(
                [CardParts.Heading(Texts.UpgradeTitle), .. view.DateLines, new TextBlock(Texts.UpgradeEnded)],
                Texts.UpgradeTitle,
                new ExecuteAction(Texts.ButtonProgress, "progress/show"));
        var near = NearIn(view);
        var offered = open.Where(level => at.Several.Contains(level.Known)).ToImmutableArray() is { IsEmpty: false } some ? some : open;
        return CardParts.Card(
            [
                CardParts.Heading(Texts.UpgradeTitle),
                .. view.DateLines,
                new TextBlock(near.Length == 0 ? Texts.UpgradeNothingNear : Texts.UpgradeNear),
                .. near.Take(MostNear).Select(each => Near(each.Level, each.Edition, view.People)),
                .. near.Length > MostNear ? (IEnumerable<CardElement>)[CardParts.Subtle(Language.Format(Texts.MoreItems, near.Length - MostNear))] : [],
                .. offered.IsEmpty ? (IEnumerable<CardElement>)[new TextBlock(UpgradeTexts.NothingOpen)] : [Choice(offered)],
            ],
            Texts.UpgradeTitle,
            [
                .. offered.IsEmpty ? (IEnumerable<CardAction>)[] : [at.Button(Texts.ButtonShowWays, UpgradeActions.Choose)],
                new ExecuteAction(Texts.ButtonProgress, "progress/show"),
                BenefitsCard.Button,
                at.Plain(UpgradeTexts.ButtonCancel, DialogActions.Cancel),
            ]);
    }

    private static (Edition Edition, PeopleAway Level)[] NearIn(UpgradeView view) =>
    [
        .. view.Advised.SelectMany(followed => PeopleAway.Of(followed.Edition, followed.Matched, view.Today).Select(level => (followed.Edition, level))),
    ];

    private static Container Near(PeopleAway near, Edition edition, PeopleShown people) => new(
    [
        new TextBlock(Name(near)) { Weight = "Bolder" },
        new TextBlock(PassWords.Of(near.Passes, edition, people)) { Spacing = "None" },
        .. near.Figures.Select(gap => CardParts.Subtle(WaysCard.Figure(gap, edition)) with { Spacing = "None" }),
    ])
    { Separator = true, Spacing = "Small" };

    private static string Name(PeopleAway near)
    {
        var level = Language.Format(Texts.CountsForLevel, Phrases.NameOf(near.Competency.Names), Phrases.Of(near.Level));
        return near.Competency.Paths.Length == 1 ? level : $"{level}{Texts.ListSeparator}{Phrases.NameOf(near.Path.Names)}";
    }

    private static ChoiceSetInput Choice(ImmutableArray<OpenLevel> open) => new(
        UpgradeTexts.ChooseLevel, [.. open.Select(level => new Choice(level.Words, level.Value))])
    { Id = CardParts.CompetencyInput, Placeholder = Texts.ChooseCompetency, ErrorMessage = Texts.ChooseFirst };
}
