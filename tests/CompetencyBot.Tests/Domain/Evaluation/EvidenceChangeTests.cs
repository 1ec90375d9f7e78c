using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using static CompetencyBot.Tests.Domain.SmallEdition;

namespace CompetencyBot.Tests.Domain.Evaluation;

public sealed class EvidenceChangeTests
{
    private static readonly DateOnly Today = new(2018, 3, 1);
    private static readonly DateOnly Before = new(2018, 2, 1);
    private static readonly Edition Edition = Asking(new Alternative("a", [Group("g1", 2, Any(A, B))]));

    [Fact]
    public void A_level_that_was_reached_since_rose()
    {
        var change = Of(new Organisation().Person("amy", "item:a").Person("bob").Passed("bob", "item:b", on: Today));

        var level = Assert.Single(change.Levels);
        Assert.Equal((null, Level.Silver, true), (level.Before, level.After, level.IsRise));
        Assert.Equal((1, 0, 0, false), (change.NewPasses, change.NewlyLinked, change.Lapsed, change.IsNothing));
    }

    [Fact]
    public void A_level_whose_certificate_lapsed_since_fell()
    {
        var change = Of(new Organisation().Person("amy", "item:a").Person("bob").Passed("bob", "item:b", expires: Today.AddDays(-1)));

        var level = Assert.Single(change.Levels);
        Assert.Equal((Level.Silver, null, false), (level.Before, level.After, level.IsRise));
        Assert.Equal(1, change.Lapsed);
    }

    [Theory]
    [InlineData(-29, 0)]
    [InlineData(-28, 0)]
    [InlineData(-27, 1)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void A_pass_is_new_when_it_came_after_the_earlier_day(int days, int expected) =>
        Assert.Equal(expected, Of(new Organisation().Person("amy").Passed("amy", "item:a", on: Today.AddDays(days))).NewPasses);

    [Fact]
    public void A_certificate_that_was_earned_again_is_neither_new_nor_lapsed()
    {
        var change = Of(new Organisation().Person("amy").Passed("amy", "item:a", expires: Today.AddDays(-3)).Passed("amy", "item:a", on: Today.AddDays(-5)));

        Assert.True(change.IsNothing);
    }

    [Fact]
    public void Whose_account_counts_since_is_newly_linked()
    {
        var change = Of(new Organisation()
            .Person("amy").Linked("amy", new DateTimeOffset(2018, 2, 10, 9, 0, 0, TimeSpan.Zero))
            .Person("bob").Linked("bob", new DateTimeOffset(2018, 3, 1, 9, 0, 0, TimeSpan.Zero)) // counts from tomorrow
            .Person("cyd"));

        Assert.Equal(1, change.NewlyLinked);
    }

    [Fact]
    public void Of_people_who_have_left_nothing_is_told_but_the_levels()
    {
        var change = Of(new Organisation()
            .Person("amy", "item:a").Person("bob", "item:b").Passed("bob", "item:a", on: Today.AddDays(-3)).Leaves("bob", Today.AddDays(-1)));

        Assert.Equal(0, change.NewPasses);
        Assert.Equal(Level.Silver, Assert.Single(change.Levels).Before);
    }

    private static EvidenceChange Of(Organisation organisation)
    {
        var evidence = organisation.On(Edition);
        return EvidenceChange.Of(Attainment.Of(Edition, evidence, Before), Attainment.Of(Edition, evidence, Today), evidence);
    }
}
