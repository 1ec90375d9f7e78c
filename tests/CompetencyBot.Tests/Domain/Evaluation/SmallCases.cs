using CompetencyBot.Domain.Catalogue;
using FsCheck;
using FsCheck.Fluent;

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <param name="Held">What each person holds.</param>
/// <param name="Passable">Items that have not retired.</param>
internal sealed record SmallCase(SkillRequirement[] Requirements, string[][] Held, string[] Passable);

/// <summary>Small random requirements and organisations: up to three groups in all, four items and three people.</summary>
internal static class SmallCases
{
    private static readonly string[] Items = ["item:a", "item:b", "item:c", "item:d"];

    /// <summary>Brute force tries every set of people for every group, newcomers included.</summary>
    private const int MostPeopleAskedFor = 4;

    public static Arbitrary<SmallCase> Case() => (
        from requirements in Requirements.Where(each => each.Sum(skill => skill.Alternatives.Sum(PeopleAskedFor)) <= MostPeopleAskedFor)
        from people in Gen.Choose(0, 3)
        from held in Gen.ArrayOf(SomeItems, people)
        from passable in Gen.Frequency((2, Gen.Constant(Items)), (1, SomeItems))
        select new SmallCase(requirements, held, passable)).ToArbitrary();

    private static int PeopleAskedFor(Alternative alternative) => alternative.Groups.Sum(group => group.People);

    private static Gen<string[]> SomeItems => Gen.SubListOf(Items).Select(list => list.ToArray());

    private static Gen<SkillRequirement[]> Requirements => Gen.Frequency(
        (4, from groups in Gen.Choose(1, 3) from alternative in Alternative("a", groups) select new[] { new SkillRequirement("s1", [alternative]) }),
        (2, from one in Alternative("a", 1) from other in Alternative("b", 2) select new[] { new SkillRequirement("s1", [one, other]) }),
        (2, from one in Alternative("a", 1)
            from other in Alternative("a", 2)
            select new[] { new SkillRequirement("s1", [one]), new SkillRequirement("s2", [other]) }));

    private static Gen<Alternative> Alternative(string id, int groups) =>
        from made in Gen.CollectToList(Enumerable.Range(0, groups), Group)
        select new Alternative(id, [.. made]);

    private static Gen<Group> Group(int index) =>
        from people in Gen.Choose(1, 2)
        from each in Expression(2)
        from relation in Relation(index)
        select new Group($"g{index}", people, each, relation);

    // Only to earlier groups: a circle never loads.
    private static Gen<GroupRelation?> Relation(int index) => index == 0
        ? Gen.Constant<GroupRelation?>(null)
        : from related in Gen.Choose(0, 4)
          from kind in Gen.Elements(Enum.GetValues<GroupRelationKind>())
          from other in Gen.Choose(0, index - 1)
          select related == 0 ? null : new GroupRelation(kind, $"g{other}");

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
