using System.Text;
using System.Text.Json.Nodes;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Tests.Domain.Catalogue;

/// <summary>A good file is read whole; every kind of broken one is refused with the place and the reason.</summary>
public sealed class EditionFileTests
{
    private const string Skill = "$.competencies[0].paths[0].levels[0].requirements[1]";
    private const string Goal = "$.competencies[0].paths[0].levels[0].requirements[0]";
    private const string Groups = Skill + ".alternatives[0].groups";

    private const string Good = """
        {
          "id": "good", "title": "Good", "programme": "competencies", "appliesFrom": "2017-01-01", "appliesTo": "2018-12-31", "replacedBy": "better",
          "associationWaitHours": 24, "renewalTest": { "kind": "onAnniversary" }, "purchaseWindow": { "firstDay": 1, "lastDay": 30 },
          "sources": [{ "repo": "r", "path": "p", "commit": "c", "date": "2018-01-01" }],
          "items": [
            { "id": "exam:1", "kind": "exam", "code": "70-1", "title": "One", "provider": "M", "retires": "2017-12-31", "acceptedUntil": "2018-12-31" },
            { "id": "cert:2", "kind": "certification", "title": "Two", "provider": "M" }
          ],
          "competencies": [{
            "id": "c1", "names": { "en": "C", "zh-TW": "丙" }, "successorDesignations": ["x"], "uncertain": [],
            "sources": [{ "repo": "r", "path": "p", "commit": "c", "date": "2018-01-01" }],
            "paths": [{
              "id": "p1", "names": { "en": "P", "zh-TW": "路" },
              "levels": [{ "level": "silver", "requirements": [
                { "kind": "performance", "id": "p1", "metric": "new_customers", "unit": "customers",
                  "need": { "developed": 10, "developing": 5 }, "window": { "kind": "trailing", "months": 12 } },
                { "kind": "skill", "id": "s1", "alternatives": [{ "id": "a", "groups": [
                  { "id": "g1", "people": 2, "each": { "anyOf": ["exam:1", { "allOf": ["exam:1", "cert:2"] }] } },
                  { "id": "g2", "people": 1, "each": "cert:2", "relation": { "kind": "subsetOf", "group": "g1" } }] }] }
              ] }]
            }]
          }]
        }
        """;

    [Fact]
    public void A_good_file_is_read_whole()
    {
        var edition = Parse(JsonNode.Parse(Good)!);
        var skill = edition.Competencies[0].Paths[0].Levels[0].Requirements.OfType<SkillRequirement>().Single();

        Assert.Equal(new DateOnly(2018, 12, 31), edition.Items["exam:1"].AcceptedUntil);
        Assert.Equal(new GroupRelation(GroupRelationKind.SubsetOf, "g1"), skill.Alternatives[0].Groups[1].Relation);
        Assert.Equal("丙", edition.Competencies[0].Names["zh-TW"]);
    }

