using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using static CompetencyBot.Tests.Domain.Organisation;
using static CompetencyBot.Tests.Domain.SmallEdition;

namespace CompetencyBot.Tests.Domain.Evaluation;

public sealed class AttainmentTests
{
    private static readonly Edition Catalogue = EditionSet.Shipped.Load("docs-2017-12");
    private static readonly DateOnly Day = new(2018, 3, 1);

    [Fact]
    public void Among_those_people_means_that_somebody_else_with_the_assessment_does_not_help()
    {
        var level = Silver("communications", new Organisation()
            .Person("amy", "70-334", "70-333").Person("ben", "cert:mcse-productivity").Person("cas", "assessment:voice-framework"));

        Assert.False(level.Met);
        Assert.Equal(1, level.NewExams);
        Assert.Equal([(2, 2), (0, 1)], Groups(level));
    }

    [Fact]
    public void Among_those_people_is_met_by_one_of_them()
    {
        var level = Silver("communications", new Organisation()
            .Person("zoe", "70-334", "70-333").Person("amy", "70-334", "70-333").Person("ben", "cert:mcse-productivity", "assessment:voice-framework"));

        Assert.True(level.Met);
        Assert.Equal([Address("ben")], level.Requirements.OfType<SkillAttainment>().Single().Groups[1].People);
    }

    [Fact]
    public void Other_people_means_that_one_person_who_holds_everything_is_not_enough()
    {
        var figures = new Organisation().Figure("Cloud Customer Relationship Management", null, "cloud_net_new_revenue", 100_000);

        var alone = Silver("cloud-customer-relationship-management", figures.Person("amy", "mb2-713", "mb2-710", "mb2-712"));
        Assert.False(alone.Met);
        Assert.Equal(1, alone.NewExams);
        Assert.Equal([(1, 1), (0, 1)], Groups(alone));

        // Picking the first who fits the first group would waste amy on it: only she can fill it, ben only the second.
        Assert.True(Silver("cloud-customer-relationship-management", figures.Person("ben", "mb2-716")).Met);
    }

    [Fact]
    public void Same_or_different_people_may_be_either()
    {
        string[] both = ["70-412", "assessment:biztalk-2013"];
        Assert.True(Silver("application-integration", new Organisation().Person("amy", both).Person("ben", both)).Met);
        Assert.True(Silver("application-integration", new Organisation()
            .Person("amy", both[0]).Person("ben", both[0]).Person("cas", both[1]).Person("dan", both[1])).Met);
    }

    [Fact]
    public void The_same_people_must_satisfy_both_groups()
    {
        var edition = Asking(new Alternative("a", [Group("g1", 2, A), Group("g2", 2, B, new GroupRelation(GroupRelationKind.SamePeopleAs, "g1"))]));
        var level = Attainment.Of(
            edition, new Organisation().Person("amy", "item:a", "item:b").Person("ben", "item:a").Person("cas", "item:b").On(edition), Day).Levels[0];

        Assert.False(level.Met);
        Assert.Equal(1, level.NewExams);
        Assert.Equal([(1, 2), (1, 2)], Groups(level));
    }

    [Fact]
    public void One_pass_serves_two_requirements_of_a_level()
    {
        var edition = Of(
            new SkillRequirement("s1", [new Alternative("a", [Group("g1", 1, A)]), new Alternative("b", [Group("g1", 1, B)])]),
            new SkillRequirement("s2", [new Alternative("a", [Group("g1", 1, B)])]));

        Assert.Equal(1, Attainment.Of(edition, new Organisation().On(edition), Day).Levels[0].NewExams);
    }

    [Fact]
    public void The_nearest_alternative_is_the_one_with_the_fewest_passes_to_go()
    {
        var level = Silver("messaging", new Organisation().Person("amy", "70-347").Person("ben", "cert:mcse-productivity"));

        Assert.Equal("b", level.Requirements.OfType<SkillAttainment>().Single().Alternative.Id);
        Assert.Equal(1, level.NewExams);
    }

    [Fact]
    public void A_retired_exam_cannot_be_passed_but_one_already_held_counts_while_accepted()
    {
        var edition = Asking(new Alternative("a", [Group("g1", 1, A)])).Without("item:a", retires: Day.AddDays(-1), acceptedUntil: Day);

        Assert.Null(Attainment.Of(edition, new Organisation().On(edition), Day).Levels[0].NewExams);
        Assert.True(Attainment.Of(edition, new Organisation().Person("amy", "item:a").On(edition), Day).Levels[0].Met);
        Assert.False(Attainment.Of(edition, new Organisation().Person("amy", "item:a").On(edition), Day.AddDays(1)).Levels[0].Met);
    }

    [Fact]
    public void A_person_who_does_not_count_contributes_nothing_to_the_next_passes()
    {
        var level = Silver("project-and-portfolio-management", new Organisation()
            .Person("amy", "74-343", "70-348").Person("ben", "74-343").Person("cas", "74-343", "70-348").Linked("cas", null));

        Assert.Equal(1, level.NewExams);
        Assert.Equal([Address("amy")], level.Requirements.OfType<SkillAttainment>().Single().Groups[0].People);
    }

    [Fact]
    public void A_path_without_skill_goals_needs_no_passes_and_one_without_a_figure_says_so()
    {
        var level = Silver("small-and-midmarket-cloud-solutions", new Organisation());

        Assert.Equal(0, level.NewExams);
        var figure = Assert.IsType<PerformanceAttainment>(Assert.Single(level.Requirements));
        Assert.Equal((false, null, 4m, null), (figure.Met, figure.Value, figure.Need, figure.AsOf));
    }

    [Fact]
    public void A_level_that_a_path_does_not_have_is_absent() => Assert.Equal(
        [Level.Gold], Evaluate(new Organisation()).LevelsOf("enterprise-resource-planning").Select(level => level.Level));

    [Fact]
    public void The_highest_level_is_the_highest_that_any_path_meets()
    {
        var organisation = new Organisation();
        foreach (var name in (string[])["amy", "ben", "cas", "dan"])
            organisation.Person(name, "cert:mcsd-app-builder");
        var attainment = Evaluate(organisation);

        Assert.Equal(Level.Gold, attainment.HighestLevel("application-development"));
        Assert.Null(attainment.HighestLevel("datacenter"));
        Assert.Contains(attainment.PlacesOf(Address("amy")), place => place.Level is { Competency.Id: "application-development", Level: Level.Gold });
    }

    [Fact]
    public void Every_path_and_level_an_item_counts_for_is_known() => Assert.Equal(
        ["data-analytics-specialist Silver", "data-analytics-specialist Gold"],
        ItemUse.In(Catalogue)["exam:70-775"].Select(use => $"{use.Path.Id} {use.Level}"));

    [Fact]
    public void Ten_thousand_people_are_collapsed_into_what_matters()
    {
        var organisation = new Organisation();
        for (var person = 0; person < 10_000; person++)
            organisation.Person($"person{person}", [.. Catalogue.Items.Keys.Where((_, index) => (person + index) % 17 == 0)]);

        Assert.Contains(Evaluate(organisation).Levels, level => level.Met);
    }

    private static Attainment Evaluate(Organisation organisation) => Attainment.Of(Catalogue, organisation.On(Catalogue), Day);

    private static LevelAttainment Silver(string competency, Organisation organisation) =>
        Evaluate(organisation).LevelsOf(competency).First(level => level.Level == Level.Silver);

    private static IEnumerable<(int Have, int Need)> Groups(LevelAttainment level) =>
        level.Requirements.OfType<SkillAttainment>().Single().Groups.Select(group => (group.Have, group.Need));
}
