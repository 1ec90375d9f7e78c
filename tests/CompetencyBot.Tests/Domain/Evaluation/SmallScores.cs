using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using FsCheck;
using FsCheck.Fluent;

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <param name="Held">What each person holds.</param>
/// <param name="Passable">Items that have not retired.</param>
internal sealed record SmallScore(ScoreRequirement Score, string[][] Held, string[] Passable, Dictionary<string, decimal> Figures);

/// <summary>Small random scores and organisations: up to three indicators, three items, two people, and no indicator that wants more than two.</summary>
internal static class SmallScores
{
    /// <summary>As many newcomers are always enough: what several groups ask of their first newcomer, one person can pass.</summary>
    public const int MostPeople = 2;

    private const decimal Max = 12;

    private static readonly string[] Items = ["item:a", "item:b", "item:c"];

    public static Arbitrary<SmallScore> Case() => (
        from count in Gen.Choose(1, 3)
        from indicators in Gen.CollectToList(Enumerable.Range(0, count), Indicator)
        from need in Gen.Choose(1, 12 * count)
        from all in Gen.Elements(true, false)
        from people in Gen.Choose(0, 2)
        from held in Gen.ArrayOf(SomeItems, people)
        from passable in Gen.Frequency((2, Gen.Constant(Items)), (1, SomeItems))
        from figures in Figures(indicators)
        select new SmallScore(new ScoreRequirement("score", need, all, [.. indicators]), held, passable, figures)).ToArbitrary();

    private static Gen<string[]> SomeItems => Gen.SubListOf(Items).Select(list => list.ToArray());

    private static Gen<ItemExpression> Expression =>
        from items in Gen.SubListOf(Items).Where(list => list.Count > 0)
        from all in Gen.Elements(true, false)
        let parts = items.Select(id => (ItemExpression)new ItemExpression.Holds(id)).ToImmutableArray()
        select parts.Length == 1 ? parts[0] : all ? new ItemExpression.AllOf(parts) : (ItemExpression)new ItemExpression.AnyOf(parts);

    private static Gen<Indicator> Indicator(int index) =>
        from scoring in Gen.OneOf(Of(index), People, Steps)
        select new Indicator($"i{index}", SmallEdition.Named($"Indicator {index}"), Max, scoring);

    private static Gen<Scoring> People =>
        from each in Expression
        from fullAt in Gen.Choose(1, MostPeople)
        from printed in Gen.Elements(true, false)
        select (Scoring)new PeopleScoring(each, printed ? Max / fullAt : null, new ByMarket(fullAt, fullAt));

    private static Gen<Scoring> Steps =>
        from count in Gen.Choose(1, 3)
        from steps in Gen.CollectToList(Enumerable.Range(0, count), Step)
        select (Scoring)new StepScoring([.. steps]);

    private static Gen<ScoringStep> Step(int index) =>
        from each in Expression
        from required in Gen.Choose(0, MostPeople)
        from whenMet in Gen.Elements(0m, 3m, 5m)
        from perPerson in Gen.Elements(0m, 6m, 6.67m, 12m)
        select new ScoringStep($"s{index}", each, required, required == 0 ? 0 : whenMet, perPerson);

    private static Gen<Scoring> Of(int index) =>
        from combination in Gen.Elements(Enum.GetValues<FigureCombination>())
        from count in Gen.Choose(1, 2)
        from parts in Gen.CollectToList(Enumerable.Range(0, count), part => Part($"m{index}_{part}"))
        select (Scoring)new FigureScoring(combination, [.. parts]);

    private static Gen<FigurePart> Part(string metric) =>
        from fullAt in Gen.Choose(1, 9)
        from printed in Gen.Elements(true, false)
        from minimum in Gen.Choose(0, 4)
        select new FigurePart(
            metric,
            SmallEdition.Named(metric),
            "customers",
            printed ? decimal.Round(Max / fullAt, 1) : null,
            new ByMarket(fullAt, fullAt),
            Baseline: minimum == 0 ? null : new MinimumBaseline($"{metric}_before", new ByMarket(minimum, minimum)));

    private static Gen<Dictionary<string, decimal>> Figures(IEnumerable<Indicator> indicators)
    {
        string[] metrics = [.. from indicator in indicators
                               let figures = indicator.Scoring as FigureScoring
                               where figures is not null
                               from part in figures.Parts
                               from metric in new[] { part.Metric, $"{part.Metric}_before" }
                               select metric];
        return from known in Gen.SubListOf(metrics)
               from values in Gen.ArrayOf(Gen.Choose(-2, 10), known.Count)
               select known.Zip(values).ToDictionary(pair => pair.First, pair => (decimal)pair.Second);
    }
}
