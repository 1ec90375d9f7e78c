namespace CompetencyBot.Tests.Domain.Catalogue;

/// <summary>A change that makes a good edition file wrong.</summary>
/// <param name="At">The object that is changed.</param>
/// <param name="Value">JSON; null takes the member away.</param>
/// <param name="Path">The place that the refusal names.</param>
/// <param name="Reason">Part of it.</param>
/// <param name="BySchema">Whether a schema can see it, too; sums, dates, identity and references it cannot.</param>
internal sealed record Refusal(
    string Good, string At, string Member, string? Value, string Path, string Reason, bool BySchema = true)
{
    public string File => Good.With(At, Member, Value);

    public override string ToString() => $"{At}.{Member} = {Value ?? "(none)"}";
}

internal static class Refusals
{
    private const string Skill = "$.competencies[0].paths[0].levels[0].requirements[1]";
    private const string Goal = "$.competencies[0].paths[0].levels[0].requirements[0]";
    private const string Groups = Skill + ".alternatives[0].groups";

    private const string Level = "$.competencies[0].paths[0].levels[0]";
    private const string Score = Level + ".requirements[0]";
    private const string Adds = Score + ".indicators[0]";
    private const string Part = Adds + ".scoring.parts[0]";
    private const string Usage = Score + ".indicators[1]";
    private const string Pool = Score + ".indicators[2].scoring";
    private const string Steps = Score + ".indicators[3].scoring";
    private const string Growth = Score + ".indicators[4].scoring";

    private const string TwoRequirements = """
        [
          { "kind": "skill", "id": "s", "alternatives": [{ "id": "a", "groups": [{ "id": "g", "people": 1, "each": "exam:2" }] }] },
          { "kind": "score", "id": "score", "need": 1, "everyIndicatorAboveZero": true, "indicators": [
            { "id": "i", "names": { "en": "I", "zh-TW": "一" }, "maxPoints": 1,
              "scoring": { "kind": "people", "each": "exam:2", "fullAt": { "all": 1 } } }] }
        ]
        """;

