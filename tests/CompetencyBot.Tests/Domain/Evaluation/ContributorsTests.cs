using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using static CompetencyBot.Tests.Domain.SmallEdition;

namespace CompetencyBot.Tests.Domain.Evaluation;

public sealed class ContributorsTests
{
    private static readonly DateOnly Today = new(2018, 3, 1);

    [Fact]
    public void Who_satisfies_what_is_asked_counts_and_who_holds_a_part_of_it_is_away()
    {
        var found = Of(
            Asking(new Alternative("a", [Group("g1", 2, All(A, B))])),
            new Organisation().Person("amy", "item:a", "item:b").Person("bob", "item:b").Person("cyd", "item:c").Person("dan"));

        Assert.Equal(["amy"], found.Counting.Select(Short));
        Assert.Equal([("bob", "item:a")], found.OneAway.Select(Short));
    }

    [Fact]
    public void Where_one_item_is_enough_nobody_is_away_since_everybody_would_be()
    {
        var found = Of(Asking(new Alternative("a", [Group("g1", 2, Any(A, B))])), new Organisation().Person("amy", "item:a").Person("bob"));

        Assert.Equal(["amy"], found.Counting.Select(Short));
        Assert.Empty(found.OneAway);
    }

    [Fact]
    public void Any_of_several_passes_may_be_what_is_lacking()
    {
        var found = Of(Asking(new Alternative("a", [Group("g1", 1, All(A, Any(B, C)))])), new Organisation().Person("amy", "item:a").Person("bob", "item:b", "item:c"));

        Assert.Equal([("amy", "item:b item:c"), ("bob", "item:a")], found.OneAway.Select(Short));
    }

    [Fact]
    public void Two_passes_away_is_not_one()
    {
        var found = Of(Asking(new Alternative("a", [Group("g1", 1, All(A, B, C))])), new Organisation().Person("amy", "item:a").Person("bob", "item:a", "item:c"));

        Assert.Equal(["bob"], found.OneAway.Select(away => Short(away.PersonId)));
    }

    [Fact]
    public void Whoever_counts_for_another_group_or_alternative_of_the_level_is_not_away()
    {
        var edition = Asking(new Alternative("a", [Group("g1", 1, All(A, B))]), new Alternative("b", [Group("g1", 1, C)]));

        var found = Of(edition, new Organisation().Person("amy", "item:a", "item:c").Person("bob", "item:a"));

        Assert.Equal(["amy"], found.Counting.Select(Short));
        Assert.Equal([("bob", "item:b")], found.OneAway.Select(Short));
    }

    [Fact]
    public void Only_what_counts_on_the_day_is_looked_at()
    {
        var found = Of(
            Asking(new Alternative("a", [Group("g1", 2, All(A, B))])),
            new Organisation()
                .Person("amy", "item:a", "item:b").Linked("amy", null)
                .Person("bob", "item:a", "item:b").Leaves("bob", Today)
                .Person("cyd", "item:a").Passed("cyd", "item:b", expires: Today.AddDays(-1))
                .Person("dan", "item:a").Passed("dan", "item:b", on: Today.AddDays(1)));

        Assert.Empty(found.Counting);
        Assert.Equal(["cyd", "dan"], found.OneAway.Select(away => Short(away.PersonId)));
    }

    [Fact]
    public void What_can_be_passed_no_more_is_no_way()
    {
        var edition = Asking(new Alternative("a", [Group("g1", 1, All(A, B))])).Without("item:b", retires: Today.AddDays(-1));

        Assert.Empty(Of(edition, new Organisation().Person("amy", "item:a")).OneAway);
    }

    private static Contributors Of(Edition edition, Organisation organisation) => Assert.Single(Contributors.Of(edition, organisation.On(edition), Today));

    private static string Short(string personId) => personId.Split('@')[0];

    private static (string Person, string Items) Short(PassAway away) => (Short(away.PersonId), string.Join(' ', away.ItemIds));
}
