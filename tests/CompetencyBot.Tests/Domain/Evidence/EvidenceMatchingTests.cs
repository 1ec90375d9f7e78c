using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Tests.Domain.Evidence;

public sealed class EvidenceMatchingTests
{
    private static readonly Edition Catalogue = EditionSet.Shipped.Load("docs-2017-12");
    private static readonly DateOnly Day = new(2018, 1, 10);
    private static readonly PersonRecord Amy = new("amy@contoso.example", "Amy", MicrosoftAccount: "amy@outlook.example", McpId: "111");
    private static readonly PersonRecord Ben = new("ben@contoso.example", "Ben", MicrosoftAccount: "ben@outlook.example", McpId: "222");

    [Fact]
    public void A_certification_is_known_by_its_title_with_and_without_the_words_in_front()
    {
        var edition = EditionSet.Shipped.Load("2026");

        foreach (var title in new[] { "Azure Administrator Associate", "Microsoft Certified: Azure  administrator associate" })
        {
            var records = EvidenceRecords.Empty with { People = [Amy], Training = [Row("?", mcpId: "111") with { Title = title }] };
            Assert.Equal("azure-administrator-associate", EvidenceMatching.Match(records, edition).People[0].Achievements.Single().ItemId);
        }
    }

    [Fact]
    public void An_mcp_id_wins_over_account_and_address() =>
        Assert.Equal("Ben", OwnerOf(Row("70-347", mcpId: " 222 ", email: "amy@outlook.example", corpEmail: "amy@contoso.example")));

    [Fact]
    public void An_mcp_id_that_matches_nobody_falls_through_to_the_microsoft_account() =>
        Assert.Equal("Ben", OwnerOf(Row("70-347", mcpId: "999", email: "BEN@outlook.example", corpEmail: "amy@contoso.example")));

    [Fact]
    public void An_account_that_matches_nobody_falls_through_to_the_work_address() =>
        Assert.Equal("Amy", OwnerOf(Row("70-347", mcpId: "999", email: "nobody@outlook.example", corpEmail: "Amy@Contoso.example")));

    [Fact]
    public void A_row_that_matches_nobody_is_reported()
    {
        var problem = Assert.Single(Match([Amy], Row("70-347", email: "eve@outlook.example")).Problems);
        Assert.Equal(new UnmatchedRow("TrainingCompletions", 7, UnmatchedReason.Nobody, "eve@outlook.example"), problem);
    }

    [Fact]
    public void A_key_that_two_people_share_is_reported_and_nobody_gets_the_row()
    {
        var evidence = Match([Amy, Ben with { McpId = "111" }], Row("70-347", mcpId: "111", email: "amy@outlook.example"));
        Assert.Contains(new UnmatchedRow("TrainingCompletions", 7, UnmatchedReason.SeveralPeople, "111"), evidence.Problems);
        Assert.All(evidence.People, person => Assert.Empty(person.Achievements));
    }

    [Fact]
    public void A_person_listed_twice_counts_once_and_is_reported()
    {
        var evidence = Match([Amy, Amy with { UserPrincipalName = "AMY@contoso.example", McpId = null, MicrosoftAccount = null, Line = 3 }]);
        Assert.Equal(new UnmatchedRow("people", 3, UnmatchedReason.SeveralPeople, "AMY@contoso.example"), Assert.Single(evidence.Problems));
        Assert.Single(evidence.People);
    }

    [Theory]
    [InlineData("70-347", null, "exam:70-347")]
    [InlineData("mb2-715", null, "exam:mb2-715")]
    [InlineData("CERT:mcse-productivity", null, "cert:mcse-productivity")]
    [InlineData("whatever", "mcse:  PRODUCTIVITY ", "cert:mcse-productivity")]
    [InlineData("70-535", "Architecting Microsoft Azure Solutions", "exam:70-535")]
    [InlineData("AZ-900", "Azure Fundamentals", null)]
    public void An_item_is_found_by_code_then_id_then_title(string activityId, string? title, string? itemId)
    {
        var evidence = Match([Amy], Row(activityId, mcpId: "111") with { Title = title });
        Assert.Equal(itemId, Assert.Single(evidence.People[0].Achievements).ItemId);
        Assert.Empty(evidence.Problems);
    }

    [Theory]
    [InlineData("azure-administrator-associate")]
    [InlineData("Cert:Azure-Administrator-Associate")]
    public void A_certificate_with_a_bare_id_is_found_with_or_without_its_kind(string activityId)
    {
        var edition = EditionSet.Shipped.Load("2026");
        var records = EvidenceRecords.Empty with { People = [Amy], Training = [Row(activityId, mcpId: "111")] };

        var achievement = Assert.Single(EvidenceMatching.Match(records, edition).People[0].Achievements);

        Assert.Equal("azure-administrator-associate", achievement.ItemId);
    }

