using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using FsCheck;
using FsCheck.Fluent;

namespace CompetencyBot.Tests.Domain.Evaluation.Planning;

/// <param name="Levels">By wanted competency its paths, each with one level.</param>
/// <param name="Held">What each person holds.</param>
/// <param name="Passable">Items that have not retired.</param>
internal sealed record PlanCaseOfTest(ImmutableArray<ImmutableArray<RandomPath>> Levels, string[][] Held, string[] Passable);

/// <param name="Figure">The value of the path's figure, of which 10 are needed; null = the path asks for none.</param>
/// <param name="Requirements">Skill requirements, or a single score.</param>
internal sealed record RandomPath(ImmutableArray<Requirement> Requirements, int? Figure);

/// <summary>Small random programmes of several levels that share their few items, and organisations of up to three people.</summary>
internal static class PlanCases
{
    private static readonly string[] Items = ["item:a", "item:b", "item:c"];

    public static Arbitrary<PlanCaseOfTest> Case() => (
        from levels in Gen.Choose(1, 3)
        from wanted in Gen.CollectToList(Enumerable.Range(0, levels), _ => Paths)
        from people in Gen.Choose(0, 3)
        from held in Gen.ArrayOf(Gen.SubListOf(Items).Select(list => list.ToArray()), people)
        from passable in Gen.Frequency((4, Gen.Constant(Items)), (1, Gen.SubListOf(Items).Select(list => list.ToArray())))
        select new PlanCaseOfTest([.. wanted], held, passable)).ToArbitrary();

    private static Gen<ImmutableArray<RandomPath>> Paths =>
        from count in Gen.Frequency((3, Gen.Constant(1)), (2, Gen.Constant(2)))
        from paths in Gen.CollectToList(Enumerable.Range(0, count), _ => Path)
        select paths.ToImmutableArray();

    private static Gen<RandomPath> Path => Gen.Frequency(
        (1, from score in Score select new RandomPath([score], null)),
        (5, from requirements in Skills
            from figure in Gen.Frequency((2, Gen.Constant<int?>(null)), (2, Gen.Choose(0, 12).Select(value => (int?)value)))
            select new RandomPath(requirements, figure)));

    private static Gen<ImmutableArray<Requirement>> Skills => Gen.Frequency(
        (5, from groups in Gen.Choose(1, 2) from one in Alternative("a", groups) select ImmutableArray.Create<Requirement>(Skill("s1", one))),
        (2, from one in Alternative("a", 1) from other in Alternative("b", 2) select ImmutableArray.Create<Requirement>(Skill("s1", one, other))),
        (1, from one in Alternative("a", 1) from other in Alternative("a", 1) select ImmutableArray.Create<Requirement>(Skill("s1", one), Skill("s2", other))));

    private static SkillRequirement Skill(string id, params Alternative[] alternatives) => new SkillRequirement(id, [.. alternatives]);

    // Two indicators of people, one of them in steps, and a figure that is known to be at 1 of 2 points.
    private static Gen<Requirement> Score =>
        from first in Expression(1)
        from gate in Expression(1)
        from second in Expression(1)
        from required in Gen.Choose(1, 2)
        from need in Gen.Choose(2, 6)
        from aboveZero in Gen.Elements(true, false)
        select (Requirement)new ScoreRequirement(
            "score",
            need,
            aboveZero,
            [
                Indicator("people", 2, new PeopleScoring(first, 1, new ByMarket(2, 2))),
                Indicator("steps", 2, new StepScoring([new("one", gate, required, 0, 0), new("two", second, 0, 0, 1)])),
                Indicator("figure", 2, new FigureScoring(FigureCombination.Sum, [new("points", SmallEdition.Named("Points"), "count", 1, new ByMarket(2, 2))])),
            ]);

    private static Indicator Indicator(string id, decimal max, Scoring scoring) => new(id, SmallEdition.Named(id), max, scoring);

    private static Gen<Alternative> Alternative(string id, int groups) =>
        from made in Gen.CollectToList(Enumerable.Range(0, groups), Group)
        select new Alternative(id, [.. made]);

    private static Gen<Group> Group(int index) =>
        from people in Gen.Choose(1, 2)
        from each in Expression(2)
        from relation in Relation(index)
        select new Group($"g{index}", people, each, relation);

    private static Gen<GroupRelation?> Relation(int index) => index == 0
        ? Gen.Constant<GroupRelation?>(null)
        : from related in Gen.Choose(0, 3)
          from kind in Gen.Elements(Enum.GetValues<GroupRelationKind>())
          select related == 0 ? null : new GroupRelation(kind, "g0");

    private static Gen<ItemExpression> Expression(int depth)
    {
        var item = Gen.Elements(Items).Select(id => (ItemExpression)new ItemExpression.Holds(id));
        if (depth == 0)
            return item;
        var parts = from count in Gen.Choose(1, 3) from list in Gen.ArrayOf(Expression(depth - 1), count) select list;
        return Gen.Frequency(
            (2, item),
            (2, parts.Select(list => (ItemExpression)new ItemExpression.AnyOf([.. list]))),
            (2, parts.Select(list => (ItemExpression)new ItemExpression.AllOf([.. list]))));
    }
}
