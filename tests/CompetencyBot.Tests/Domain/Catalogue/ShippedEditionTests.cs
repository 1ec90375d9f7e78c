using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Tests.Domain.Catalogue;

/// <summary>What the editions that ship ask for, compared with what their sources say.</summary>
public sealed class ShippedEditionTests
{
    [Fact]
    public void The_edition_of_2017_says_when_it_applied_and_how_renewal_works()
    {
        var edition = EditionSet.Shipped.Load("docs-2017-12");
        Assert.Equal((new DateOnly(2017, 7, 6), new DateOnly(2019, 4, 24)), (edition.AppliesFrom, edition.AppliesTo));
        Assert.Equal("docs-2021-07", edition.ReplacedBy);
        Assert.Equal((TimeSpan.FromHours(24), new RenewalTest.OnAnniversary()), (edition.AssociationWait, edition.RenewalTest));
        Assert.Equal(new PurchaseWindow(1, 30), edition.PurchaseWindow);
        Assert.True(edition.HasEnded(new DateOnly(2019, 4, 25)));
    }

    [Theory]
    [InlineData("docs-2017-12")]
    [InlineData("docs-2021-07")]
    [InlineData("2023-10")]
    [InlineData("2026")]
    public void The_ladder_of_an_edition_is_written_out_and_the_one_that_follows_from_its_rules(string id)
    {
        var edition = EditionSet.Shipped.Load(id);

        Assert.Equal([-90, -60, -30, -15, -7, -1, 0, 15, 23, 29], edition.Ladder.Days);
        Assert.Equal(edition.Ladder.Days, Ladder.For(edition.RenewalTest, edition.PurchaseWindow).Days);
        Assert.Contains(edition.Notes, note => note.About == "reminderDays");
    }

    [Fact]
    public void Later_editions_allow_three_associations_a_year_thirty_days_apart()
    {
        Assert.Null(EditionSet.Shipped.Load("docs-2017-12").AssociationLimit);
        Assert.All(["docs-2021-07", "2023-10", "2026"], id =>
        {
            var edition = EditionSet.Shipped.Load(id);
            Assert.Equal(new AssociationLimit(3, 30), edition.AssociationLimit);
            Assert.Contains(edition.Notes, note => note.About == "associationLimit");
        });
    }

    [Theory]
    [InlineData("docs-2017-12", "JoinFirst SilverPackage GoldPackage Benefits Referrals ActionPack SilverToGold StatusKept RequirementsAgain RenewalWindow NetworkStays")]
    [InlineData("docs-2021-07", "JoinFirst SilverPackage GoldPackage Benefits Referrals ActionPack SilverToGold StatusKept RequirementsAgain RenewalWindow NetworkStays")]
    [InlineData("2023-10", "AnnualFee QualifiedDay RenewalWindow Specializations LegacyBenefits")]
    [InlineData("2026", "AnnualFee QualifiedDay RenewalWindow Specializations")]
    public void Every_edition_states_what_membership_brings(string id, string topics) =>
        Assert.Equal(topics, string.Join(' ', EditionSet.Shipped.Load(id).MembershipFacts.Select(fact => fact.Topic)));

    [Fact]
    public void The_edition_of_2021_has_eighteen_names_and_asks_for_scores_in_two_of_them()
    {
        var edition = EditionSet.Shipped.Load("docs-2021-07");
        var known = edition.Competencies.Where(competency => competency.RequirementsKnown).ToArray();

        Assert.Equal((TimeSpan.FromHours(72), new DateOnly(2022, 9, 30), "2023-10"), (edition.AssociationWait, edition.AppliesTo, edition.ReplacedBy));
        Assert.Equal(18, edition.Competencies.Length);
        Assert.Equal(["cloud-business-applications", "small-and-midmarket-cloud-solutions"], known.Select(competency => competency.Id));
        Assert.All(known.SelectMany(competency => competency.Paths), path => Assert.Equal(
            [(Level.Silver, 60m), (Level.Gold, 80m)], path.Levels.Select(level => (level.Level, ScoreOf(level).Need))));
        Assert.All(
            ScoresOf(edition), score => Assert.Equal((100m, false), (score.Indicators.Sum(indicator => indicator.MaxPoints), score.EveryIndicatorAboveZero)));
    }

    [Fact]
    public void Growth_is_asked_of_the_same_people_as_functional_consultants()
    {
        var path = EditionSet.Shipped.Load("docs-2021-07").Competencies[0].Paths.Single(each => each.Id == "pci-customer-engagement");
        var indicators = ScoreOf(path.Levels[0]).Indicators.ToDictionary(indicator => indicator.Id);
        var consultants = (PeopleScoring)indicators["functional-consultants"].Scoring;
        var growth = (GrowthScoring)indicators["functional-consultant-growth"].Scoring;

        Assert.Equal(consultants.Each.Items(), growth.Each.Items());
        Assert.Equal([new GrowthBand(15, 29, 35), new GrowthBand(30, 49, 25)], growth.Developed);
        Assert.Equal([new GrowthBand(5, 14, 35), new GrowthBand(15, 24, 25)], growth.Developing);
        Assert.Equal((new ByMarket(50, 25), 24, new DateOnly(2020, 10, 1)), (growth.Headcount, growth.HeadcountMonths, growth.Since));
        Assert.Equal(
            new MinimumBaseline("mau_growth_baseline", new ByMarket(250, 150)),
            ((FigureScoring)indicators["monthly-active-user-growth"].Scoring).Parts.Single().Baseline);
    }

