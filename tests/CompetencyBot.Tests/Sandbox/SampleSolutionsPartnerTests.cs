using System.Globalization;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Sandbox;

/// <summary>The story that the README of the second sample organisation tells, checked by the real engine.</summary>
public sealed class SampleSolutionsPartnerTests
{
    private const string Analyst = "security-operations-analyst-associate";

    private static readonly DateOnly Today = SampleProgramme.SolutionsPartner.StoryDay;
    private static readonly DateOnly Anniversary = new(2027, 8, 6);
    private static readonly Edition Edition = EditionSet.Shipped.Load(SampleProgramme.SolutionsPartner.EditionId);
    private static readonly EvidenceReading Reading = EvidenceFolder.Read(SandboxFolder.SampleSolutionsPartner);

    [Theory]
    [InlineData("infrastructure", 68, 84)]
    [InlineData("security", 32.1, 71.5)]
    [InlineData("data-ai", 38, 66)]
    [InlineData("digital-app-innovation", 56, 40)]
    [InlineData("modern-work", 41.8, 70.8)]
    [InlineData("business-applications", 10, 19)]
    public void Both_tracks_of_every_designation_have_the_points_that_the_README_prints(string designation, double enterprise, double smb)
    {
        Assert.Equal((decimal)enterprise, Score(designation, "enterprise").Value);
        Assert.Equal((decimal)smb, Score(designation, "smb").Value);
    }

    [Fact]
    public void Infrastructure_and_Security_are_reached_both_through_SMB() => Assert.Equal(
        [("infrastructure", "smb"), ("security", "smb")], HeldOn(Today, Reading.Records));

    [Fact]
    public void Security_breaks_before_the_test_window_opens_because_Grace_Huangs_certificate_lapses()
    {
        var risk = Assert.Single(Risk(Reading.Records).AtRisk);

        Assert.Equal(("security", new DateOnly(2027, 1, 16)), (risk.Competency.Id, risk.BreaksOn!.Value));
        Assert.True(risk.BreaksOn < Edition.RenewalTest.Of(Anniversary).First);
        Assert.Equal([new RiskCause(RiskCauseKind.Lapse, new DateOnly(2027, 1, 16), "grace.huang@contoso.example", Analyst)], risk.Causes);
    }

    [Fact]
    public void One_certification_of_a_named_colleague_cures_Security()
    {
        var cure = Risk(Reading.Records).AtRisk.Single().Cures[0];

        Assert.Equal(("smb", new DateOnly(2027, 3, 1)), (cure.Path.Id, cure.On));
        Assert.Equal([new Pass("chenghan.li@contoso.example", 0, Analyst)], cure.Passes!.Value);
        Assert.Equal(new ExpectedScore(51.5m, 70), cure.Score);
        Assert.Empty(Risk(Certify(Reading.Records, "chenghan.li", Analyst)).AtRisk);
    }

    [Fact]
    public void Infrastructure_dips_inside_the_window_and_nobody_is_alarmed()
    {
        var infrastructure = ("infrastructure", "smb");

        Assert.Contains(infrastructure, HeldOn(new DateOnly(2027, 4, 2), Reading.Records));
        Assert.DoesNotContain(infrastructure, HeldOn(new DateOnly(2027, 4, 3), Reading.Records));
        Assert.DoesNotContain(infrastructure, HeldOn(Anniversary, Reading.Records));
        Assert.True(Risk(Reading.Records).Levels.Single(level => level.Competency.Id == "infrastructure").Holds);
    }

    [Fact]
    public void Data_and_AI_is_one_certification_or_one_link_short()
    {
        var level = LevelOf("data-ai", "smb");

        Assert.Equal((false, 1), (level.Met, level.NewExams));
        Assert.Contains(("data-ai", "smb"), HeldOn(Today, Certify(Reading.Records, "peishan.hsieh", "fabric-data-engineer-associate")));
        Assert.Contains(("data-ai", "smb"), HeldOn(Today, Link("yenting.liu")));
    }

