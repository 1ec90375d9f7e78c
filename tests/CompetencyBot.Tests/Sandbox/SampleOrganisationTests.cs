using System.Globalization;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Sources;

namespace CompetencyBot.Tests.Sandbox;

/// <summary>The story that the README of the sample organisation tells, checked by the real engine.</summary>
public sealed class SampleOrganisationTests
{
    private static readonly DateOnly Today = new(2018, 3, 1);
    private static readonly DateOnly Anniversary = new(2018, 5, 15);
    private static readonly Edition Edition = EditionSet.Shipped.Load(SampleCast.EditionId);
    private static readonly EvidenceReading Reading = EvidenceFolder.Read(SandboxFolder.SampleOrganisation);

    [Fact]
    public void Sixty_people_of_whom_seven_have_no_linked_account()
    {
        Assert.Equal(60, Reading.Records.People.Length);
        Assert.Equal(
            [
                "yenting.liu", "tzuhsuan.yeh", "yuting.tseng", "kaiwen.cheng", "chloe.dubois", "meihui.yu", "weilun.fan",
            ],
            Reading.Records.People.Where(person => person.AssociatedOn is null).Select(person => person.UserPrincipalName.Split('@')[0]));
    }

    [Fact]
    public void Five_gold_levels_and_six_silver_ones_are_held()
    {
        var held = HeldOn(Today, Reading.Records);

        Assert.Equal(
            ["application-development", "collaboration-and-content", "data-analytics", "datacenter", "messaging"],
            held.Where(level => level.Level == Level.Gold).Select(level => level.Competency).Order());
        Assert.Equal(
            [
                "cloud-platform", "cloud-productivity", "communications", "data-platform",
                "small-and-midmarket-cloud-solutions", "windows-and-devices",
            ],
            held.Select(level => level.Competency).Distinct().Where(competency => !held.Contains((competency, Level.Gold))).Order());
    }

    [Theory]
    [InlineData("communications", Level.Gold, 1)]
    [InlineData("data-platform", Level.Gold, 1)]
    [InlineData("windows-and-devices", Level.Gold, 1)]
    [InlineData("application-integration", Level.Silver, 1)]
    [InlineData("project-and-portfolio-management", Level.Silver, 1)]
    [InlineData("enterprise-mobility-management", Level.Silver, 0)]
    public void Some_levels_are_close(string competency, Level level, int passes)
    {
        var paths = Attainment.Of(Edition, Match(Reading.Records), Today).Levels
            .Where(path => path.Competency.Id == competency && path.Level == level)
            .ToList();

        Assert.DoesNotContain(paths, path => path.Met);
        Assert.Equal(passes, paths.Min(path => path.NewExams));
    }

    [Fact]
    public void A_figure_stands_just_above_and_another_just_below_its_threshold()
    {
        var attainment = Attainment.Of(Edition, Match(Reading.Records), Today);

        Assert.Equal((2040m, 2000m, true), FigureOf(attainment, "cloud-productivity", "managed-service-partner", Level.Silver));
        Assert.Equal((985m, 1000m, false), FigureOf(attainment, "data-analytics", "power-bi", Level.Gold));
    }

    [Fact]
    public void Two_gold_levels_break_before_the_anniversary_one_by_a_lapse_and_one_by_a_leaver()
    {
        var risk = RenewalRisk.Of(Edition, Match(Reading.Records), Today, Anniversary);

        var atRisk = risk.AtRisk.OrderBy(level => level.BreaksOn).ToList();
        Assert.Equal(
            [("messaging", Level.Gold, new DateOnly(2018, 4, 13)), ("data-analytics", Level.Gold, new DateOnly(2018, 4, 21))],
            atRisk.Select(level => (level.Competency.Id, level.Level, level.BreaksOn!.Value)));
        var leaver = Assert.Single(atRisk[0].Causes);
        Assert.Equal((RiskCauseKind.Leaver, "kuanyu.chen@contoso.example"), (leaver.Kind, leaver.PersonId));
        var lapse = Assert.Single(atRisk[1].Causes);
        Assert.Equal(
            (RiskCauseKind.Lapse, "grace.huang@contoso.example", "assessment:da-foundational"),
            (lapse.Kind, lapse.PersonId, lapse.ItemId));
    }

