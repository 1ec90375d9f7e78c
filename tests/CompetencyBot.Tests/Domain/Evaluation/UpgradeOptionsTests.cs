using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Tests.Domain.Evaluation;

public sealed class UpgradeOptionsTests
{
    private static readonly Edition Catalogue = EditionSet.Shipped.Load("docs-2017-12");
    private static readonly DateOnly Day = new(2018, 3, 1);

    [Fact]
    public void From_nothing_the_way_leads_to_the_lowest_level_and_the_path_with_the_fewest_passes_comes_first()
    {
        var next = NextOf("data-analytics", new Organisation().Person("amy", "assessment:da-foundational").Person("ben", "assessment:da-foundational"));

        Assert.Equal((null, Level.Silver), (next.Held, next.Level));
        // Power BI needs one assessment, and 250 seats; a beginner one each for amy and ben; a specialist two more exams.
        Assert.Equal(
            [("power-bi", 1), ("data-analytics-specialist", 2), ("data-analytics-beginners", 2)],
            next.Paths.Select(path => (path.Path.Id, path.NewExams!.Value)));
    }

    [Fact]
    public void Of_paths_with_as_many_passes_those_with_fewer_figures_open_come_first_then_those_with_the_smallest_gap()
    {
        const string Mobility = "Enterprise Mobility Management";
        string[] skills = ["assessment:ems-overview", "assessment:ems-mdm"];
        var organisation = new Organisation().Person("amy", skills).Person("ben", skills)
            .Figure(Mobility, null, "new_customers", 2).Figure(Mobility, null, "active_entitlements", 400);

        // Enterprise: 2 of 3 customers and 400 of 500; SMB: 2 of 20 customers, and 400 of 125 are enough.
        Assert.Equal(["smb-partner", "enterprise-partner"], NextOf("enterprise-mobility-management", organisation).Paths.Select(path => path.Path.Id));
        // Neither has enough entitlements now: the largest gap is 18 of 20 customers for SMB, and 2 of 5 for Enterprise.
        organisation.Figure(Mobility, null, "active_entitlements", 100);
        Assert.Equal(["enterprise-partner", "smb-partner"], NextOf("enterprise-mobility-management", organisation).Paths.Select(path => path.Path.Id));
    }

    [Fact]
    public void From_the_level_held_through_any_path_every_path_leads_to_the_next()
    {
        var next = NextOf("windows-and-devices", new Organisation().Person("amy", "70-354").Person("ben", "70-735", "70-355"));

        Assert.Equal((Level.Silver, Level.Gold), (next.Held, next.Level));
        Assert.Equal(["service-partner", "device-partner", "surface-hub"], next.Paths.Select(path => path.Path.Id));
    }

    [Fact]
    public void A_competency_without_silver_leads_straight_to_gold_and_whoever_holds_the_highest_level_has_no_next()
    {
        Assert.Equal(Level.Gold, NextOf("enterprise-resource-planning", new Organisation()).Level);
        var rich = new Organisation().Figure("Enterprise Resource Planning", null, "gross_license_revenue", 175_000).On(Catalogue);
        Assert.DoesNotContain(UpgradeOptions.Of(Catalogue, rich, Day).Next, next => next.Competency.Id == "enterprise-resource-planning");
    }

    [Fact]
    public void One_newcomer_with_two_exams_is_one_person_away_although_the_fewest_passes_are_two_by_two()
    {
        // Messaging silver: two people with 70-347 and 70-345, or two with the certificate.
        var organisation = new Organisation().Person("amy", "70-345", "70-347").Person("ben", "70-346");
        var near = PeopleAway.Of(Catalogue, organisation.On(Catalogue), Day, atMost: 1).Where(each => each.Competency.Id == "messaging").ToArray();

        var messaging = Assert.Single(near);
        Assert.Equal((Level.Silver, 1, false), (messaging.Level, messaging.People, messaging.FiguresOpen));
        Assert.Equal([new Pass(null, 1, "exam:70-347"), new Pass(null, 1, "exam:70-345")], messaging.Passes);
    }

    [Fact]
    public void Levels_with_figures_open_come_last_and_are_marked()
    {
        var near = PeopleAway.Of(Catalogue, new Organisation().Person("amy", "70-480").On(Catalogue), Day, atMost: 1);

        Assert.Equal(("application-development", Level.Silver, false), (near[0].Competency.Id, near[0].Level, near[0].FiguresOpen));
        Assert.Equal([new Pass(null, 1, near[0].Passes[0].ItemId)], near[0].Passes);
        var powerBi = near.Single(each => each.Path.Id == "power-bi");
        Assert.True(powerBi.FiguresOpen);
        Assert.Equal(250, Assert.Single(powerBi.Figures).Gap);
        Assert.Equal(near.Select(each => each.FiguresOpen).Order(), near.Select(each => each.FiguresOpen));
    }

    [Fact]
    public void A_level_that_lacks_only_figures_is_not_people_away()
    {
        var organisation = new Organisation().Person("amy", "assessment:da-bi");

        Assert.DoesNotContain(
            PeopleAway.Of(Catalogue, organisation.On(Catalogue), Day), each => each is { Path.Id: "power-bi", Level: Level.Silver });
    }

    private static NextLevel NextOf(string competency, Organisation organisation) =>
        UpgradeOptions.Of(Catalogue, organisation.On(Catalogue), Day).Next.Single(next => next.Competency.Id == competency);
}
