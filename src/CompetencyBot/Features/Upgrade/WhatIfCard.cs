using System.Collections.Immutable;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Upgrade;

/// <summary>What would be different: first the levels of competencies, then what changes on their paths.</summary>
public static class WhatIfCard
{
    private const int MostLines = 12;

    /// <param name="said">What is supposed, in words.</param>
    public static AdaptiveCard For(
        string said, ImmutableArray<(FollowedEdition Followed, WhatIf.Answer Answer)> answers, IEnumerable<CardElement> dateLines)
    {
        string[] levels = [.. answers.SelectMany(each => each.Answer.Competencies.Select(Level))];
        // Further exams of a score say less than its points, so a path may look the same before and after.
        string[] paths = [.. answers.SelectMany(each => each.Answer.Levels.Where(level => State(level.Before) != State(level.After)).Select(Path))];
        return CardParts.Card(
            [
                CardParts.Heading(said),
                .. dateLines,
                .. levels.DefaultIfEmpty(Texts.WhatIfNoLevelChanges).Select(line => new TextBlock(line) { Weight = "Bolder" }),
                .. paths.Take(MostLines).Select(line => new TextBlock(line) { Spacing = "Small" }),
                .. paths.Length > MostLines ? (IEnumerable<CardElement>)[CardParts.Subtle(Language.Format(Texts.MoreItems, paths.Length - MostLines))] : [],
            ],
            said,
            new ExecuteAction(Texts.ButtonUpgrade, UpgradeCommand.Info.ShowVerb),
            new ExecuteAction(Texts.ButtonProgress, "progress/show"));
    }

    public static string Level(CompetencyDifference difference) => Language.Format(
        difference.After is null || difference.After < difference.Before ? Texts.WhatIfLoses : Texts.WhatIfGains,
        Phrases.NameOf(difference.Competency.Names),
        LevelName(difference.Before),
        LevelName(difference.After));

    private static string LevelName(Domain.Catalogue.Level? level) => level is { } known ? Phrases.Of(known) : Texts.LevelNone;

    private static string Path(LevelDifference difference) => Language.Format(
        Texts.WhatIfPath,
        Phrases.NameOf(difference.Competency.Names),
        Phrases.NameOf(difference.Path.Names),
        Phrases.Of(difference.Level),
        State(difference.Before),
        State(difference.After));

    private static string State(LevelAttainment level) => level switch
    {
        { Requirements: [ScoreAttainment score] } => Language.Format(
            Texts.PointsOfNeed, Phrases.Number(score.Value), Phrases.Number(score.Requirement.Need)),
        { Met: true } => Texts.StateReached,
        _ => Remainder.Parts(level),
    };
}
