using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using FsCheck;
using FsCheck.Xunit;
using static CompetencyBot.Tests.Domain.SmallEdition;

namespace CompetencyBot.Tests.Domain.Evaluation;

public sealed class LapsingCertificateTests
{
    private static readonly DateOnly Today = new(2018, 3, 1);

    private static readonly Edition Edition = Asking(new Alternative("a", [Group("g1", 2, Any(A, B))]));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void What_lapses_within_the_days_is_there_with_its_last_valid_day(int days, bool found)
    {
        var lapsing = Of(new Organisation().Person("amy", "item:b").Passed("amy", "item:a", expires: Today.AddDays(days)));

        Assert.Equal(found ? [("amy", "item:a", Today.AddDays(days), true)] : [], lapsing.Select(Short));
        if (found)
            Assert.Equal(["c1"], lapsing[0].Uses.Select(use => use.Competency.Id));
    }

    [Fact]
    public void A_renewed_certificate_does_not_lapse() => Assert.Empty(Of(new Organisation()
        .Person("amy").Passed("amy", "item:a", expires: Today.AddDays(5)).Passed("amy", "item:a", Today.AddDays(-1), Today.AddDays(370))
        .Person("bob").Passed("bob", "item:a", expires: Today.AddDays(5)).Passed("bob", "item:a")
        .Person("cyd").Passed("cyd", "item:a", expires: Today.AddDays(5)).Passed("cyd", "item:a", Today.AddDays(3), Today.AddDays(370))));

    [Fact]
    public void Of_several_rows_that_lapse_the_last_day_is_that_of_the_latest() => Assert.Equal(
        [("amy", "item:a", Today.AddDays(20), true)],
        Of(new Organisation()
            .Person("amy").Passed("amy", "item:a", expires: Today.AddDays(5)).Passed("amy", "item:a", expires: Today.AddDays(20))
            .Passed("amy", "item:a", expires: Today.AddDays(400), status: "Revoked")).Select(Short));

    [Fact]
    public void What_was_not_passed_yet_or_was_revoked_or_has_lapsed_already_does_not_lapse() => Assert.Empty(Of(new Organisation()
        .Person("amy").Passed("amy", "item:a", Today.AddDays(1), Today.AddDays(5))
        .Person("bob").Passed("bob", "item:a", expires: Today.AddDays(5), status: "Inactive")
        .Person("cyd").Passed("cyd", "item:a", expires: Today.AddDays(-5))));

    [Fact]
    public void What_is_held_without_an_associated_account_would_count()
    {
        var waiting = new DateTimeOffset(2018, 3, 1, 1, 0, 0, TimeSpan.Zero);

        var lapsing = Of(new Organisation()
            .Person("amy").Passed("amy", "item:a", expires: Today.AddDays(5)).Linked("amy", null)
            .Person("bob").Passed("bob", "item:a", expires: Today.AddDays(5)).Linked("bob", waiting));

        Assert.Equal([("amy", false), ("bob", true)], lapsing.Select(each => (each.Person.DisplayName, each.Counts)));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(5, false)]
    [InlineData(6, false)] // the first day without the certificate is the first day without the person
    [InlineData(7, true)]
    public void Somebody_who_leaves_before_it_matters_is_left_out(int leaves, bool found) => Assert.Equal(found, Of(new Organisation()
        .Person("amy").Passed("amy", "item:a", expires: Today.AddDays(5)).Leaves("amy", Today.AddDays(leaves))).Length == 1);

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public void An_item_that_is_no_longer_accepted_by_then_is_left_out(int accepted, bool found) => Assert.Equal(found, Of(
        new Organisation().Person("amy").Passed("amy", "item:a", expires: Today.AddDays(5)),
        Edition.Without("item:a", acceptedUntil: Today.AddDays(accepted))).Length == 1);

    [Fact]
    public void An_item_that_nobody_asks_for_and_an_edition_that_has_ended_are_left_out()
    {
        var organisation = new Organisation().Person("amy").Passed("amy", "item:c", expires: Today.AddDays(5));

        Assert.Empty(Of(organisation));
        Assert.Empty(Of(new Organisation().Person("amy").Passed("amy", "item:a", expires: Today.AddDays(5)), Edition with { AppliesTo = Today.AddDays(-1) }));
    }

