using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using static CompetencyBot.Tests.Domain.Organisation;
using static CompetencyBot.Tests.Domain.SmallEdition;

namespace CompetencyBot.Tests.Domain.Evaluation;

public sealed class KeyPeopleTests
{
    private static readonly Edition Catalogue = EditionSet.Shipped.Load("docs-2017-12");
    private static readonly DateOnly Day = new(2018, 3, 1);

    [Fact]
    public void Whoever_alone_has_the_assessment_holds_the_level_up()
    {
        var key = HeldUpBy("communications", new Organisation()
            .Person("zoe", "cert:mcse-productivity", "assessment:voice-framework")
            .Person("amy", "cert:mcse-productivity").Person("ben", "cert:mcse-productivity"));

        Assert.Equal([Address("zoe")], key.People);
        Assert.Equal((0, false), (key.Survives, key.IsAtLeast));
    }

    [Fact]
    public void Two_of_four_who_are_needed_can_leave_whoever_they_are()
    {
        var key = HeldUpBy("application-development", new Organisation()
            .Person("amy", "70-480").Person("ben", "70-483").Person("cas", "70-486").Person("dan", "70-357"));

        Assert.Equal(2, key.Survives);
        Assert.Empty(key.People);
    }

    [Fact]
    public void A_level_that_another_path_meets_too_does_not_hang_on_the_people_of_one()
    {
        // Silver of Windows and Devices through the service path (amy, ben) and through the device path (ben, cas).
        var key = HeldUpBy("windows-and-devices", new Organisation()
            .Person("amy", "70-354").Person("ben", "70-354", "70-735").Person("cas", "70-735"));

        Assert.Equal(["service-partner", "device-partner"], key.PathIds);
        // Without ben neither path has two people.
        Assert.Equal([Address("ben")], key.People);
    }

    [Fact]
    public void Nobody_holds_up_a_level_that_figures_alone_meet()
    {
        var key = HeldUpBy("small-and-midmarket-cloud-solutions", new Organisation()
            .Person("amy", "70-347").Figure("Small and Midmarket Cloud Solutions", null, "new_customers", 4));

        Assert.Null(key.Survives);
        Assert.Empty(key.People);
    }

    [Fact]
    public void Somebody_who_has_left_holds_up_nothing_and_levels_not_held_are_not_listed() =>
        Assert.Empty(KeyPeople.Of(Catalogue, new Organisation().Person("amy", "70-480").Person("ben", "70-480").Leaves("ben", Day).On(Catalogue), Day));

    [Fact]
    public void A_score_survives_until_its_points_or_an_indicator_are_gone()
    {
        var edition = Of(new ScoreRequirement("score", 70, true,
        [
            ScoreTests.Figures(60, FigureCombination.Sum, ScoreTests.Part("customers", 3)), ScoreTests.People("people", 40, A, fullAt: 4),
        ]));
        var organisation = new Organisation().Person("amy", "item:a").Person("ben", "item:a").Person("cas", "item:a");

        Assert.Equal(2, KeyPeople.Of(edition, organisation.On(edition).Measured("customers", 3), Day).Single().Survives);
        // With 50 points from the figures two people are needed.
        Assert.Equal(1, KeyPeople.Of(edition, organisation.On(edition).Measured("customers", 2.5m), Day).Single().Survives);
    }

    [Fact]
    public void A_crowd_is_counted_exactly()
    {
        var organisation = new Organisation();
        foreach (var number in Enumerable.Range(1, 300))
            organisation.Person($"person{number}", number % 3 == 0 ? ["70-354", "70-735"] : number % 3 == 1 ? ["70-354"] : ["70-735"]);

        // Silver: two people on either path. The 100 who have both, and 99 on either side.
        Assert.Equal(297, KeyPeople.Of(Catalogue, organisation.On(Catalogue), Day)
            .Single(each => each is { Competency.Id: "windows-and-devices", Level: Level.Silver }).Survives);
    }

    private static KeyPeople HeldUpBy(string competency, Organisation organisation) =>
        KeyPeople.Of(Catalogue, organisation.On(Catalogue), Day).Single(each => each.Competency.Id == competency && each.Level == Level.Silver);
}
