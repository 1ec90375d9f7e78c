using System.Collections.Immutable;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation.Planning;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Upgrade;

/// <summary>The fewest exams that reach several levels together.</summary>
public static class PlanCard
{
    /// <summary>Steps of work that a turn may take, about a second; what is not proven by then is said to be so.</summary>
    private const int MostSteps = 50_000;

    /// <param name="wanted">In one edition; a level that was not said is the next one.</param>
    /// <param name="reached">What was wanted besides and has no level left to reach.</param>
    public static AdaptiveCard For(
        UpgradeView view, FollowedEdition followed, ImmutableArray<WantedLevel> wanted, ImmutableArray<KnownCompetency> reached)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(followed);
        var (edition, matched) = followed;
        var plan = Plan.For(edition, matched, view.Today, wanted, MostSteps);
        return CardParts.Card(
            [
                CardParts.Heading(Texts.PlanTitle),
                .. view.DateLines,
                new TextBlock(string.Join(Texts.ListSeparator, wanted.Select(level => Name(level, edition)))) { Weight = "Bolder" },
                .. reached.Select(known => new TextBlock(Language.Format(Texts.PassesOf, known.Title, Texts.UpgradeNothingAbove)) { Spacing = "Small" }),
                .. Lines(plan, edition, view.People).Select(line => new TextBlock(line) { Spacing = "Small" }),
            ],
            Texts.PlanTitle,
            new ExecuteAction(Texts.ButtonUpgrade, UpgradeCommand.Info.ShowVerb),
            new ExecuteAction(Texts.ButtonProgress, "progress/show"));
    }

    /// <summary>There is no plan for them, and why not.</summary>
    public static Reply Not(UpgradeView view, string competency, string why)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new Reply(Texts.PlanTitle, CardParts.Card(
            [CardParts.Heading(Texts.PlanTitle), .. view.DateLines, new TextBlock(Language.Format(Texts.PassesOf, competency, why))],
            Texts.PlanTitle,
            new ExecuteAction(Texts.ButtonUpgrade, UpgradeCommand.Info.ShowVerb),
            new ExecuteAction(Texts.ButtonProgress, "progress/show")));
    }

    private static IEnumerable<string> Lines(Plan plan, Edition edition, PeopleShown people)
    {
        if (plan.NewExams is null)
        {
            foreach (var level in plan.OutOfReach)
                yield return Language.Format(Texts.PlanOutOfReach, Name(level.Wanted, edition));
            yield break;
        }

        yield return plan.Passes.IsEmpty ? Texts.PlanNothing : Language.Format(Texts.PlanNeeds, Remainder.Exams(plan.Passes.Length));
        foreach (var serving in plan.Passes.GroupBy(pass => string.Join(Texts.ListSeparator, pass.Serves.Select(level => Name(level, edition)))))
            yield return $"• {Language.Format(Texts.PassesOf, serving.Key, PassWords.Of([.. serving.Select(pass => pass.Pass)], edition, people))}";
        foreach (var gap in plan.Gaps)
            yield return $"• {Gap(gap, edition)}";
        if (!plan.IsProven)
            yield return Language.Format(Texts.PlanNotProven, plan.AtLeast);
    }

    private static string Gap(PerformanceGap gap, Edition edition) => Remainder.Gap(
        gap.Metric == PerformanceGap.Score ? Texts.Points : Phrases.Metric(edition, gap.Metric), gap.Unit, gap.Value, gap.Need);

    private static string Name(WantedLevel level, Edition edition) => Language.Format(
        Texts.CountsForLevel,
        Phrases.NameOf(edition.Competencies.First(competency => competency.Id == level.CompetencyId).Names),
        Phrases.Of(level.Level));
}