    [Fact]
    public void An_item_that_two_editions_ask_for_is_there_once_with_what_it_counts_for_in_both()
    {
        var other = Edition with { Id = "other", Competencies = [Edition.Competencies[0] with { Id = "c2" }] };
        var organisation = new Organisation().Person("bob").Passed("bob", "item:b", expires: Today.AddDays(9)).Passed("bob", "item:a", expires: Today.AddDays(3))
            .Person("amy").Passed("amy", "item:a", expires: Today.AddDays(3));

        var lapsing = LapsingCertificate.Of([(Edition, organisation.On(Edition)), (other, organisation.On(other))], Today, 30);

        Assert.Equal(
            [("bob", "item:a", "c1 c2"), ("bob", "item:b", "c1 c2"), ("amy", "item:a", "c1 c2")],
            lapsing.Select(each => (each.Person.DisplayName, each.Item.Id, string.Join(' ', each.Uses.Select(use => use.Competency.Id)))));
    }

    [Fact]
    public void In_a_leap_year_a_day_more_lies_before_the_first_of_march()
    {
        var organisation = new Organisation().Person("amy").Passed("amy", "item:a", expires: new DateOnly(2020, 2, 29))
            .Person("bob").Passed("bob", "item:a", expires: new DateOnly(2020, 3, 1));

        Assert.Equal([new DateOnly(2020, 2, 29)], Of(organisation, today: new DateOnly(2020, 1, 30)).Select(each => each.LastDay));
        Assert.Equal(["amy", "bob"], Of(organisation, today: new DateOnly(2020, 1, 31)).Select(each => each.Person.DisplayName));
        Assert.Equal(["bob"], Of(organisation, today: new DateOnly(2020, 3, 1)).Select(each => each.Person.DisplayName));
    }

    [Fact]
    public void The_end_of_the_calendar_is_no_certificate_that_lapses() => Assert.Empty(LapsingCertificate.Of(
        [(Edition, new Organisation().Person("amy").Passed("amy", "item:a", expires: DateOnly.MaxValue).On(Edition))], DateOnly.MaxValue.AddDays(-9), int.MaxValue));

    /// <summary>Whoever is told of a lapse holds the item on its last day and not on the day after it; and whoever loses it so is told.</summary>
    [Property(MaxTest = 1000, Replay = "20180301,11")]
    public void Exactly_what_counts_on_its_last_day_and_no_more_on_the_next_is_found(DoNotSize<uint> chance, DoNotSize<uint> more)
    {
        var organisation = new Organisation().Person("amy");
        for (var row = 0; row < 3; row++)
        {
            var days = (int)(chance.Item >> (row * 8) & 0xFF) - 60;
            organisation.Passed(
                "amy", (more.Item >> row & 1) == 0 ? "item:a" : "item:b", expires: (more.Item >> (row + 3) & 3) == 0 ? null : Today.AddDays(days));
        }

        var person = organisation.On(Edition).People[0];
        var lost =
            from item in (string[])["item:a", "item:b"]
            from day in Enumerable.Range(0, 91).Select(Today.AddDays)
            where Counts(item, day) && !Counts(item, day.AddDays(1))
            orderby day, item
            select (item, day);

        Assert.Equal(lost, Of(organisation, days: 90).Select(each => (each.Item.Id, each.LastDay)));

        bool Counts(string item, DateOnly day) =>
            Counting.ItemsOf(person, Edition, day).Any(held => held.Item?.Id == item && held.Standing == ItemStanding.Counts);
    }

    private static (string, string, DateOnly, bool) Short(LapsingCertificate each) => (each.Person.DisplayName, each.Item.Id, each.LastDay, each.Counts);

    private static LapsingCertificate[] Of(Organisation organisation, Edition? edition = null, DateOnly? today = null, int days = 30) =>
        [.. LapsingCertificate.Of([(edition ?? Edition, organisation.On(edition ?? Edition))], today ?? Today, days)];
}
