using System.Text;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Tests.Domain.Catalogue;

/// <summary>A good file is read whole; every kind of broken one is refused with the place and the reason.</summary>
public sealed class EditionFileTests
{
    public static IEnumerable<TheoryDataRow<int, string>> Broken => Refusals.All.Index()
        .Select(refusal => new TheoryDataRow<int, string>(refusal.Index, refusal.Item.ToString()));

    [Fact]
    public void A_good_file_is_read_whole()
    {
        var edition = EditionFixture.Parse(EditionFixture.Good);
        var skill = edition.Competencies[0].Paths[0].Levels[0].Requirements.OfType<SkillRequirement>().Single();

        Assert.Equal(new DateOnly(2018, 12, 31), edition.Items["exam:1"].AcceptedUntil);
        Assert.Equal(new GroupRelation(GroupRelationKind.SubsetOf, "g1"), skill.Alternatives[0].Groups[1].Relation);
        Assert.Equal("丙", edition.Competencies[0].Names["zh-TW"]);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_is_refused_with_path_and_reason(int index, string what)
    {
        var broken = Refusals.All[index];

        var refusal = Assert.Throws<CatalogueException>(() => EditionFixture.Parse(broken.File));

        Assert.True(broken.Path == refusal.JsonPath, $"{what}: {refusal.Message}");
        Assert.Contains(broken.Reason, refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_competency_without_known_requirements_needs_no_paths()
    {
        const string competency = "$.competencies[0]";
        var unknown = EditionFixture.Good.With(competency, "requirementsKnown", "false").With(competency, "paths", null);

        Assert.False(EditionFixture.Parse(unknown).Competencies[0].RequirementsKnown);
    }

    [Fact]
    public void The_days_of_reminders_may_be_left_out_and_then_follow_from_the_window()
    {
        Assert.Equal([-366, 0, 30], EditionFixture.Parse(EditionFixture.Good.With("$", "reminderDays", "[-366, 0, 30]")).Ladder.Days);
        Assert.Equal(
            [-90, -60, -30, -15, -7, -1, 0, 30, 45, 59],
            EditionFixture.Parse(EditionFixture.Good.With("$.purchaseWindow", "lastDay", "60")).Ladder.Days);
    }

    [Fact]
    public void An_edition_may_limit_how_often_somebody_associates_an_account()
    {
        Assert.Null(EditionFixture.Parse(EditionFixture.Good).AssociationLimit);
        Assert.Equal(
            new AssociationLimit(3, 30),
            EditionFixture.Parse(EditionFixture.Good.With("$", "associationLimit", """{ "perYear": 3, "daysBetween": 30 }""")).AssociationLimit);
    }

    [Fact]
    public void An_edition_may_state_what_is_known_of_membership_each_fact_with_its_source()
    {
        const string Facts = """[{ "id": "silverToGold", "source": { "repo": "r", "path": "p", "commit": "c", "date": "2021" } }]""";

        Assert.Empty(EditionFixture.Parse(EditionFixture.Good).MembershipFacts);
        Assert.Equal(
            [new MembershipFact(MembershipTopic.SilverToGold, new Source("r", "p", "c", "2021"))],
            EditionFixture.Parse(EditionFixture.Good.With("$", "membershipFacts", Facts)).MembershipFacts);
    }

    [Fact]
    public void A_member_written_twice_is_refused()
    {
        var twice = EditionFixture.Good.Replace("\"id\": \"good\",", "\"id\": \"good\", \"id\": \"good\",", StringComparison.Ordinal);
        Assert.Equal("$.id", Assert.Throws<CatalogueException>(() => EditionFixture.Parse(twice)).JsonPath);
    }

    [Fact]
    public void A_file_may_name_its_schema_and_begin_with_a_byte_order_mark() =>
        Assert.Equal("good", EditionFixture.Parse('\uFEFF' + EditionFixture.Good.With("$", "$schema", "\"edition.schema.json\"")).Id);

    [Fact]
    public void A_file_that_is_not_in_utf_8_is_refused()
    {
        using var file = new MemoryStream(Encoding.Latin1.GetBytes(EditionFixture.Good.Replace("Good", "Gööd", StringComparison.Ordinal)));

        var refusal = Assert.Throws<CatalogueException>(() => EditionFile.Parse(file, EditionFixture.Path));

        Assert.Equal($"{EditionFixture.Path}(1): $: is not written in UTF-8", refusal.Message);
    }
}