    public static IReadOnlyList<Refusal> All { get; } =
    [
        new(EditionFixture.Good, "$", "colour", "\"red\"", "$.colour", "could not be mapped"),
        new(EditionFixture.Good, "$.items[0]", "colour", "\"red\"", "$.items[0].colour", "could not be mapped"),
        new(EditionFixture.Good, "$", "id", "\"other\"", "$.id", "not the name of the file", BySchema: false),
        new(EditionFixture.Good, "$", "title", null, "$.title", "missing"),
        new(EditionFixture.Good, "$", "appliesFrom", "\"yesterday\"", "$.appliesFrom", "could not be converted"),
        new(EditionFixture.Good, "$", "appliesTo", "\"2016-01-01\"", "$.appliesTo", "before appliesFrom", BySchema: false),
        new(EditionFixture.Good, "$", "associationWaitHours", "-1", "$.associationWaitHours", "between 0"),
        new(EditionFixture.Good, "$", "associationLimit", """{ "perYear": 0, "daysBetween": 30 }""", "$.associationLimit.perYear", "not between 1 and 366"),
        new(EditionFixture.Good, "$", "associationLimit", """{ "perYear": 3, "daysBetween": -1 }""", "$.associationLimit.daysBetween", "not between 0 and 366"),
        new(EditionFixture.Good, "$", "associationLimit", """{ "perYear": 3 }""", "$.associationLimit.daysBetween", "missing"),
        new(EditionFixture.Good, "$", "associationLimit", """{ "perYear": 3, "daysBetween": 30, "perMonth": 1 }""",
            "$.associationLimit.perMonth", "could not be mapped"),
        new(EditionFixture.Good, "$", "membershipFacts", """[{ "id": "discounts", "source": { "repo": "r", "path": "p", "commit": "c", "date": "2018-01-01" } }]""",
            "$.membershipFacts[0].id", "'discounts' is not one of joinFirst, silverPackage"),
        new(EditionFixture.Good, "$", "membershipFacts", """[{ "id": "benefits" }]""", "$.membershipFacts[0].source", "missing"),
        new(EditionFixture.Good, "$", "membershipFacts", """[{ "id": "benefits", "source": { "repo": "r", "path": "p", "commit": "c" } }]""",
            "$.membershipFacts[0].source.date", "missing"),
        new(EditionFixture.Good, "$", "membershipFacts", """[{ "id": "benefits", "percent": 25, "source": { "repo": "r", "path": "p", "commit": "c", "date": "2018-01-01" } }]""",
            "$.membershipFacts[0].percent", "could not be mapped"),
        new(EditionFixture.Good, "$", "membershipFacts", """[{ "id": "benefits", "source": { "repo": "r", "path": "p", "commit": "c", "date": "2018-01-01" } }, { "id": "benefits", "source": { "repo": "q", "path": "p", "commit": "c", "date": "2018-01-01" } }]""",
            "$.membershipFacts[1]", "the id 'benefits' appears twice", BySchema: false),
        new(EditionFixture.Good, "$", "programme", null, "$.programme", "missing; it is one of competencies, solutionsPartner"),
        new(EditionFixture.Good, "$.renewalTest", "kind", "\"whenever\"", "$.renewalTest", "is one of {kind: onAnniversary}"),
        new(EditionFixture.Good, "$.renewalTest", "firstDay", "-3", "$.renewalTest", "is one of {kind: onAnniversary}"),
        new(EditionFixture.Good, "$", "renewalTest", """{ "kind": "anyDayInWindow", "firstDay": -3, "lastDay": 4 }""", "$.renewalTest", "lastDay ≤ 0"),
        new(EditionFixture.Good, "$", "renewalTest", """{ "kind": "anyDayInMonths", "monthsBefore": 12 }""", "$.renewalTest", "monthsBefore ≤ 11"),
        new(EditionFixture.Good, "$.purchaseWindow", "lastDay", "0", "$.purchaseWindow.lastDay", "before firstDay", BySchema: false),
        new(EditionFixture.Good, "$", "reminderDays", "[]", "$.reminderDays", "is empty"),
        new(EditionFixture.Good, "$", "reminderDays", "[-1, 0.5]", "$.reminderDays[1]", "could not be converted"),
        new(EditionFixture.Good, "$", "reminderDays", "[\"-1\"]", "$.reminderDays[0]", "could not be converted"),
        new(EditionFixture.Good, "$", "reminderDays", "[-367, 0]", "$.reminderDays[0]", "not between -366 and 366"),
        new(EditionFixture.Good, "$", "reminderDays", "[0, 0]", "$.reminderDays[1]", "does not come after"),
        new(EditionFixture.Good, "$", "reminderDays", "[-7, -30]", "$.reminderDays[1]", "does not come after", BySchema: false),
        new(EditionFixture.Good, "$", "reminderDays", "[0, 31]", "$.reminderDays[1]", "after the last day of the purchase window, 30", BySchema: false),
        new(EditionFixture.Good, "$", "sources", "[]", "$.sources", "missing or empty"),
        new(EditionFixture.Good, "$", "items", null, "$.items", "missing or empty"),
        new(EditionFixture.Good, "$.items[1]", "id", "\"exam:1\"", "$.items[1]", "'exam:1' appears twice", BySchema: false),
        new(EditionFixture.Good, "$.items[1]", "code", "\"70-1\"", "$.items[1]", "code '70-1' appears twice", BySchema: false),
        new(EditionFixture.Good, "$.items[1]", "id", "\"Cert 2\"", "$.items[1].id", "with or without kind:"),
        new(EditionFixture.Good, "$.items[0]", "kind", "\"diploma\"", "$.items[0].kind", "'diploma' is not one of"),
        new(EditionFixture.Good, "$.items[0]", "code", null, "$.items[0].code", "missing"),
        new(EditionFixture.Good, "$.items[0]", "acceptedUntil", "\"2017-01-01\"", "$.items[0].acceptedUntil", "before retires", BySchema: false),
        new(EditionFixture.Good, "$.competencies[0].names", "zh-TW", null, "$.competencies[0].names.zh-TW", "missing"),
        new(EditionFixture.Good, "$.competencies[0].paths[0].names", "en", "\" \"", "$.competencies[0].paths[0].names.en", "missing or empty"),
        new(EditionFixture.Good, "$.competencies[0]", "id", "\"C 1\"", "$.competencies[0].id", "small letters"),
        new(EditionFixture.Good, "$.competencies[0]", "paths", "[]", "$.competencies[0].paths", "missing or empty"),
        new(EditionFixture.Good, "$.competencies[0]", "requirementsKnown", "false", "$.competencies[0].requirementsKnown", "although there are paths"),
        new(EditionFixture.Good, "$.competencies[0].paths[0].levels[0]", "level", "\"platinum\"", "$.competencies[0].paths[0].levels[0].level", "silver, gold"),
        new(EditionFixture.Good, "$.competencies[0].paths[0].levels[0]", "level", "\"solutionsPartner\"", "$.competencies[0].paths[0].levels[0].level",
            "silver, gold"),
        new(EditionFixture.Good, "$", "programme", "\"solutionsPartner\"",
            "$.competencies[0].paths[0].levels[0].level", "'silver' is not one of solutionsPartner"),
        new(EditionFixture.Good, Skill, "id", "\"p1\"", Skill, "'p1' appears twice", BySchema: false),
        new(EditionFixture.Good, Skill, "kind", "\"dance\"", Skill, "dance"),
        new(EditionFixture.Good, Goal, "metric", "\"New Customers\"", Goal + ".metric", "underscores"),
        new(EditionFixture.Good, Goal, "need", """{ "all": 3, "developed": 4 }""", Goal + ".need", "either {all}"),
        new(EditionFixture.Good, Goal, "need", """{ "all": 0 }""", Goal + ".need", "not above zero"),
        new(EditionFixture.Good, Goal, "window", """{ "kind": "trailing", "months": 24 }""", Goal + ".window.months", "12 months"),
        new(EditionFixture.Good, Goal, "window", """{ "kind": "monthly" }""", Goal + ".window.kind", "'monthly' is not one of"),
        new(EditionFixture.Good, Groups + "[0]", "people", "0", Groups + "[0].people", "not above zero"),
        new(EditionFixture.Good, Groups + "[0]", "people", "600000", "$.competencies[0].paths[0].levels[0]", "too many people", BySchema: false),
        new(EditionFixture.Good, Groups + "[1]", "id", "\"g1\"", Groups + "[1]", "'g1' appears twice", BySchema: false),
        new(EditionFixture.Good, Groups + "[1]", "each", "\"exam:9\"", Groups + "[1].each", "'exam:9' is not among the items", BySchema: false),
        new(EditionFixture.Good, Groups + "[1]", "each", """{ "anyOf": ["exam:1", { "allOf": ["exam:9"] }] }""",
            Groups + "[1].each.anyOf[1].allOf[0]", "'exam:9'", BySchema: false),
        new(EditionFixture.Good, Groups + "[1]", "each", """{ "noneOf": ["exam:1"] }""", Groups + "[1].each", "neither an item"),
        new(EditionFixture.Good, Groups + "[1]", "each", """{ "anyOf": [] }""", Groups + "[1].each.anyOf", "at least one"),
        new(EditionFixture.Good, Groups + "[1]", "each", """{ "anyOf": ["exam:1", "exam:1"] }""", Groups + "[1].each.anyOf[1]", "appears twice"),
        new(EditionFixture.Good, Groups + "[1]", "each", null, Groups + "[1].each", "missing"),
        new(EditionFixture.Good, Groups + "[1].relation", "kind", "\"friendsOf\"", Groups + "[1].relation.kind", "'friendsOf' is not one of"),
        new(EditionFixture.Good, Groups + "[1].relation", "group", "\"g9\"", Groups + "[1].relation.group", "not a group of this alternative", BySchema: false),
        new(EditionFixture.Good, Groups + "[1].relation", "group", "\"g2\"", Groups + "[1].relation.group", "circle", BySchema: false),
        new(EditionFixture.Good, Groups + "[0]", "relation", """{ "kind": "disjointFrom", "group": "g2" }""",
            Groups + "[0].relation.group", "circle", BySchema: false),
        new(EditionFixture.Good, Groups + "[1]", "people", "3", Groups + "[1].relation", "3 people cannot be among the 2 of 'g1'", BySchema: false),
        new(EditionFixture.Good, Groups + "[1].relation", "kind", "\"samePeopleAs\"", Groups + "[1].relation", "cannot be the same", BySchema: false),

        new(EditionFixture.Scored, Level, "level", "\"gold\"", Level + ".level", "'gold' is not one of solutionsPartner"),
        new(EditionFixture.Scored, Level, "requirements", TwoRequirements, Level + ".requirements", "only requirement of its level"),
        new(EditionFixture.Scored, Score, "need", null, Score + ".need", "missing"),
        new(EditionFixture.Scored, Score, "need", "100.5", Score + ".need", "not between 0 and the 100 points", BySchema: false),
        new(EditionFixture.Scored, Score, "need", "0", Score + ".need", "not between 0"),
        new(EditionFixture.Scored, Score, "everyIndicatorAboveZero", null, Score + ".everyIndicatorAboveZero", "missing"),
        new(EditionFixture.Scored, Score, "indicators", "[]", Score + ".indicators", "missing or empty"),
        new(EditionFixture.Scored, Score, "colour", "1", Score + ".colour", "could not be mapped"),
        new(EditionFixture.Scored, Adds, "id", "\"usage\"", Score + ".indicators[1]", "'usage' appears twice", BySchema: false),
        new(EditionFixture.Scored, Adds, "names", null, Adds + ".names", "missing"),
        new(EditionFixture.Scored, Adds, "names", """{ "en": "Adds" }""", Adds + ".names.zh-TW", "missing"),
        new(EditionFixture.Scored, Adds, "maxPoints", "0", Adds + ".maxPoints", "not above zero"),
        new(EditionFixture.Scored, Adds, "maxPoints", "1e20", Adds + ".maxPoints", "above 10000"),
        new(EditionFixture.Scored, Adds, "scoring", null, Adds + ".scoring", "missing"),
        new(EditionFixture.Scored, Adds, "scoring", """{ "kind": "dance" }""", Adds + ".scoring", "dance"),
        new(EditionFixture.Scored, Adds, "note", "\"\"", Adds + ".note", "empty"),
        new(EditionFixture.Scored, Part, "metric", "\"Net adds\"", Part + ".metric", "underscores"),
        new(EditionFixture.Scored, Part, "metric", "\"adds_baseline\"", Adds + ".scoring", "'adds_baseline' appears twice", BySchema: false),
        new(EditionFixture.Scored, Part, "metric", "\"usage_csp\"", Usage + ".scoring", "'usage_csp' appears twice", BySchema: false),
        new(EditionFixture.Scored, Part, "unit", null, Part + ".unit", "missing"),
        new(EditionFixture.Scored, Part, "fullAt", """{ "all": -1 }""", Part + ".fullAt", "not above zero"),
        new(EditionFixture.Scored, Part, "fullAt", """{ "all": 1e20 }""", Part + ".fullAt", "above 1000000000000"),
        new(EditionFixture.Scored, Part, "fullAt", """{ "developed": 6 }""", Part + ".fullAt", "either {all}"),
        new(EditionFixture.Scored, Part, "fullAt", """{ "all": 7 }""", Part + ".pointsPerUnit", "3.3 times 7 is not the 20 points", BySchema: false),
        new(EditionFixture.Scored, Part, "pointsPerUnit", "21", Part + ".pointsPerUnit", "not between 0 and the 20 points", BySchema: false),
        new(EditionFixture.Scored, Part, "pointsPerUnit", "0", Part + ".pointsPerUnit", "not between 0"),
        new(EditionFixture.Scored, Part, "window", """{ "kind": "trailing", "months": 6 }""", Part + ".window.months", "12 months"),
        new(EditionFixture.Scored, Part + ".baseline", "atLeast", null, Part + ".baseline.atLeast", "missing"),
        new(EditionFixture.Scored, Part + ".baseline", "metric", "\"1!\"", Part + ".baseline.metric", "underscores"),
        new(EditionFixture.Scored, Usage + ".scoring.parts[1]", "names", null, Usage + ".scoring.parts[1].names", "missing"),
        new(EditionFixture.Scored, Usage + ".scoring.parts[1]", "names", """{ "en": "CPOR", "zh-TW": "乙" }""",
            Usage + ".scoring.parts[1]", "'CPOR' appears twice", BySchema: false),
        new(EditionFixture.Scored, Pool, "each", "\"exam:9\"", Pool + ".each", "'exam:9' is not among the items", BySchema: false),
        new(EditionFixture.Scored, Pool, "each", null, Pool + ".each", "missing"),
        new(EditionFixture.Scored, Pool, "fullAt", """{ "all": 6.9 }""", Pool + ".fullAt", "whole number of people"),
        new(EditionFixture.Scored, Pool, "fullAt", """{ "all": 2000000 }""", Pool + ".fullAt", "at most 1000000"),
        new(EditionFixture.Scored, Pool, "pointsPerPerson", "2.2", Pool + ".pointsPerPerson", "2.2 times 7 is not the 15 points", BySchema: false),
        new(EditionFixture.Scored, Steps, "steps", "[]", Steps + ".steps", "missing or empty"),
        new(EditionFixture.Scored, Steps, "steps", """[{ "id": "step-1", "each": "exam:2", "required": 2 }]""",
            Steps + ".steps", "give no points", BySchema: false),
        new(EditionFixture.Scored, Steps + ".steps[1]", "id", "\"step-1\"", Steps + ".steps[1]", "'step-1' appears twice", BySchema: false),
        new(EditionFixture.Scored, Steps + ".steps[0]", "required", "0", Steps + ".steps[0].required", "not above zero"),
        new(EditionFixture.Scored, Steps + ".steps[0]", "required", null, Steps + ".steps[0].pointsWhenMet", "no required people"),
        new(EditionFixture.Scored, Steps + ".steps[0]", "pointsWhenMet", "-4", Steps + ".steps[0].pointsWhenMet", "not above zero"),
        new(EditionFixture.Scored, Steps + ".steps[1]", "pointsPerPerson", "0", Steps + ".steps[1].pointsPerPerson", "not above zero"),
        new(EditionFixture.Scored, Growth, "since", null, Growth + ".since", "missing"),
        new(EditionFixture.Scored, Growth, "developing", "[]", Growth + ".developing", "missing or empty"),
        new(EditionFixture.Scored, Growth, "headcountMonths", "0", Growth + ".headcountMonths", "not above zero"),
        new(EditionFixture.Scored, Growth, "headcount", """{ "all": 2.5 }""", Growth + ".headcount", "whole number"),
        new(EditionFixture.Scored, Growth + ".developed[1]", "from", "29", Growth + ".developed[1].from", "not above 29", BySchema: false),
        new(EditionFixture.Scored, Growth + ".developed[0]", "from", "0", Growth + ".developed[0].from", "not above 0"),
        new(EditionFixture.Scored, Growth + ".developed[1]", "to", "29", Growth + ".developed[1].to", "below from", BySchema: false),
        new(EditionFixture.Scored, Growth + ".developed[1]", "percent", "0", Growth + ".developed[1].percent", "not above zero"),
    ];
}
