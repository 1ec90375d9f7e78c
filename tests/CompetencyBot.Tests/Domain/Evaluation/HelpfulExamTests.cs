using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using FsCheck.Xunit;
using static CompetencyBot.Tests.Domain.SmallEdition;

namespace CompetencyBot.Tests.Domain.Evaluation;

public sealed class HelpfulExamTests
{
    private static readonly DateOnly Day = new(2018, 3, 1);

    [Property(Arbitrary = [typeof(SmallCases)], MaxTest = 1000, Replay = "20180301,21")]
    internal void An_exam_helps_where_trying_everything_finds_that_one_pass_less_is_lacking_with_it(SmallCase random)
    {
        if (random.Held.Length == 0)
            return;
        var edition = random.Items().Except(random.Passable).Aggregate(Of([.. random.Requirements]), (all, item) => all.Without(item, retires: Day.AddDays(-1)));
        var before = Lacking(random, random.Held[0]);

        var helpful = HelpfulExam.Of([(edition, Evidence(random.Held, edition))], Day, Organisation.Address("person0"));

        Assert.Equal(
            from item in random.Passable.Except(random.Held[0])
            let after = Lacking(random, [.. random.Held[0], item])
            where after < before
            orderby item
            select (item, after!.Value, before == 1 ? Alike(random) : 0),
            from exam in helpful
            orderby exam.Item.Id
            select (exam.Item.Id, exam.Best.Further, exam.Best.Alike));
    }

    [Property(Arbitrary = [typeof(SmallCases)], MaxTest = 300, Replay = "20180301,23")]
    internal void A_level_through_two_paths_is_nearer_where_the_nearest_of_them_is(SmallCase one, SmallCase other)
    {
        string[][] held = [.. one.Held, ["item:a"]];
        var edition = Of([new PathLevel(Level.Silver, [.. one.Requirements]), new PathLevel(Level.Silver, [.. other.Requirements])]);
        var evidence = Evidence(held, edition);
        var before = Nearest(held[0]);

        var helpful = HelpfulExam.Of([(edition, evidence)], Day, Organisation.Address("person0"));

        Assert.Equal(
            edition.Items.Keys.Except(held[0]).Where(item => Nearest([.. held[0], item]) < before).Order(),
            helpful.Select(exam => exam.Item.Id).Order());

        int? Nearest(string[] own) => ((SmallCase[])[one, other])
            .Min(path => Lacking(path with { Held = held, Passable = [.. edition.Items.Keys] }, own));
    }

    [Fact]
    public void What_completes_a_level_alone_comes_first_and_colleagues_who_could_do_the_same_are_counted()
    {
        // Two people with A and B: amy lacks B, as ben and cyd do; dan holds neither, and eve's account is not associated.
        var edition = Asking(new Alternative("a", [Group("g1", 2, All(A, B))]));
        var evidence = new Organisation().Person("amy", "item:a").Person("ben", "item:a").Person("cyd", "item:b").Person("dan").Person("fay", "item:a", "item:b")
            .Person("eve", "item:a").Linked("eve", null).On(edition);

        var best = Assert.Single(HelpfulExam.Of([(edition, evidence)], Day, Organisation.Address("amy")));

        Assert.Equal(("item:b", 0, true, 2), (best.Item.Id, best.Best.Further, best.Best.IsCompleted, best.Best.Alike));
        Assert.Equal("item:b", Assert.Single(HelpfulExam.Of([(edition, evidence)], Day, Organisation.Address("eve"))).Item.Id); // linking costs no exam
        Assert.Empty(HelpfulExam.Of([(edition, evidence)], Day, Organisation.Address("fay")));
    }

    [Fact]
    public void The_order_is_figures_then_passes_then_what_builds_on_something_held_then_the_level()
    {
        var figure = new PerformanceRequirement("figure", "f", "count", new ByMarket(10, 10), null);
        var edition = Competencies(
            ("figures", Level.Gold, [new SkillRequirement("s", [new Alternative("a", [Group("g", 1, A)])]), figure]),
            ("far", Level.Gold, [new SkillRequirement("s", [new Alternative("a", [Group("g", 2, B)])])]),
            ("new", Level.Gold, [new SkillRequirement("s", [new Alternative("a", [Group("g", 1, C)])])]),
            ("own", Level.Silver, [new SkillRequirement("s", [new Alternative("a", [Group("g", 1, All(new ItemExpression.Holds("item:d"), new ItemExpression.Holds("item:e")))])])]),
            ("high", Level.Gold, [new SkillRequirement("s", [new Alternative("a", [Group("g", 1, All(new ItemExpression.Holds("item:d"), new ItemExpression.Holds("item:f")))])])]));

        var helpful = HelpfulExam.Of([(edition, new Organisation().Person("amy", "item:d").On(edition))], Day, Organisation.Address("amy"));

        Assert.Equal(["item:f", "item:e", "item:c", "item:b", "item:a"], helpful.Select(exam => exam.Item.Id));
        Assert.Equal([(false, 0), (false, 0), (false, 0), (false, 1), (true, 0)], helpful.Select(exam => (exam.Best.FiguresOpen, exam.Best.Further)));
    }

