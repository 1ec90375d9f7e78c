using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Tests.Domain.Catalogue;

public sealed class EditionSetTests
{
    [Fact]
    public void Every_edition_that_ships_loads_and_is_read_once()
    {
        Assert.Equal(["2023-10", "2026", "docs-2017-12", "docs-2021-07"], EditionSet.Shipped.Ids);
        Assert.All(EditionSet.Shipped.Ids, id => Assert.Same(EditionSet.Shipped.Load(id), EditionSet.Shipped.Load(id)));
    }

    [Fact]
    public void An_edition_that_is_not_there_is_refused_with_those_that_are() => Assert.Contains(
        "'docs-1999'. There are: 2023-10, 2026, docs-2017-12, docs-2021-07.",
        Assert.Throws<ArgumentException>(() => EditionSet.Shipped.Load("docs-1999")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void An_edition_is_added_or_takes_the_place_of_one_with_its_id()
    {
        var added = EditionFixture.Parse(EditionFixture.Good);
        var instead = EditionSet.Shipped.Load("2026") with { Title = "Ours" };

        var editions = EditionSet.Shipped.With([added, instead]);

        Assert.Equal(["2023-10", "2026", "docs-2017-12", "docs-2021-07", "good"], editions.Ids);
        Assert.Same(added, editions.Load("good"));
        Assert.Equal("Ours", editions.Load("2026").Title);
        Assert.NotEqual("Ours", EditionSet.Shipped.Load("2026").Title);
        Assert.False(EditionSet.Shipped.Contains("good"));
    }
}
