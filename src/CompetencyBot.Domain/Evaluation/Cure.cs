using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>What would have to come so that a level that breaks holds through one of its paths.</summary>
/// <param name="On">The day of the test on which the least is missing.</param>
/// <param name="Passes">
/// The fewest passes that are enough for what is asked of people on that day, which are none when only figures are missing. Null for a
/// score that no passes can bring up to its points with the figures to be expected.
/// </param>
/// <param name="Gaps">Thresholds that will be missed, with the values to be expected on the day.</param>
/// <param name="Score">Of a score the points to be expected.</param>
public sealed record Cure(
    CompetencyPath Path, DateOnly On, ImmutableArray<Pass>? Passes, ImmutableArray<FigureGap> Gaps, ExpectedScore? Score)
{
    /// <summary>Fewest passes first, then the smaller gap: what is missing as a share of what is needed, added up.</summary>
    internal static IComparer<Cure> NearestFirst { get; } = Comparer<Cure>.Create((one, other) =>
        (one.Passes?.Length ?? int.MaxValue, one.Shortage).CompareTo((other.Passes?.Length ?? int.MaxValue, other.Shortage)));

    private decimal Shortage => Gaps.Sum(gap => gap.Share)
        + (Passes is null && Score is { } score ? (score.Need - score.Value) / score.Need : 0);

    /// <summary>Null when neither passes nor figures can mend the path on any of the days.</summary>
    internal static Cure? Of(PathOutlook path, IEnumerable<DateOnly> testDays) =>
        testDays.Select(day => Of(path, day)).OfType<Cure>().Order(NearestFirst).FirstOrDefault();

    private static Cure? Of(PathOutlook path, DateOnly day)
    {
        var rules = path.Rules;
        var figures = path.Expected(day);
        var passes = rules.FewestPasses(figures, day);
        if (rules.Plan.Score is null)
            return passes is null ? null : new Cure(rules.Path, day, passes, [.. rules.Gaps(figures)], null);
        return new Cure(rules.Path, day, passes, [], ScoreOf(rules, rules.Plan.Score, figures, day));
    }

    private static ExpectedScore ScoreOf(LevelRules rules, ScorePlan score, FigureLookup figures, DateOnly day)
    {
        var roster = rules.Evidence.Roster(rules.Plan.Items, int.MaxValue, day);
        var attained = score.Evaluate(
            rules.ScoreOn(score, figures, day), group => score.PeopleIn(group, roster).Select(person => rules.Evidence.People[person].Id));
        return new ExpectedScore(attained.Value, score.Requirement.Need);
    }
}

/// <summary>In points. A score may have enough of them and still miss one that every indicator has to give.</summary>
public sealed record ExpectedScore(decimal Value, decimal Need);
