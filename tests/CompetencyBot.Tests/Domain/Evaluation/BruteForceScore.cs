using System.Collections.Immutable;
using System.Numerics;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <summary>The points of a score as the rules read, and the fewest passes by trying every set of passes. Shares nothing with the engine.</summary>
internal static class BruteForceScore
{
    /// <summary>Sums of thirds in decimal numbers are off by far less.</summary>
    private const decimal Hair = 0.000_000_001m;

    public static decimal Points(ScoreRequirement score, IReadOnlyList<ISet<string>> held, IReadOnlyDictionary<string, decimal> figures) =>
        score.Indicators.Sum(indicator => Points(indicator, held, figures));

    public static bool IsMet(ScoreRequirement score, IReadOnlyList<ISet<string>> held, IReadOnlyDictionary<string, decimal> figures) =>
        Points(score, held, figures) >= score.Need - Hair
        && (!score.EveryIndicatorAboveZero || score.Indicators.All(indicator => Points(indicator, held, figures) > 0));

    public static int? FewestPasses(
        ScoreRequirement score,
        IReadOnlyList<ISet<string>> held,
        int newcomers,
        ISet<string> passable,
        IReadOnlyDictionary<string, decimal> figures)
    {
        ISet<string>[] people = [.. held.Concat(Enumerable.Repeat<ISet<string>>(new HashSet<string>(), newcomers))];
        int? fewest = null;
        Try(0, 0);
        return fewest;

        void Try(int person, int passes)
        {
            if (passes >= fewest)
                return;
            if (person == people.Length)
            {
                fewest = IsMet(score, people, figures) ? passes : fewest;
                return;
            }

            var own = people[person];
            foreach (var more in Subsets([.. passable.Except(own)]))
            {
                people[person] = own.Union(more).ToHashSet();
                Try(person + 1, passes + more.Length);
            }

            people[person] = own;
        }
    }

    public static IEnumerable<string[]> Subsets(string[] items) => Enumerable.Range(0, 1 << items.Length)
        .OrderBy(set => BitOperations.PopCount((uint)set))
        .Select(set => items.Where((_, at) => (set >> at & 1) == 1).ToArray());

    private static decimal Points(Indicator indicator, IReadOnlyList<ISet<string>> held, IReadOnlyDictionary<string, decimal> figures) =>
        Math.Min(indicator.MaxPoints, indicator.Scoring switch
        {
            FigureScoring { Combination: FigureCombination.Best } best => best.Parts.Max(part => Points(part, indicator.MaxPoints, figures)),
            FigureScoring sum => sum.Parts.Sum(part => Points(part, indicator.MaxPoints, figures)),
            PeopleScoring people => Proportion(Count(people.Each, held), people.PointsPerPerson, people.FullAt.Developed, indicator.MaxPoints),
            StepScoring steps => Points(steps.Steps, held),
            _ => throw new InvalidOperationException(),
        });

    private static decimal Points(FigurePart part, decimal max, IReadOnlyDictionary<string, decimal> figures) =>
        part.Baseline is { } baseline && figures.TryGetValue(baseline.Metric, out var before) && before < baseline.AtLeast.Developed
            ? 0
            : Proportion(Math.Max(0, figures.GetValueOrDefault(part.Metric)), part.PointsPerUnit, part.FullAt.Developed, max);

    private static decimal Proportion(decimal units, decimal? perUnit, decimal fullAt, decimal max) =>
        units >= fullAt ? max : Math.Min(max, units * (perUnit ?? max / fullAt));

    private static decimal Points(ImmutableArray<ScoringStep> steps, IReadOnlyList<ISet<string>> held)
    {
        var points = 0m;
        for (var at = 0; at < steps.Length; at++)
            if (steps.Take(at).All(before => Count(before.Each, held) >= before.Required))
                points += Count(steps[at].Each, held) * steps[at].PointsPerPerson
                    + (steps[at].Required > 0 && Count(steps[at].Each, held) >= steps[at].Required ? steps[at].PointsWhenMet : 0);
        return points;
    }

    private static int Count(ItemExpression each, IEnumerable<ISet<string>> held) => held.Count(own => BruteForce.Satisfies(each, own));
}