    [Theory]
    [InlineData("2023-10", 8)]
    [InlineData("2026", 12)]
    public void The_designations_ask_for_seventy_of_a_hundred_points_with_every_metric_above_zero(string id, int tracks)
    {
        var edition = EditionSet.Shipped.Load(id);

        Assert.Equal((Programme.SolutionsPartner, new RenewalTest.AnyDayInMonths(5)), (edition.Programme, edition.RenewalTest));
        Assert.Equal((TimeSpan.FromDays(10), new PurchaseWindow(1, 30)), (edition.AssociationWait, edition.PurchaseWindow));
        Assert.Equal((6, tracks), (edition.Competencies.Length, edition.Competencies.Sum(designation => designation.Paths.Length)));
        Assert.All(ScoresOf(edition), score => Assert.Equal(
            (70m, 100m, true), (score.Need, score.Indicators.Sum(indicator => indicator.MaxPoints), score.EveryIndicatorAboveZero)));
    }

    [Theory]
    [InlineData("2023-10", "data-ai", "single", "30 40 20 10")]
    [InlineData("2023-10", "infrastructure", "single", "30 20 20 20 10")]
    [InlineData("2023-10", "security", "single", "20 40 20 20")]
    [InlineData("2026", "digital-app-innovation", "smb", "30 20 20 20 10")]
    [InlineData("2026", "business-applications", "enterprise", "15 20 15 30 20")]
    [InlineData("2026", "modern-work", "smb", "20 10 15 30 25")]
    public void The_points_of_a_designation_are_those_of_its_page(string id, string designation, string track, string points) => Assert.Equal(
        points, string.Join(' ', Score(id, designation, track).Indicators.Select(indicator => (int)indicator.MaxPoints)));

    [Fact]
    public void A_gate_of_a_small_track_gives_its_points_once()
    {
        var steps = (StepScoring)Score("2026", "security", "smb").Indicators.Single(indicator => indicator.Id == "intermediate-certifications").Scoring;

        Assert.Equal([(1, 4m, 0m), (1, 4m, 0m), (0, 0m, 8m)], steps.Steps.Select(step => (step.Required, step.PointsWhenMet, step.PointsPerPerson)));
    }

    [Fact]
    public void The_kinds_of_association_are_parts_of_which_the_best_counts()
    {
        var usage = (FigureScoring)Score("2023-10", "modern-work", "smb").Indicators.Single(indicator => indicator.Id == "usage-growth").Scoring;

        Assert.Equal(FigureCombination.Best, usage.Combination);
        Assert.Equal(
            [("usage_growth_cpor", "Usage growth (CPOR)", 500m), ("usage_growth_csp", "Usage growth (CSP)", 2000m)],
            usage.Parts.Select(part => (part.Metric, part.Names["en"], part.FullAt.Developed)));
    }

    [Fact]
    public void Security_usage_is_a_sum_of_two_figures()
    {
        var usage = (FigureScoring)Score("2026", "security", "enterprise").Indicators.Single(indicator => indicator.Id == "usage-growth").Scoring;

        Assert.Equal(FigureCombination.Sum, usage.Combination);
        Assert.Equal(
            [("usage_growth_security_acr", 25_000m), ("usage_growth_protected_users", 2_500m)],
            usage.Parts.Select(part => (part.Metric, part.FullAt.Developed)));
    }

    [Fact]
    public void A_certificate_that_retires_counts_as_long_as_its_source_says()
    {
        var items = EditionSet.Shipped.Load("2026").Items;
        var before = EditionSet.Shipped.Load("2023-10").Items;

        Assert.Equal((new DateOnly(2026, 6, 30), new DateOnly(2027, 6, 30)), DatesOf(items["azure-ai-engineer-associate"]));
        Assert.Equal((new DateOnly(2023, 7, 31), new DateOnly(2024, 7, 31)), DatesOf(before["azure-iot-developer-specialty"]));
        Assert.Equal((null, new DateOnly(2023, 11, 30)), DatesOf(before["power-platform-app-maker-associate"]));
        Assert.Equal((null, null), DatesOf(items["azure-administrator-associate"]));
    }

    [Theory]
    [InlineData("docs-2017-12")]
    [InlineData("docs-2021-07")]
    [InlineData("2023-10")]
    [InlineData("2026")]
    public void Every_item_of_an_edition_is_asked_for(string id)
    {
        var edition = EditionSet.Shipped.Load(id);
        Assert.Equal(edition.Items.Keys, ItemUse.In(edition).Select(uses => uses.Key).Order(StringComparer.Ordinal));
    }

    private static (DateOnly? Retires, DateOnly? AcceptedUntil) DatesOf(Item item) => (item.Retires, item.AcceptedUntil);

    private static ScoreRequirement Score(string edition, string designation, string track) => ScoreOf(
        EditionSet.Shipped.Load(edition).Competencies.Single(each => each.Id == designation).Paths.Single(each => each.Id == track).Levels.Single());

    private static ScoreRequirement ScoreOf(PathLevel level) => Assert.IsType<ScoreRequirement>(Assert.Single(level.Requirements));

    private static IEnumerable<ScoreRequirement> ScoresOf(Edition edition) =>
        from competency in edition.Competencies
        from path in competency.Paths
        from level in path.Levels
        select ScoreOf(level);
}
