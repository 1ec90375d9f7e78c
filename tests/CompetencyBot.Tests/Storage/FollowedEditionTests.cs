using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Storage;
using CompetencyBot.Tests.Domain;

namespace CompetencyBot.Tests.Storage;

public sealed class FollowedEditionTests
{
    private static readonly DateOnly Today = new(2018, 3, 1);

    [Fact]
    public void What_was_worked_out_for_several_days_is_kept_with_the_evidence()
    {
        var followed = Followed();
        var (today, then, before) = (followed.On(Today), followed.On(Today.AddDays(75)), followed.On(Today.AddMonths(-1)));

        Assert.Same(today, followed.On(Today));
        Assert.Same(then, followed.On(Today.AddDays(75)));
        Assert.Same(before, followed.On(Today.AddMonths(-1)));
        Assert.Equal([Today, Today.AddDays(75), Today.AddMonths(-1)], [today.Date, then.Date, before.Date]);
    }

    [Fact]
    public void Different_things_of_one_day_are_kept_apart_and_worked_out_once()
    {
        var (followed, times) = (Followed(), 0);

        Assert.Equal("a", followed.Once(Today, (_, _) => { times++; return "a"; }));
        Assert.Equal("a", followed.Once(Today, (_, _) => { times++; return "b"; }));
        Assert.Equal(Today, followed.On(Today).Date);
        Assert.Equal(1, times);
    }

    [Fact]
    public void Days_that_are_long_past_are_not_kept_for_ever()
    {
        var followed = Followed();
        var first = followed.On(Today);
        for (var day = 1; day <= 60; day++)
            followed.On(Today.AddDays(day));

        Assert.NotSame(first, followed.On(Today));
    }

    private static FollowedEdition Followed()
    {
        var edition = SmallEdition.Asking(new Alternative("a", [SmallEdition.Group("g1", 1, SmallEdition.A)]));
        return new FollowedEdition(edition, new Organisation().Person("amy", "item:a").On(edition));
    }
}