    [Fact]
    public void A_title_that_two_items_share_identifies_neither_and_is_reported()
    {
        var evidence = Match([Amy], Row("?", mcpId: "111") with { Title = "Architecting Microsoft Azure Solutions" });
        Assert.Equal(UnmatchedReason.AmbiguousTitle, Assert.Single(evidence.Problems).Reason);
        Assert.Empty(evidence.People[0].Achievements);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("Active", true)]
    [InlineData("Something new", true)]
    [InlineData("inactive", false)]
    [InlineData(" Revoked", false)]
    [InlineData("EXPIRED", false)]
    public void Only_the_known_ended_statuses_make_a_row_unusable(string? status, bool usable) => Assert.Equal(
        usable, Match([Amy], Row("70-347", mcpId: "111") with { ActivationStatus = status }).People[0].Achievements[0].Usable);

    [Fact]
    public void Without_an_association_column_a_matched_row_proves_the_association_at_once()
    {
        var people = Match([Amy, Ben], Row("AZ-900", mcpId: "111")).People;
        Assert.Equal(DateTimeOffset.MinValue, people[0].AssociationCounts);
        Assert.Null(people[1].AssociationCounts);
    }

    [Fact]
    public void With_an_association_column_a_matched_row_proves_nothing_and_the_waiting_time_is_added()
    {
        var associated = new DateTimeOffset(2018, 1, 1, 8, 0, 0, TimeSpan.FromHours(8));
        var people = EvidenceMatching.Match(
            EvidenceRecords.Empty with
            {
                People = [Amy, Ben with { AssociatedOn = associated }],
                AssociationsKnown = true,
                Training = [Row("70-347", mcpId: "111")],
            },
            Catalogue).People;
        Assert.Null(people[0].AssociationCounts);
        Assert.Equal(new DateTimeOffset(2018, 1, 2, 0, 0, 0, TimeSpan.Zero), people[1].AssociationCounts);
    }

    [Theory]
    [InlineData("Cloud Business Applications", "Enterprise Operations option", "Cloud Net New Revenue")]
    [InlineData("cloud  business applications", "ENTERPRISE OPERATIONS", "cloud-net-new_revenue")]
    [InlineData("雲端商務應用程式", "企業營運", "cloud_net_new_revenue")]
    public void Figures_are_matched_by_names_in_any_case_with_and_without_the_word_option(string competency, string option, string metric)
    {
        var figure = Assert.Single(Figures(new PerformanceRecord(competency, option, Day, metric, null, 1)).Figures);
        Assert.Equal("cloud-business-applications", figure.CompetencyId);
        Assert.Equal("enterprise-operations", figure.PathId);
        Assert.Equal("cloud_net_new_revenue", figure.Metric);
    }

    [Theory]
    [InlineData("Alchemy", null, "revenue", UnmatchedReason.UnknownCompetency, "Alchemy")]
    [InlineData("Cloud Business Applications", "Gold making", "revenue", UnmatchedReason.UnknownOption, "Gold making")]
    [InlineData("Cloud Business Applications", null, "smiles", UnmatchedReason.UnknownMetric, "smiles")]
    [InlineData("Cloud Business Applications", "Enterprise Customer Engagement", "revenue", UnmatchedReason.UnknownMetric, "revenue")]
    public void A_figure_the_catalogue_does_not_know_is_reported(
        string competency, string? option, string metric, UnmatchedReason reason, string value)
    {
        var evidence = Figures(new PerformanceRecord(competency, option, Day, metric, null, 1, Line: 4));
        Assert.Empty(evidence.Figures);
        Assert.Equal(new UnmatchedRow("CompetencyPerformanceRequirement", 4, reason, value), Assert.Single(evidence.Problems));
    }

    [Fact]
    public void A_history_row_of_an_unknown_competency_is_reported() => Assert.Equal(
        new UnmatchedRow("CompetencySummaryHistory", 2, UnmatchedReason.UnknownCompetency, "Alchemy"),
        Assert.Single(EvidenceMatching.Match(
            EvidenceRecords.Empty with { History = [new HistoryRecord("Alchemy", "Gold", "Active", null, null, 2)] }, Catalogue).Problems));