    [Fact]
    public void Sixteen_points_of_Digital_and_App_Innovation_wait_behind_a_gate_that_one_link_opens()
    {
        var steps = Score("digital-app-innovation", "enterprise")
            .Indicators.Single(each => each.Indicator.Id == "advanced-certifications").Steps;

        Assert.Equal([(1, 2, true), (4, 5, false)], steps.Select(step => (step.Have, step.Want, step.Open)));
        Assert.Equal(1, LevelOf("digital-app-innovation", "enterprise").NewExams);
        var linked = Score("digital-app-innovation", "enterprise", Today, Link("kaiwen.cheng"));
        Assert.Equal((true, 72m), (linked.Met, linked.Value));
    }

    [Fact]
    public void Modern_Work_has_enough_points_and_nothing_for_deployments()
    {
        var score = Score("modern-work", "smb");

        Assert.Equal((false, true), (score.Met, score.Value >= score.Requirement.Need));
        Assert.Equal(["deployments"], score.Indicators.Where(each => each.Points == 0).Select(each => each.Indicator.Id));
        var growth = score.Indicators.Single(each => each.Indicator.Id == "usage-growth");
        Assert.Equal(25.8m, growth.Points);
        Assert.Equal([("usage_growth_cpor", 310m), ("usage_growth_csp", 1720m)], growth.Figures.Select(part => (part.Part.Metric, part.Value!.Value)));
    }

    [Fact]
    public void The_growth_of_Business_Applications_starts_too_small_to_count()
    {
        var growth = Score("business-applications", "smb").Indicators.Single(each => each.Indicator.Id == "usage-growth");

        Assert.Equal((0m, 9m, true), (growth.Points, growth.Figures[0].Value!.Value, growth.Figures[0].BaselineMissed));
    }

    [Fact]
    public void Who_is_linked_leaves_or_lapses_without_harm_moves_Infrastructure_by_four_points()
    {
        DateOnly[] days = [Today.AddDays(9), Today.AddDays(10), new(2026, 12, 31), new(2027, 1, 1), new(2027, 2, 8), new(2027, 2, 9)];

        Assert.Equal([84m, 88m, 88m, 84m, 84m, 80m], days.Select(day => Score("infrastructure", "smb", day, Reading.Records).Value));
    }

    [Fact]
    public void The_people_are_those_of_the_other_sample()
    {
        static object Who(PersonRecord person) => (
            person.UserPrincipalName, person.DisplayName, person.EntraObjectId, person.ManagerUserPrincipalName, person.Role, person.McpId,
            person.AssociatedOn is null);

        Assert.Equal(Sample.Records.People.Select(Who), Reading.Records.People.Select(Who));
    }

    [Fact]
    public void No_certificate_of_the_story_is_about_to_be_dropped_but_one_that_has_no_substitute()
    {
        var held = EvidenceMatching.Match(Reading.Records, Edition).People
            .SelectMany(person => Counting.ItemsOf(person, Edition, Today))
            .Select(each => each.Item)
            .OfType<Item>();

        Assert.Equal(
            ["m365-enterprise-administrator-expert"],
            held.Where(item => (item.Retires ?? item.AcceptedUntil) is not null).Select(item => item.Id).Distinct());
    }

    [Fact]
    public void The_rows_that_are_wrong_on_purpose_are_reported_and_no_others()
    {
        var matched = EvidenceMatching.Match(Reading.Records, Edition);

        Assert.All(Reading.Files, file => Assert.Null(file.Rejection));
        Assert.Equal(6, new ImportReport(CultureInfo.InvariantCulture).Problems(Reading).Count());
        Assert.Equal(
            [
                UnmatchedReason.ComputedFromPeople, UnmatchedReason.NegativeFigure, UnmatchedReason.Nobody, UnmatchedReason.Nobody,
                UnmatchedReason.SeveralMetrics, UnmatchedReason.UnknownDesignation, UnmatchedReason.UnknownMetric, UnmatchedReason.UnknownOption,
            ],
            matched.Problems.Select(problem => problem.Reason).OrderBy(reason => reason.ToString()));
        Assert.Equal("2026-12-14", Assert.Single(EvidenceMatching.CompletedAfter(Today, matched)).Value);
    }

