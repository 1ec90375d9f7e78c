using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Tests.Domain.Evaluation;

public sealed class CountingTests
{
    private static readonly Edition Catalogue = EditionSet.Shipped.Load("docs-2017-12");
    private static readonly DateOnly Day = new(2018, 3, 1);

    [Theory]
    [InlineData("2018-02-28T23:59:59Z", true)]
    [InlineData("2018-03-01T00:00:00Z", false)]
    [InlineData("2018-03-01T07:59:59+08:00", true)]
    public void A_person_counts_on_the_day_in_which_the_24_hours_after_associating_end(string associated, bool counts)
    {
        var organisation = new Organisation().Person("amy", "70-347").Linked("amy", DateTimeOffset.Parse(associated, null));
        Assert.Equal(counts ? ItemStanding.Counts : ItemStanding.Waiting, StandingOf(organisation));
        Assert.Equal(counts, Counting.Counts(organisation.On(Catalogue).People[0], Day));
    }

    [Fact]
    public void Without_an_associated_account_nothing_counts() =>
        Assert.Equal(ItemStanding.NotAssociated, StandingOf(new Organisation().Person("amy", "70-347").Linked("amy", null)));

    [Theory]
    [InlineData("2018-03-01", ItemStanding.Left)]
    [InlineData("2018-03-02", ItemStanding.Counts)]
    public void A_person_counts_until_the_day_before_leaving(string left, ItemStanding standing) =>
        Assert.Equal(standing, StandingOf(new Organisation().Person("amy", "70-347").Leaves("amy", Date(left))));

    [Theory]
    [InlineData("2018-02-28", ItemStanding.Lapsed)]
    [InlineData("2018-03-01", ItemStanding.Counts)]
    public void A_certificate_counts_through_its_last_day(string expires, ItemStanding standing) =>
        Assert.Equal(standing, StandingOf(new Organisation().Person("amy").Passed("amy", "70-347", expires: Date(expires))));

    [Theory]
    [InlineData("2018-03-01", ItemStanding.Counts)]
    [InlineData("2018-03-02", ItemStanding.NotYetCompleted)]
    public void A_pass_counts_from_the_day_it_is_completed(string completed, ItemStanding standing) =>
        Assert.Equal(standing, StandingOf(new Organisation().Person("amy").Passed("amy", "70-347", Date(completed))));

    [Fact]
    public void An_exam_counts_through_the_last_day_it_is_accepted()
    {
        var amy = new Organisation().Person("amy", "70-246").On(Catalogue).People[0];
        Assert.Equal(ItemStanding.Counts, Counting.ItemsOf(amy, Catalogue, new DateOnly(2018, 12, 31))[0].Standing);
        Assert.Equal(ItemStanding.NoLongerAccepted, Counting.ItemsOf(amy, Catalogue, new DateOnly(2019, 1, 1))[0].Standing);
    }

    [Fact]
    public void A_revoked_row_does_not_count() =>
        Assert.Equal(ItemStanding.NotActive, StandingOf(new Organisation().Person("amy").Passed("amy", "70-347", status: "Revoked")));

    [Fact]
    public void What_no_programme_asks_for_is_shown_as_such() =>
        Assert.Equal(ItemStanding.NotAskedFor, StandingOf(new Organisation().Person("amy", "AZ-900")));

    [Fact]
    public void One_counting_row_is_enough_and_another_takes_nothing_away()
    {
        var organisation = new Organisation().Person("amy")
            .Passed("amy", "70-347", expires: Day.AddDays(-1))
            .Passed("amy", "70-347", expires: Day.AddDays(30))
            .Passed("amy", "70-347", status: "Revoked");

        var held = Assert.Single(Counting.ItemsOf(organisation.On(Catalogue).People[0], Catalogue, Day));

        Assert.Equal((ItemStanding.Counts, Day.AddDays(30)), (held.Standing, held.CountsUntil));
    }

    [Fact]
    public void The_last_day_an_item_counts_is_the_earliest_of_its_ends()
    {
        var organisation = new Organisation().Person("amy")
            .Passed("amy", "70-246", expires: new DateOnly(2019, 5, 1)).Leaves("amy", new DateOnly(2018, 7, 1));
        Assert.Equal(new DateOnly(2018, 6, 30), Counting.ItemsOf(organisation.On(Catalogue).People[0], Catalogue, Day)[0].CountsUntil);
    }

    private static ItemStanding StandingOf(Organisation organisation) =>
        Assert.Single(Counting.ItemsOf(organisation.On(Catalogue).People[0], Catalogue, Day)).Standing;

    private static DateOnly Date(string text) => DateOnly.Parse(text, null);
}