    [Fact]
    public void Grace_Huang_alone_holds_Data_Analytics_gold_up()
    {
        var gold = ("data-analytics", Level.Gold);

        var needed = Reading.Records.People
            .Where(person => !HeldOn(Today, Without(person)).Contains(gold))
            .Select(person => person.DisplayName);

        Assert.Equal(["Grace Huang"], needed);
    }

    [Fact]
    public void Linking_two_accounts_gains_one_gold_level_and_saves_another()
    {
        var linked = Link(Link(Reading.Records, "yenting.liu@contoso.example"), "kaiwen.cheng@contoso.example");

        Assert.Equal([("data-platform", Level.Gold)], HeldOn(Today, linked).Except(HeldOn(Today, Reading.Records)));
        var atRisk = RenewalRisk.Of(Edition, Match(linked), Today, Anniversary).AtRisk;
        Assert.Equal("data-analytics", Assert.Single(atRisk).Competency.Id);
    }

    [Fact]
    public void An_account_linked_this_morning_completes_a_silver_level_tomorrow()
    {
        var gained = HeldOn(Today.AddDays(1), Reading.Records).Except(HeldOn(Today, Reading.Records));

        Assert.Equal([("devops", Level.Silver)], gained);
    }

    [Fact]
    public void The_gold_package_is_due_on_the_fifteenth_of_May()
    {
        var newest = Reading.Records.Memberships.OrderBy(row => row.PurchasedOn).Last();

        Assert.Equal((MembershipOffer.Gold, Anniversary), (newest.Offer, newest.AnniversaryOn));
    }

    [Fact]
    public void The_rows_that_are_wrong_on_purpose_are_reported_and_no_others()
    {
        var report = new ImportReport(CultureInfo.InvariantCulture);

        Assert.All(Reading.Files, file => Assert.Null(file.Rejection));
        Assert.Equal(5, report.Problems(Reading).Count());
        Assert.Equal(
            [
                UnmatchedReason.AmbiguousTitle, UnmatchedReason.Nobody, UnmatchedReason.Nobody, UnmatchedReason.Nobody,
                UnmatchedReason.UnknownCompetency, UnmatchedReason.UnknownCompetency, UnmatchedReason.UnknownMetric,
            ],
            Match(Reading.Records).Problems.Select(problem => problem.Reason).OrderBy(reason => reason.ToString()));
    }

    [Fact]
    public void The_people_of_the_three_Playgrounds_are_an_employee_a_manager_and_an_admin()
    {
        var cast = new SampleCast(SandboxFolder.SampleOrganisation);

        Assert.Equal(
            [PersonRole.Employee, PersonRole.Manager, PersonRole.Admin],
            new[] { cast.Employee, cast.Manager, cast.Admin }.Select(user => RecordOf(user.EntraObjectId).Role!.Value));
        Assert.Equal(10, Reading.Records.People.Count(person => person.ManagerUserPrincipalName == cast.Manager.UserPrincipalName));
        Assert.All(cast.Worlds, world => Assert.Equal(5, world.Others.Except([world.CurrentUser]).Count()));
    }

    private static PersonRecord RecordOf(string objectId) =>
        Reading.Records.People.Single(person => person.EntraObjectId == objectId);

    private static MatchedEvidence Match(EvidenceRecords records) => EvidenceMatching.Match(records, Edition);

    private static HashSet<(string Competency, Level Level)> HeldOn(DateOnly date, EvidenceRecords records) =>
    [
        .. Attainment.Of(Edition, Match(records), date).Levels
            .Where(level => level.Met)
            .Select(level => (level.Competency.Id, level.Level)),
    ];

    private static EvidenceRecords Without(PersonRecord person) =>
        Reading.Records with { People = Reading.Records.People.Remove(person) };

    private static EvidenceRecords Link(EvidenceRecords records, string userPrincipalName) => records with
    {
        People = [.. records.People.Select(person => person.UserPrincipalName == userPrincipalName
            ? person with { AssociatedOn = new DateTimeOffset(2018, 2, 1, 0, 0, 0, TimeSpan.Zero) }
            : person)],
    };

    private static (decimal Value, decimal Need, bool Met) FigureOf(Attainment attainment, string competency, string path, Level level)
    {
        var figure = attainment.Levels
            .Single(one => one.Competency.Id == competency && one.Path.Id == path && one.Level == level)
            .Requirements.OfType<PerformanceAttainment>().Single();
        return (figure.Value!.Value, figure.Need, figure.Met);
    }
}