    [Fact]
    public async Task The_scan_of_the_trials_bot_warns_of_Security_and_of_nothing_else()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Evidence = SandboxFolder.SampleSolutionsPartner,
            Settings = new() { ["Organisation:Editions:0"] = Edition.Id },
            Now = new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.FromHours(8)),
        });

        await app.RunAsync<RenewalScanJob>();

        var risk = Assert.Single(await app.InDatabaseAsync(
            db => db.Risks.Where(row => row.Kind == RiskKind.Eligibility).ToListAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(("eligibility|2026|security|SolutionsPartner|2027-08-06", new DateOnly(2027, 1, 16)), (risk.Key, risk.BreaksOn));
        Assert.NotEmpty(await app.InDatabaseAsync(db => db.Outbox.ToListAsync(TestContext.Current.CancellationToken)));
    }

    /// <summary>Test windows begin on the first of a month, so how far ahead they lie depends on the day of the start.</summary>
    [Fact]
    public void On_every_day_of_a_year_on_which_a_trial_may_start_the_story_is_the_same()
    {
        for (var start = Today; start < Today.AddYears(1); start = start.AddDays(4))
        {
            using var folder = new TemporaryFolder();
            StoryDates.MoveFiles(SandboxFolder.SampleSolutionsPartner, folder.Path, Today, start);
            var records = EvidenceFolder.Read(folder.Path).Records;

            Assert.Equal([("infrastructure", "smb"), ("security", "smb")], HeldOn(start, records));
            var anniversary = records.Memberships[^1].AnniversaryOn;
            var risk = Assert.Single(RenewalRisk.Of(Edition, Match(records), start, anniversary).AtRisk);
            Assert.Equal((start.AddDays(54), RiskCauseKind.Lapse), (risk.BreaksOn!.Value, Assert.Single(risk.Causes).Kind));
            Assert.InRange(Edition.RenewalTest.Of(anniversary).First.DayNumber - start.DayNumber, 73, 106);
        }
    }

    private static MatchedEvidence Match(EvidenceRecords records) => EvidenceMatching.Match(records, Edition);

    private static RenewalRisk Risk(EvidenceRecords records) => RenewalRisk.Of(Edition, Match(records), Today, Anniversary);

    private static LevelAttainment LevelOf(string designation, string track, DateOnly? date = null, EvidenceRecords? records = null) => Attainment
        .Of(Edition, Match(records ?? Reading.Records), date ?? Today).LevelsOf(designation).Single(level => level.Path.Id == track);

    private static ScoreAttainment Score(string designation, string track, DateOnly? date = null, EvidenceRecords? records = null) =>
        (ScoreAttainment)Assert.Single(LevelOf(designation, track, date, records).Requirements);

    private static IEnumerable<(string Designation, string Track)> HeldOn(DateOnly date, EvidenceRecords records) => Attainment
        .Of(Edition, Match(records), date).Levels.Where(level => level.Met).Select(level => (level.Competency.Id, level.Path.Id));

    private static EvidenceRecords Certify(EvidenceRecords records, string alias, string item) => records with
    {
        Training = records.Training.Add(new TrainingRecord(item, null, null, $"{alias}@contoso.example", null, Today)),
    };

    private static EvidenceRecords Link(string alias) => Reading.Records with
    {
        People = [.. Reading.Records.People.Select(person => person.UserPrincipalName == $"{alias}@contoso.example"
            ? person with { AssociatedOn = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero) }
            : person)],
    };
}
