using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Tests.Domain.Evidence;

public sealed class ScoreFigureTests
{
    private static readonly Edition Scored = ScoredEdition.Create();
    private static readonly DateOnly May = new(2026, 5, 1);

    [Theory]
    [InlineData("Modern Work")]
    [InlineData(" MODERN   work ")]
    [InlineData("modern-work")]
    [InlineData("現代化工作")]
    public void A_designation_is_found_by_any_of_its_names_or_its_id(string designation) =>
        Assert.Equal("modern-work", FigureOf(Row(designation)).CompetencyId);

    [Theory]
    [InlineData("Data & AI (Azure)")]
    [InlineData("data & ai")]
    [InlineData("Data & AI( azure )")]
    [InlineData("Data & AI（Azure）")]
    public void The_word_azure_in_parentheses_may_be_left_out(string designation) =>
        Assert.Equal("data", FigureOf(Row(designation)).CompetencyId);

    [Fact]
    public void Where_only_the_word_azure_tells_two_apart_it_has_to_be_written()
    {
        var data = Scored.Competencies.Single(competency => competency.Id == "data");
        var twin = data with { Id = "twin", Names = data.Names.SetItem("en", "(Azure) Data & AI") };
        var edition = Scored with { Competencies = Scored.Competencies.Add(twin) };

        Assert.Equal("data", Assert.Single(Match(edition, Row("Data & AI (Azure)")).Figures).CompetencyId);
        Assert.Equal("twin", Assert.Single(Match(edition, Row("(Azure) data & AI")).Figures).CompetencyId);
        Assert.Equal(UnmatchedReason.UnknownDesignation, Assert.Single(Match(edition, Row("Data & AI")).Problems).Reason);
    }

    [Theory]
    [InlineData("Enterprise track", "enterprise")]
    [InlineData("ENTERPRISE", "enterprise")]
    [InlineData("smb", "smb")]
    [InlineData("SMB option", "smb")]
    [InlineData("SMB Track", "smb")]
    [InlineData("中小企業", "smb")]
    [InlineData(null, null)]
    public void A_track_is_found_by_its_names_or_id_and_none_means_all(string? track, string? pathId) =>
        Assert.Equal(pathId, FigureOf(Row(track: track)).PathId);

    [Theory]
    [InlineData("net_customer_adds", "net_customer_adds")]
    [InlineData("Net customer-adds", "net_customer_adds")]
    [InlineData("(Net) customer: adds", "net_customer_adds")]
    [InlineData("customer-adds", "net_customer_adds")]
    [InlineData("CUSTOMER ADDS", "net_customer_adds")]
    [InlineData("usage growth monthly", "growth")]
    [InlineData("Usage: growth (monthly)", "growth")]
    [InlineData("usage_dpor", "usage_dpor")]
    [InlineData("Users a year ago", "users_a_year_ago")]
    public void A_metric_is_found_by_itself_or_by_an_indicator_that_has_no_other(string metric, string found) =>
        Assert.Equal(found, FigureOf(Row(track: "enterprise", metric: metric)).Metric);

    [Fact]
    public void The_row_gives_its_value_and_month()
    {
        var figure = FigureOf(Row(value: 12.5m));
        Assert.Equal(new Figure("modern-work", null, "net_customer_adds", May, 12.5m), figure);
    }

    [Fact]
    public void An_indicator_with_different_metrics_on_two_tracks_feeds_both_where_no_track_is_named() => Assert.Equal(
        [(null, "growth"), (null, "growth_smb")],
        Match(Scored, Row(metric: "Usage growth (monthly)")).Figures.Select(figure => (figure.PathId, figure.Metric)));

    [Fact]
    public void A_metric_named_exactly_is_that_metric_although_an_indicator_has_the_name_too() =>
        Assert.Equal("growth", FigureOf(Row(metric: "growth")).Metric);

    [Theory]
    [InlineData("usage")]
    [InlineData("Deployments")]
    public void An_indicator_with_several_metrics_is_refused_and_they_are_named(string metric) => Assert.Equal(
        new UnmatchedRow("CapabilityMetrics", 4, UnmatchedReason.SeveralMetrics, metric, "usage_cpor, usage_dpor"), ProblemOf(Row(metric: metric)));

    [Theory]
    [InlineData("skills")]
    [InlineData("certified PEOPLE")]
    public void An_indicator_that_is_counted_from_people_takes_no_figure(string metric) => Assert.Equal(
        new UnmatchedRow("CapabilityMetrics", 4, UnmatchedReason.ComputedFromPeople, metric), ProblemOf(Row(metric: metric)));

    [Fact]
    public void A_track_that_the_designation_does_not_have_is_reported() => Assert.Equal(
        new UnmatchedRow("CapabilityMetrics", 4, UnmatchedReason.UnknownOption, "Public sector"), ProblemOf(Row(track: "Public sector")));

