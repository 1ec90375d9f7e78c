using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using static CompetencyBot.Tests.Domain.Organisation;

namespace CompetencyBot.Tests.Domain.Evaluation;

public sealed class WhatIfTests
{
    private static readonly Edition Catalogue = EditionSet.Shipped.Load("docs-2017-12");
    private static readonly DateOnly Day = new(2018, 3, 1);

    [Fact]
    public void A_leaver_takes_a_level_away()
    {
        var answer = Answer(Builders(), new Change.Leaves(Address("amy"), Day));

        Assert.Equal(("application-development", Level.Silver, null), Only(answer));
        var lost = Assert.Single(answer.Lost);
        Assert.Equal((0, 1), (lost.Before.NewExams, lost.After.NewExams));
        Assert.Empty(answer.Gained);
    }

    [Fact]
    public void A_leaver_of_a_later_day_is_still_there()
    {
        var answer = Answer(Builders(), new Change.Leaves(Address("amy"), Day.AddDays(1)));

        Assert.Empty(answer.Levels);
        Assert.Equal(Day.AddDays(1), answer.Evidence.People[0].Record.LeftOn);
    }

    [Fact]
    public void Passes_of_a_known_person_and_of_a_newcomer_gain_a_level()
    {
        var organisation = new Organisation().Person("amy", "70-334").Person("ben");
        var answer = Answer(
            organisation,
            new Change.Passes(new Pass(Address("amy"), 0, "exam:70-333")),
            new Change.Passes(new Pass(null, 1, "cert:mcse-productivity")),
            new Change.Passes(new Pass(null, 1, "assessment:voice-framework")));

        Assert.Equal(["communications"], answer.Gained.Select(level => level.Competency.Id));
        // One newcomer, who passed both.
        Assert.Equal(3, answer.Evidence.People.Length);
    }

    [Fact]
    public void A_pass_that_completes_nothing_still_brings_a_level_nearer()
    {
        var answer = Answer(Builders(), new Change.Passes(new Pass(Address("amy"), 0, "cert:mcsd-app-builder")));

        var gold = answer.Levels.Single(level => level is { Path.Id: "application-builder", Level: Level.Gold });
        Assert.Equal((4, 3), (gold.Before.NewExams, gold.After.NewExams));
        Assert.Empty(answer.Competencies);
    }

    [Fact]
    public void Linking_an_account_brings_in_what_the_person_has_passed()
    {
        var answer = Answer(Builders().Linked("ben", null), new Change.Links(Address("ben")));

        Assert.Equal(("application-development", null, Level.Silver), Only(answer));
    }

    [Fact]
    public void A_figure_of_all_paths_changes_also_the_paths_that_have_a_row_of_their_own()
    {
        const string Mobility = "Enterprise Mobility Management";
        string[] skills = ["assessment:ems-overview", "assessment:ems-mdm"];
        var organisation = new Organisation().Person("amy", skills).Person("ben", skills)
            .Figure(Mobility, null, "new_customers", 20).Figure(Mobility, null, "active_entitlements", 10)
            .Figure(Mobility, "SMB Partner", "active_entitlements", 20, Day.AddMonths(-1));
        Change Figure(string? path) => new Change.FigureBecomes("enterprise-mobility-management", path, "active_entitlements", 500);

        Assert.Equal(["enterprise-partner", "smb-partner"], Answer(organisation, Figure(null)).Gained.Select(level => level.Path.Id));
        Assert.Equal(["smb-partner"], Answer(organisation, Figure("smb-partner")).Gained.Select(level => level.Path.Id));
    }

    [Fact]
    public void A_figure_that_falls_takes_a_level_away_and_what_its_months_added_stays_known()
    {
        var organisation = new Organisation().Figure("Small and Midmarket Cloud Solutions", null, "new_customers", 4, new DateOnly(2018, 2, 1), 1);
        var answer = Answer(organisation, new Change.FigureBecomes("small-and-midmarket-cloud-solutions", null, "new_customers", 3.5m));

        Assert.Equal(("small-and-midmarket-cloud-solutions", Level.Silver, null), Only(answer));
        Assert.Equal(1, answer.Evidence.Figures[^1].Contribution);
    }

    [Fact]
    public void Nothing_changes_the_evidence_it_started_from()
    {
        var evidence = Builders().On(Catalogue);
        WhatIf.Of(Catalogue, evidence, Day, new Change.Leaves(Address("amy"), Day));

        Assert.Null(evidence.People[0].Record.LeftOn);
    }

    public static TheoryData<Change, ChangeFault> Refusals => new()
    {
        { new Change.Leaves("nobody@contoso.example", Day), ChangeFault.UnknownPerson },
        { new Change.Leaves(Address("gone"), Day), ChangeFault.HasLeft },
        { new Change.Links(Address("amy")), ChangeFault.IsLinked },
        { new Change.Passes(new Pass(Address("amy"), 1, "exam:70-480")), ChangeFault.WrongNewcomer },
        { new Change.Passes(new Pass(null, 0, "exam:70-480")), ChangeFault.WrongNewcomer },
        { new Change.Passes(new Pass(Address("amy"), 0, "exam:az-305")), ChangeFault.UnknownItem },
        { new Change.FigureBecomes("bakery", null, "new_customers", 1), ChangeFault.UnknownCompetency },
        { new Change.FigureBecomes("communications", "bakery", "new_customers", 1), ChangeFault.UnknownPath },
        { new Change.FigureBecomes("communications", null, "new_customers", 1), ChangeFault.UnknownMetric },
        { new Change.FigureBecomes("data-analytics", "data-analytics-beginners", "deployed_seats", 1), ChangeFault.UnknownMetric },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_cannot_be_supposed_is_refused_with_the_reason(Change change, ChangeFault fault)
    {
        var evidence = Builders().Person("gone").Leaves("gone", Day).On(Catalogue);

        var refused = Assert.IsType<WhatIf.Refused>(WhatIf.Of(Catalogue, evidence, Day, new Change.Leaves(Address("ben"), Day), change));
        Assert.Equal((change, fault), (refused.Change, refused.Fault));
    }

    [Fact]
    public void An_exam_that_has_retired_cannot_be_passed()
    {
        var edition = SmallEdition.Asking(new Alternative("a", [SmallEdition.Group("g1", 1, SmallEdition.A)])).Without("item:a", retires: Day.AddDays(-1));

        Assert.Equal(
            ChangeFault.CannotBePassed,
            Assert.IsType<WhatIf.Refused>(WhatIf.Of(edition, new Organisation().On(edition), Day, new Change.Passes(new Pass(null, 1, "item:a")))).Fault);
    }

    private static Organisation Builders() => new Organisation().Person("amy", "70-480").Person("ben", "70-483");

    private static WhatIf.Answer Answer(Organisation organisation, params Change[] changes) =>
        Assert.IsType<WhatIf.Answer>(WhatIf.Of(Catalogue, organisation.On(Catalogue), Day, changes));

    private static (string Competency, Level? Before, Level? After) Only(WhatIf.Answer answer) =>
        answer.Competencies.Select(each => (each.Competency.Id, each.Before, each.After)).Single();
}
