using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using static CompetencyBot.Tests.Domain.SmallEdition;

namespace CompetencyBot.Tests.Domain.Evaluation;

public sealed class LevelShareTests
{
    [Theory]
    [InlineData(0, 4, 0)]
    [InlineData(1, 4, 0.25)]
    [InlineData(4, 4, 1)]
    [InlineData(9, 4, 1)]
    [InlineData(-2, 4, 0)]
    [InlineData(0, 0, 1)]
    public void A_share_is_between_nothing_and_all(int have, int need, double share) => Assert.Equal((decimal)share, LevelShare.Of(have, need));

    [Fact]
    public void A_level_has_the_mean_of_its_requirements_and_is_full_only_when_met()
    {
        var edition = Asking(new Alternative("a", [Group("g1", 2, A), Group("g2", 2, B)]));

        Assert.Equal(0.5m, Of(edition, new Organisation().Person("amy", "item:a").Person("bob", "item:a")));
        Assert.Equal(1, Of(edition, new Organisation().Person("amy", "item:a", "item:b").Person("bob", "item:a", "item:b")));
        Assert.Equal(0, Of(edition, new Organisation()));
    }

    private static decimal Of(Edition edition, Organisation organisation) =>
        LevelShare.Of(Assert.Single(Attainment.Of(edition, organisation.On(edition), new DateOnly(2018, 3, 1)).Levels));
}
