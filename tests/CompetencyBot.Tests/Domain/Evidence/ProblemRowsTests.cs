using System.Collections.Immutable;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Tests.Domain.Evidence;

public sealed class ProblemRowsTests
{
    [Fact]
    public void A_row_that_one_edition_uses_is_no_problem_of_the_other() =>
        Assert.Empty(Of([Row(2, UnmatchedReason.UnknownDesignation, "Security")], []));

    [Fact]
    public void Of_a_row_that_no_edition_uses_the_one_that_came_furthest_says_why()
    {
        var furthest = Row(2, UnmatchedReason.SeveralMetrics, "Usage") with { Detail = "usage_cpor, usage_dpor" };

        Assert.Equal([furthest], Of([Row(2, UnmatchedReason.UnknownDesignation, "Security")], [furthest]));
        Assert.Equal([furthest], Of([furthest], [Row(2, UnmatchedReason.UnknownOption, "SMB")]));
    }

    [Fact]
    public void The_same_reason_in_two_editions_is_told_once() => Assert.Equal(
        [Row(2, UnmatchedReason.Nobody, "ghost")], Of([Row(2, UnmatchedReason.Nobody, "ghost")], [Row(2, UnmatchedReason.Nobody, "ghost")]));

    [Fact]
    public void Rows_of_an_unknown_designation_are_counted_and_told_with_the_first()
    {
        UnmatchedRow[] rows =
        [
            Row(2, UnmatchedReason.UnknownDesignation, "Data & AI (Azure)"), Row(3, UnmatchedReason.UnknownDesignation, "Security"),
            Row(4, UnmatchedReason.UnknownDesignation, "data & ai"),
        ];

        Assert.Equal([rows[0] with { Detail = "2" }, rows[1] with { Detail = "1" }], Of(rows));
        Assert.Equal([rows[0] with { Detail = "2" }], Of(rows, [rows[0], rows[2]]));
    }

    [Fact]
    public void What_is_odd_in_a_row_that_one_edition_uses_is_told()
    {
        var negative = Row(2, UnmatchedReason.NegativeFigure, "-1");

        Assert.Equal([negative], Of([Row(2, UnmatchedReason.UnknownDesignation, "Security")], [negative]));
    }

    [Fact]
    public void A_title_that_is_ambiguous_to_one_edition_is_told_although_another_does_not_know_it() =>
        Assert.Single(Of([Row(2, UnmatchedReason.AmbiguousTitle, "Architecting")], []));

    private static UnmatchedRow Row(int line, UnmatchedReason reason, string value) => new("CapabilityMetrics", line, reason, value);

    private static ImmutableArray<UnmatchedRow> Of(params UnmatchedRow[][] editions) =>
        ProblemRows.Of([.. editions.Select(rows => new MatchedEvidence(Market.Developed, [], [], [], [], [.. rows]))]);
}
