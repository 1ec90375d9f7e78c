using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Tests.Domain.Evidence;

public sealed class ContentDiffTests
{
    private static readonly DateOnly Day = new(2018, 3, 1);

    [Fact]
    public void Rows_that_say_the_same_are_the_same_wherever_they_stand() => Assert.Equal(
        new ContentDiff(0, 0, 0, 2),
        Of([Amy, Bob], [Bob with { Line = 2 }, Amy with { Line = 9 }]));

    [Fact]
    public void Of_a_person_anything_but_the_address_may_change_and_the_address_is_told_without_case() => Assert.Equal(
        new ContentDiff(1, 1, 1, 0),
        Of([Amy, Bob], [Amy with { UserPrincipalName = "AMY@contoso.example", DisplayName = "Amy B" }, Bob with { UserPrincipalName = "cyd@contoso.example" }]));

    [Theory]
    [InlineData(1, 1, 0, 0, 0, 1)]
    [InlineData(2, 1, 0, 0, 1, 1)]
    [InlineData(1, 2, 1, 0, 0, 1)]
    [InlineData(3, 3, 0, 0, 0, 3)]
    public void The_same_row_several_times_counts_as_often_as_it_stands_there(int before, int after, int isNew, int changed, int gone, int same) => Assert.Equal(
        new ContentDiff(isNew, changed, gone, same),
        Of(Enumerable.Repeat(Pass, before), Enumerable.Repeat(Pass, after)));

    [Fact]
    public void Of_several_rows_with_one_key_as_many_have_changed_as_both_contents_have() => Assert.Equal(
        new ContentDiff(0, 1, 1, 1),
        Of([Pass, Pass with { Title = "one" }, Pass with { Title = "two" }], [Pass with { Title = "three" }, Pass]));

    [Fact]
    public void A_pass_is_known_by_whose_it_is_its_item_and_its_day()
    {
        Assert.Equal(new ContentDiff(0, 1, 0, 0), Of([Pass], [Pass with { ExpiresOn = Day.AddYears(1) }]));
        Assert.Equal(new ContentDiff(1, 0, 1, 0), Of([Pass], [Pass with { CompletedOn = Day.AddDays(1) }]));
        Assert.Equal(new ContentDiff(1, 0, 1, 0), Of([Pass], [Pass with { ActivityId = "70-348" }]));
        Assert.Equal(new ContentDiff(1, 0, 1, 0), Of([Pass], [Pass with { CorpEmail = "bob@contoso.example" }]));
    }

    [Fact]
    public void A_figure_is_known_by_what_it_is_of_and_its_month_and_its_zeros_do_not_matter()
    {
        var figure = new PerformanceRecord("Cloud Platform", null, Day, "Revenue", null, 1.50m);
        Assert.Equal(new ContentDiff(0, 0, 0, 1), Of([figure], [figure with { TrailingTwelveMonths = 1.5m }]));
        Assert.Equal(new ContentDiff(0, 1, 0, 0), Of([figure], [figure with { TrailingTwelveMonths = 1.6m }]));
        Assert.Equal(new ContentDiff(1, 0, 1, 0), Of([figure], [figure with { OptionName = "Azure" }]));
        var value = new CapabilityRecord("Modern Work", null, "Growth", Day, 7);
        Assert.Equal(new ContentDiff(0, 1, 0, 0), Of([value], [value with { Value = 8 }]));
        Assert.Equal(new ContentDiff(1, 0, 1, 0), Of([value], [value with { Track = "SMB" }]));
    }

    [Fact]
    public void So_are_levels_and_memberships()
    {
        var level = new HistoryRecord("Messaging", "Gold", "Active", Day, null);
        Assert.Equal(new ContentDiff(0, 1, 0, 0), Of([level], [level with { Status = "Inactive" }]));
        Assert.Equal(new ContentDiff(1, 0, 1, 0), Of([level], [level with { StartDate = Day.AddDays(1) }]));
        var membership = new MembershipRecord(MembershipOffer.Gold, Day, Day.AddYears(1), null);
        Assert.Equal(new ContentDiff(0, 1, 0, 0), Of([membership], [membership with { Market = Market.Developing }]));
        Assert.Equal(new ContentDiff(1, 0, 1, 0), Of([membership], [membership with { Offer = MembershipOffer.Silver }]));
    }

    [Fact]
    public void Texts_do_not_run_together_and_an_empty_one_is_none() => Assert.Equal(
        new ContentDiff(2, 0, 2, 0),
        Of(
            [new HistoryRecord("ab", "c", "Active", null, null), new HistoryRecord("d", "", "Active", null, null)],
            [new HistoryRecord("a", "bc", "Active", null, null), new HistoryRecord("", "d", "Active", null, null)]));

    [Theory]
    [InlineData(19, 0, false)]
    [InlineData(20, 80, true)]
    [InlineData(20, 81, false)]
    [InlineData(500, 0, true)]
    public void Much_is_a_fifth_and_at_least_twenty(int gone, int same, bool expected) => Assert.Equal(expected, new ContentDiff(1_000, 0, gone, same).TakesMuch);

    [Fact]
    public void What_changed_is_not_taken_away() => Assert.False(new ContentDiff(0, 500, 0, 0).TakesMuch);

    private static PersonRecord Amy { get; } = new("amy@contoso.example", "Amy");

    private static PersonRecord Bob { get; } = new("bob@contoso.example", "Bob", LeftOn: Day);

    private static TrainingRecord Pass { get; } = new("70-347", null, null, "amy@contoso.example", null, Day);

    private static ContentDiff Of(IEnumerable<PersonRecord> before, IEnumerable<PersonRecord> after) => Of(before.Select(RowPrint.Of), after.Select(RowPrint.Of));

    private static ContentDiff Of(IEnumerable<TrainingRecord> before, IEnumerable<TrainingRecord> after) => Of(before.Select(RowPrint.Of), after.Select(RowPrint.Of));

    private static ContentDiff Of(IEnumerable<PerformanceRecord> before, IEnumerable<PerformanceRecord> after) => Of(before.Select(RowPrint.Of), after.Select(RowPrint.Of));

    private static ContentDiff Of(IEnumerable<CapabilityRecord> before, IEnumerable<CapabilityRecord> after) => Of(before.Select(RowPrint.Of), after.Select(RowPrint.Of));

    private static ContentDiff Of(IEnumerable<HistoryRecord> before, IEnumerable<HistoryRecord> after) => Of(before.Select(RowPrint.Of), after.Select(RowPrint.Of));

    private static ContentDiff Of(IEnumerable<MembershipRecord> before, IEnumerable<MembershipRecord> after) => Of(before.Select(RowPrint.Of), after.Select(RowPrint.Of));

    private static ContentDiff Of(IEnumerable<RowPrint> before, IEnumerable<RowPrint> after)
    {
        var comparison = new ContentComparison();
        foreach (var row in before)
            comparison.AddBefore(row);
        foreach (var row in after)
            comparison.AddAfter(row);
        return comparison.Count();
    }
}
