using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Features.Upgrade.Membership;

namespace CompetencyBot.Features.Upgrade.Dialog;

/// <summary>Today and then, side by side: the level, each requirement of the way, what else would change, and what it costs.</summary>
internal static class ResultCard
{
    private const int MostOthers = 6;

    /// <param name="mayNudge">Whether the reader may ask somebody of those who would have to pass something.</param>
    public static AdaptiveCard For(UpgradePosition at, Outcome outcome, bool mayNudge)
    {
        var (chosen, edition) = (outcome.Chosen, outcome.Chosen.Edition);
        var title = Language.Format(UpgradeTexts.ResultTitle, chosen.Title);
        return CardParts.Card(
            [
                CardParts.Heading(title),
                .. at.View.DateLines,
                new TextBlock(Language.Format(UpgradeTexts.SupposeWay, Phrases.NameOf(outcome.Way.Path.Names))),
                Row(UpgradeTexts.RequirementHead, UpgradeTexts.Today, UpgradeTexts.Then, isHead: true),
                Row(UpgradeTexts.LevelRow, NameOf(outcome.Before, chosen), NameOf(outcome.After, chosen), isHead: true),
                .. Rows(outcome).Select(row => Row(row.Name, row.Before, row.After)),
                .. Others(outcome).Select(line => new TextBlock(line) { Spacing = "Small" }),
                new TextBlock(outcome.Passes.IsEmpty
                    ? UpgradeTexts.CostsNothing
                    : Language.Format(UpgradeTexts.Costs, Remainder.Exams(outcome.Passes.Length), PassWords.Of(outcome.Passes, edition, at.View.People)))
                { Separator = true },
            ],
            title,
            [
                .. mayNudge ? (IEnumerable<CardAction>)[at.Button(UpgradeTexts.ButtonNudge, UpgradeActions.Nudge)] : [],
                at.Button(UpgradeTexts.ButtonChange, UpgradeActions.Suppose),
                BenefitsCard.Button,
                at.Button(UpgradeTexts.ButtonCancel, DialogActions.Cancel),
            ]);
    }

    private static string NameOf(Attainment attained, ChosenLevel chosen) =>
        attained.HighestLevel(chosen.Known.Competency.Id) is { } level ? Phrases.Of(level) : Texts.LevelNone;

    private static IEnumerable<(string Name, string Before, string After)> Rows(Outcome outcome)
    {
        var (before, after) = (LevelIn(outcome.Before), LevelIn(outcome.After));
        return before.Requirements.Zip(after.Requirements).SelectMany(each => RequirementRows.Of(each.First, each.Second, outcome.Chosen.Edition));

        LevelAttainment LevelIn(Attainment attained) => attained.LevelsOf(outcome.Way.Competency.Id)
            .First(level => level.Path.Id == outcome.Way.Path.Id && level.Level == outcome.Way.Level);
    }

    /// <summary>Levels of other competencies that would change, too.</summary>
    private static IEnumerable<string> Others(Outcome outcome) => outcome.Answer.Competencies
        .Where(difference => difference.Competency.Id != outcome.Chosen.Known.Competency.Id)
        .Take(MostOthers).Select(WhatIfCard.Level);

    private static ColumnSet Row(string name, string before, string after, bool isHead = false)
    {
        var weight = isHead ? "Bolder" : null;
        return new([Cell(name, "2", weight), Cell(before, "1", weight), Cell(after, "1", weight)]) { Spacing = "Small" };
    }

    private static Column Cell(string text, string width, string? weight) => new([new TextBlock(text) { Weight = weight }]) { Width = width };
}