    [Fact]
    public void Of_equally_near_ones_the_exam_that_can_be_passed_longer_comes_first_then_the_one_that_serves_more_levels()
    {
        SkillRequirement One(ItemExpression each) => new("s", [new Alternative("a", [Group("g", 1, each)])]);
        var edition = Competencies(("one", Level.Silver, [One(Any(A, B, C))]), ("two", Level.Silver, [One(Any(A, C))]));
        edition = edition.Without("item:a", retires: Day.AddDays(30));

        Assert.Equal(["item:c", "item:b", "item:a"], HelpfulExam.Of([(edition, new Organisation().Person("amy").On(edition))], Day, Organisation.Address("amy")).Select(exam => exam.Item.Id));
    }

    [Fact]
    public void Nothing_helps_in_an_edition_that_has_ended_nor_by_somebody_who_has_left_nor_a_level_below_the_one_that_is_held()
    {
        var edition = Competencies(("one", Level.Silver, [new SkillRequirement("s", [new Alternative("a", [Group("g", 1, A)])])]));
        var evidence = new Organisation().Person("amy").Person("ben").Leaves("ben", Day).On(edition);
        var amy = Organisation.Address("amy");

        Assert.NotEmpty(HelpfulExam.Of([(edition, evidence)], Day, amy));
        Assert.Empty(HelpfulExam.Of([(edition with { AppliesTo = Day.AddDays(-1) }, evidence)], Day, amy));
        Assert.Empty(HelpfulExam.Of([(edition, evidence)], Day, Organisation.Address("ben")));
        Assert.Throws<ArgumentException>(() => HelpfulExam.Of([(edition, evidence)], Day, "nobody@contoso.example"));
        var two = SmallEdition.Of([new PathLevel(Level.Silver, [new SkillRequirement("s", [new Alternative("a", [Group("g", 1, A)])])]), new PathLevel(Level.Gold, [new SkillRequirement("s", [new Alternative("a", [Group("g", 1, B)])])])]);
        Assert.Empty(HelpfulExam.Of([(two, new Organisation().Person("amy", "item:b").On(two))], Day, amy));
    }

    private static int? Lacking(SmallCase random, string[] own) => BruteForce.FewestPasses(
        random.Requirements.Select(requirement => (IReadOnlyList<Alternative>)requirement.Alternatives),
        [new HashSet<string>(own), .. random.Held.Skip(1).Select(items => new HashSet<string>(items))],
        new HashSet<string>(random.Passable));

    /// <summary>The others who hold some of what is asked for and by one of whose passes nothing is lacking any more.</summary>
    private static int Alike(SmallCase random) => Enumerable.Range(1, random.Held.Length - 1).Count(other =>
        random.Held[other].Intersect(random.Items()).Any()
        && random.Passable.Except(random.Held[other]).Any(item => Lacking(
            random with { Held = [.. random.Held.Select((items, at) => at == other ? [.. items, item] : items)] }, random.Held[0]) == 0));

    private static Edition Competencies(params (string Id, Level Level, Requirement[] Requirements)[] asked)
    {
        var edition = Of(Enumerable.Empty<PathLevel>());
        return edition with
        {
            Items = new[] { "a", "b", "c", "d", "e", "f" }.Select(letter => new Item($"item:{letter}", ItemKind.Exam, null, $"Title of {letter}", "Microsoft"))
                .Aggregate(edition.Items, (items, item) => items.SetItem(item.Id, item)),
            Competencies =
            [
                .. asked.Select(each => new Competency(
                    each.Id, Named(each.Id), [new CompetencyPath("p", Named("p"), [new PathLevel(each.Level, [.. each.Requirements])])], [Somewhere], [], [])),
            ],
        };
    }

    private static MatchedEvidence Evidence(string[][] held, Edition edition) =>
        held.Index().Aggregate(new Organisation(), (organisation, person) => organisation.Person($"person{person.Index}", person.Item)).On(edition);
}

internal static class SmallCaseItems
{
    /// <summary>Every item that is asked for.</summary>
    public static IEnumerable<string> Items(this SmallCase random) => random.Requirements
        .SelectMany(requirement => requirement.Alternatives).SelectMany(alternative => alternative.Groups).SelectMany(group => group.Each.Items()).Distinct();
}