    [Fact]
    public void A_metric_that_the_designation_does_not_have_is_reported() => Assert.Equal(
        new UnmatchedRow("CapabilityMetrics", 4, UnmatchedReason.UnknownMetric, "smiles"), ProblemOf(Row(metric: "smiles")));

    [Fact]
    public void A_metric_of_another_track_is_unknown_on_the_one_that_is_named() => Assert.Equal(
        UnmatchedReason.UnknownMetric, ProblemOf(Row(track: "enterprise", metric: "growth_smb")).Reason);

    [Fact]
    public void A_designation_that_the_edition_does_not_have_is_reported_once_with_the_number_of_its_rows()
    {
        CapabilityRecord[] rows = [Row("Security") with { Line = 2 }, Row(), Row("SECURITY "), Row("Support") with { Line = 9 }];

        Assert.Equal(
            [
                new UnmatchedRow("CapabilityMetrics", 2, UnmatchedReason.UnknownDesignation, "Security", "2"),
                new UnmatchedRow("CapabilityMetrics", 9, UnmatchedReason.UnknownDesignation, "Support", "1"),
            ],
            ProblemRows.Of([Match(Scored, rows)]));
    }

    [Fact]
    public void An_edition_without_scores_says_once_for_each_designation_that_it_has_none()
    {
        var rows = Enumerable.Range(0, 24).Select(month => Row("Data Platform") with { Month = May.AddMonths(-month), Line = month + 5 });

        var evidence = Match(EditionSet.Shipped.Load("docs-2017-12"), [.. rows, Row("Modern Work")]);

        Assert.Empty(evidence.Figures);
        Assert.Equal(
            [(UnmatchedReason.UnknownDesignation, "Data Platform", "24"), (UnmatchedReason.UnknownDesignation, "Modern Work", "1")],
            ProblemRows.Of([evidence]).Select(problem => (problem.Reason, problem.Value, problem.Detail!)));
    }

    [Fact]
    public void A_value_below_zero_is_kept_and_listed()
    {
        var evidence = Match(Scored, Row(value: -3.5m));

        Assert.Equal(-3.5m, Assert.Single(evidence.Figures).Value);
        Assert.Equal(new UnmatchedRow("CapabilityMetrics", 4, UnmatchedReason.NegativeFigure, "-3.5"), Assert.Single(evidence.Problems));
    }

    [Theory]
    [InlineData("Net Customer Adds", "net_customer_adds")]
    [InlineData("customer-adds", "net_customer_adds")]
    public void Performance_rows_feed_the_figures_of_a_score_too(string metric, string found)
    {
        var row = new PerformanceRecord("Modern Work", "SMB", May, metric, 2, 9, 7, Line: 3);

        Assert.Equal(new Figure("modern-work", "smb", found, May, 9, 2, 7), Assert.Single(Match(row).Figures));
    }

    [Fact]
    public void A_performance_row_for_an_indicator_counted_from_people_is_reported_as_that() => Assert.Equal(
        new UnmatchedRow("CompetencyPerformanceRequirement", 3, UnmatchedReason.ComputedFromPeople, "Certified people"),
        Assert.Single(Match(new PerformanceRecord("Modern Work", null, May, "Certified people", null, 1, Line: 3)).Problems));

    [Fact]
    public void Where_both_files_have_a_figure_the_organisations_own_stands_last()
    {
        var evidence = EvidenceMatching.Match(
            EvidenceRecords.Empty with
            {
                Performance = [new PerformanceRecord("Modern Work", null, May, "net_customer_adds", null, 1)],
                Capabilities = [Row(value: 2)],
            },
            Scored);

        Assert.Equal([1m, 2m], evidence.Figures.Select(figure => figure.Value));
    }

    private static CapabilityRecord Row(
        string designation = "Modern Work", string? track = null, string metric = "net_customer_adds", decimal value = 1) =>
        new(designation, track, metric, May, value, 4);

    private static MatchedEvidence Match(Edition edition, params CapabilityRecord[] rows) =>
        EvidenceMatching.Match(EvidenceRecords.Empty with { Capabilities = [.. rows] }, edition);

    private static MatchedEvidence Match(PerformanceRecord row) =>
        EvidenceMatching.Match(EvidenceRecords.Empty with { Performance = [row] }, Scored);

    private static Figure FigureOf(CapabilityRecord row)
    {
        var evidence = Match(Scored, row);
        Assert.Empty(evidence.Problems);
        return Assert.Single(evidence.Figures);
    }

    private static UnmatchedRow ProblemOf(CapabilityRecord row)
    {
        var evidence = Match(Scored, row);
        Assert.Empty(evidence.Figures);
        return Assert.Single(evidence.Problems);
    }
}