    [Theory]
    [InlineData("$", "colour", "\"red\"", "$.colour", "could not be mapped")]
    [InlineData("$.items[0]", "colour", "\"red\"", "$.items[0].colour", "could not be mapped")]
    [InlineData("$", "id", "\"other\"", "$.id", "not the name of the file")]
    [InlineData("$", "title", null, "$.title", "missing")]
    [InlineData("$", "appliesFrom", "\"yesterday\"", "$.appliesFrom", "could not be converted")]
    [InlineData("$", "appliesTo", "\"2016-01-01\"", "$.appliesTo", "before appliesFrom")]
    [InlineData("$", "associationWaitHours", "-1", "$.associationWaitHours", "between 0")]
    [InlineData("$", "programme", null, "$.programme", "missing; it is one of competencies, solutionsPartner")]
    [InlineData("$.renewalTest", "kind", "\"whenever\"", "$.renewalTest", "is one of {kind: onAnniversary}")]
    [InlineData("$.renewalTest", "firstDay", "-3", "$.renewalTest", "is one of {kind: onAnniversary}")]
    [InlineData("$", "renewalTest", """{ "kind": "anyDayInWindow", "firstDay": -3, "lastDay": 4 }""", "$.renewalTest", "lastDay ≤ 0")]
    [InlineData("$", "renewalTest", """{ "kind": "anyDayInMonths", "monthsBefore": 12 }""", "$.renewalTest", "monthsBefore ≤ 11")]
    [InlineData("$.purchaseWindow", "lastDay", "0", "$.purchaseWindow.lastDay", "before firstDay")]
    [InlineData("$", "sources", "[]", "$.sources", "missing or empty")]
    [InlineData("$", "items", null, "$.items", "missing or empty")]
    [InlineData("$.items[1]", "id", "\"exam:1\"", "$.items[1]", "'exam:1' appears twice")]
    [InlineData("$.items[1]", "code", "\"70-1\"", "$.items[1]", "code '70-1' appears twice")]
    [InlineData("$.items[1]", "id", "\"Cert 2\"", "$.items[1].id", "with or without kind:")]
    [InlineData("$.items[0]", "kind", "\"diploma\"", "$.items[0].kind", "'diploma' is not one of")]
    [InlineData("$.items[0]", "code", null, "$.items[0].code", "missing")]
    [InlineData("$.items[0]", "acceptedUntil", "\"2017-01-01\"", "$.items[0].acceptedUntil", "before retires")]
    [InlineData("$.competencies[0].names", "zh-TW", null, "$.competencies[0].names.zh-TW", "missing")]
    [InlineData("$.competencies[0].paths[0].names", "en", "\" \"", "$.competencies[0].paths[0].names.en", "missing or empty")]
    [InlineData("$.competencies[0]", "id", "\"C 1\"", "$.competencies[0].id", "small letters")]
    [InlineData("$.competencies[0]", "paths", "[]", "$.competencies[0].paths", "missing or empty")]
    [InlineData("$.competencies[0]", "requirementsKnown", "false", "$.competencies[0].requirementsKnown", "although there are paths")]
    [InlineData("$.competencies[0].paths[0].levels[0]", "level", "\"platinum\"", "$.competencies[0].paths[0].levels[0].level", "silver, gold")]
    [InlineData("$.competencies[0].paths[0].levels[0]", "level", "\"solutionsPartner\"", "$.competencies[0].paths[0].levels[0].level", "silver, gold")]
    [InlineData("$", "programme", "\"solutionsPartner\"", "$.competencies[0].paths[0].levels[0].level", "'silver' is not one of solutionsPartner")]
    [InlineData(Skill, "id", "\"p1\"", Skill, "'p1' appears twice")]
    [InlineData(Skill, "kind", "\"dance\"", Skill, "dance")]
    [InlineData(Goal, "metric", "\"New Customers\"", Goal + ".metric", "underscores")]
    [InlineData(Goal, "need", """{ "all": 3, "developed": 4 }""", Goal + ".need", "either {all}")]
    [InlineData(Goal, "need", """{ "all": 0 }""", Goal + ".need", "not above zero")]
    [InlineData(Goal, "window", """{ "kind": "trailing", "months": 24 }""", Goal + ".window.months", "12 months")]
    [InlineData(Goal, "window", """{ "kind": "monthly" }""", Goal + ".window.kind", "'monthly' is not one of")]
    [InlineData(Groups + "[0]", "people", "0", Groups + "[0].people", "not above zero")]
    [InlineData(Groups + "[0]", "people", "600000", "$.competencies[0].paths[0].levels[0]", "too many people")]
    [InlineData(Groups + "[1]", "id", "\"g1\"", Groups + "[1]", "'g1' appears twice")]
    [InlineData(Groups + "[1]", "each", "\"exam:9\"", Groups + "[1].each", "'exam:9' is not among the items")]
    [InlineData(Groups + "[1]", "each", """{ "anyOf": ["exam:1", { "allOf": ["exam:9"] }] }""", Groups + "[1].each.anyOf[1].allOf[0]", "'exam:9'")]
    [InlineData(Groups + "[1]", "each", """{ "noneOf": ["exam:1"] }""", Groups + "[1].each", "neither an item")]
    [InlineData(Groups + "[1]", "each", """{ "anyOf": [] }""", Groups + "[1].each.anyOf", "at least one")]
    [InlineData(Groups + "[1]", "each", """{ "anyOf": ["exam:1", "exam:1"] }""", Groups + "[1].each.anyOf[1]", "appears twice")]
    [InlineData(Groups + "[1]", "each", null, Groups + "[1].each", "missing")]
    [InlineData(Groups + "[1].relation", "kind", "\"friendsOf\"", Groups + "[1].relation.kind", "'friendsOf' is not one of")]
    [InlineData(Groups + "[1].relation", "group", "\"g9\"", Groups + "[1].relation.group", "not a group of this alternative")]
    [InlineData(Groups + "[1].relation", "group", "\"g2\"", Groups + "[1].relation.group", "circle")]
    [InlineData(Groups + "[0]", "relation", """{ "kind": "disjointFrom", "group": "g2" }""", Groups + "[0].relation.group", "circle")]
    [InlineData(Groups + "[1]", "people", "3", Groups + "[1].relation", "3 people cannot be among the 2 of 'g1'")]
    [InlineData(Groups + "[1].relation", "kind", "\"samePeopleAs\"", Groups + "[1].relation", "cannot be the same")]
    public void A_broken_file_is_refused_with_path_and_reason(string at, string member, string? value, string path, string reason)
    {
        var json = JsonNode.Parse(Good)!;
        var target = Find(json, at).AsObject();
        target.Remove(member);
        if (value is not null)
            target[member] = JsonNode.Parse(value);

        var refusal = Assert.Throws<CatalogueException>(() => Parse(json));

        Assert.Equal("good.json", refusal.File);
        Assert.Equal(path, refusal.JsonPath);
        Assert.Contains(reason, refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_written_twice_is_refused()
    {
        var twice = Good.Replace("\"id\": \"good\",", "\"id\": \"good\", \"id\": \"good\",", StringComparison.Ordinal);
        Assert.Equal("$.id", Assert.Throws<CatalogueException>(() => Parse(twice)).JsonPath);
    }

    [Fact]
    public void Text_that_is_not_json_is_refused_with_the_line() =>
        Assert.Contains("line 2", Assert.Throws<CatalogueException>(() => Parse("{\n oh no }")).Reason, StringComparison.Ordinal);

    [Fact]
    public void Every_edition_that_ships_loads_and_is_read_once() =>
        Assert.All(EditionSet.Shipped.Ids, id => Assert.Same(EditionSet.Shipped.Load(id), EditionSet.Shipped.Load(id)));

    [Fact]
    public void An_edition_that_is_not_there_is_refused_with_those_that_are() =>
        Assert.Contains("docs-2017-12", Assert.Throws<ArgumentException>(() => EditionSet.Shipped.Load("docs-1999")).Message, StringComparison.Ordinal);

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

    [Fact]
    public void Every_item_of_the_edition_of_2017_is_asked_for()
    {
        var edition = EditionSet.Shipped.Load("docs-2017-12");
        Assert.Equal(edition.Items.Keys, ItemUse.In(edition).Select(uses => uses.Key).Order(StringComparer.Ordinal));
    }

    private static Edition Parse(JsonNode json) => Parse(json.ToJsonString());

    private static Edition Parse(string json)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return EditionFile.Parse(file, "/somewhere/good.json");
    }

    private static JsonNode Find(JsonNode root, string path) => path
        .Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Skip(1)
        .Aggregate(root, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);
}