    [Fact]
    public void Certificates_earned_after_the_day_are_listed_in_the_order_of_the_file()
    {
        var evidence = Match(
            [Amy, Ben],
            Row("70-347", mcpId: "222") with { CompletedOn = Day.AddDays(1), Line = 9 },
            Row("AZ-900", mcpId: "111") with { CompletedOn = Day.AddYears(3), Line = 8 },
            Row("70-345", mcpId: "111") with { CompletedOn = Day });

        Assert.Equal(
            [
                new UnmatchedRow("TrainingCompletions", 8, UnmatchedReason.CompletedInFuture, "2021-01-10"),
                new UnmatchedRow("TrainingCompletions", 9, UnmatchedReason.CompletedInFuture, "2018-01-11"),
            ],
            EvidenceMatching.CompletedAfter(Day, evidence));
        Assert.Empty(EvidenceMatching.CompletedAfter(Day.AddYears(3), evidence));
        Assert.Empty(evidence.Problems);
    }

    [Theory]
    [InlineData(-1.5, 2, "-1.5")]
    [InlineData(1, -2, "-2")]
    [InlineData(-1, -2, "-1")]
    public void A_figure_below_zero_is_used_and_listed_once(double value, double contribution, string written)
    {
        var evidence = Figures(Customers((decimal)value, Day) with { MonthlyContribution = (decimal)contribution, Line = 4 });

        Assert.Equal((decimal)value, Assert.Single(evidence.Figures).Value);
        var problem = Assert.Single(evidence.Problems);
        Assert.Equal(new UnmatchedRow("CompetencyPerformanceRequirement", 4, UnmatchedReason.NegativeFigure, written), problem);
        Assert.True(problem.IsUsed);
    }

    [Fact]
    public void A_figure_below_zero_that_nothing_asks_for_is_listed_for_that_alone() => Assert.Equal(
        UnmatchedReason.UnknownMetric,
        Assert.Single(Figures(Customers(-1, Day) with { MetricName = "smiles" }).Problems).Reason);

    [Fact]
    public void The_latest_month_on_or_before_the_day_counts() => Assert.Equal(
        20, ValueOf(Customers(10, Day.AddMonths(-2)), Customers(20, Day), Customers(30, Day.AddDays(1))));

    [Fact]
    public void Of_two_rows_for_a_month_the_later_in_the_file_counts() => Assert.Equal(2, ValueOf(Customers(3, Day), Customers(2, Day)));

    [Fact]
    public void A_row_for_the_path_wins_over_one_for_all_paths() =>
        Assert.Equal(5, ValueOf(Customers(5, Day.AddMonths(-1)), Customers(9, Day) with { OptionName = null }));

    [Fact]
    public void A_row_without_a_path_applies_to_every_path() => Assert.Equal(9, ValueOf(Customers(9, Day) with { OptionName = null }));

    [Fact]
    public void The_market_is_that_of_the_newest_membership_that_names_one()
    {
        var bought = new DateOnly(2018, 1, 1);
        MembershipRecord Membership(int year, Market? market) => new(MembershipOffer.Gold, bought.AddYears(year), bought.AddYears(year + 1), market);
        Market MarketOf(params MembershipRecord[] memberships) =>
            EvidenceMatching.Match(EvidenceRecords.Empty with { Memberships = [.. memberships] }, Catalogue).Market;

        Assert.Equal(Market.Developed, MarketOf());
        Assert.Equal(Market.Developing, MarketOf(Membership(1, Market.Developing), Membership(0, Market.Developed), Membership(2, null)));
    }

    private static TrainingRecord Row(string item, string? mcpId = null, string? email = null, string? corpEmail = null) =>
        new(item, null, email, corpEmail, mcpId, Day, Line: 7);

    private static PerformanceRecord Customers(decimal value, DateOnly month) =>
        new("Enterprise Mobility Management", "SMB Partner", month, "new_customers", null, value);

    private static MatchedEvidence Match(PersonRecord[] people, params TrainingRecord[] rows) =>
        EvidenceMatching.Match(EvidenceRecords.Empty with { People = [.. people], Training = [.. rows] }, Catalogue);

    private static string OwnerOf(TrainingRecord row) =>
        Assert.Single(Match([Amy, Ben], row).People, person => !person.Achievements.IsEmpty).Record.DisplayName;

    private static MatchedEvidence Figures(params PerformanceRecord[] rows) =>
        EvidenceMatching.Match(EvidenceRecords.Empty with { Performance = [.. rows] }, Catalogue);

    private static decimal? ValueOf(params PerformanceRecord[] rows) => Attainment.Of(Catalogue, Figures(rows), Day)
        .LevelsOf("enterprise-mobility-management").First(level => level.Path.Id == "smb-partner")
        .Requirements.OfType<PerformanceAttainment>().First(figure => figure.Requirement.Metric == "new_customers").Value;
}
