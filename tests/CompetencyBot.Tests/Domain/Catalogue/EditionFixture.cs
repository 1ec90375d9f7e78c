using System.Text;
using System.Text.Json.Nodes;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Tests.Domain.Catalogue;

/// <summary>Small edition files that are good, and what makes others of them.</summary>
internal static class EditionFixture
{
    public const string Path = "/somewhere/good.json";

    /// <summary>One competency with a performance and a skill goal.</summary>
    public const string Good = """
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

    /// <summary>One designation with a scoring of every kind.</summary>
    public const string Scored = """
        {
          "id": "good", "title": "Good", "programme": "solutionsPartner", "appliesFrom": "2023-01-01",
          "associationWaitHours": 240, "renewalTest": { "kind": "anyDayInMonths", "monthsBefore": 5 }, "purchaseWindow": { "firstDay": 1, "lastDay": 30 },
          "sources": [{ "repo": "r", "path": "p", "commit": "c", "date": "2023-01-01" }],
          "items": [
            { "id": "developer-associate", "kind": "certification", "title": "One", "provider": "M" },
            { "id": "exam:2", "kind": "exam", "code": "AZ-2", "title": "Two", "provider": "M" }
          ],
          "competencies": [{
            "id": "d1", "names": { "en": "D", "zh-TW": "丁" },
            "sources": [{ "repo": "r", "path": "p", "commit": "c", "date": "2023-01-01" }],
            "paths": [{
              "id": "smb", "names": { "en": "SMB", "zh-TW": "中小企業" },
              "levels": [{ "level": "solutionsPartner", "requirements": [{
                "kind": "score", "id": "score", "need": 70, "everyIndicatorAboveZero": true,
                "indicators": [
                  { "id": "adds", "names": { "en": "Adds", "zh-TW": "新增" }, "maxPoints": 20, "note": "Net.", "uncertain": "The month.",
                    "scoring": { "kind": "sum", "parts": [
                      { "metric": "adds", "unit": "customers", "pointsPerUnit": 3.3, "fullAt": { "all": 6 }, "window": { "kind": "trailing", "months": 12 },
                        "baseline": { "metric": "adds_baseline", "atLeast": { "developed": 250, "developing": 150 } } }] } },
                  { "id": "usage", "names": { "en": "Usage", "zh-TW": "使用量" }, "maxPoints": 20,
                    "scoring": { "kind": "best", "parts": [
                      { "metric": "usage_cpor", "names": { "en": "CPOR", "zh-TW": "甲" }, "unit": "users", "fullAt": { "all": 500 } },
                      { "metric": "usage_csp", "names": { "en": "CSP", "zh-TW": "乙" }, "unit": "users", "fullAt": { "all": 2000 } }] } },
                  { "id": "pool", "names": { "en": "Pool", "zh-TW": "人員" }, "maxPoints": 15,
                    "scoring": { "kind": "people", "each": "exam:2", "pointsPerPerson": 2.14, "fullAt": { "all": 7 } } },
                  { "id": "steps", "names": { "en": "Steps", "zh-TW": "步驟" }, "maxPoints": 30,
                    "scoring": { "kind": "steps", "steps": [
                      { "id": "step-1", "each": "developer-associate", "required": 2, "pointsWhenMet": 4 },
                      { "id": "step-2", "each": { "anyOf": ["developer-associate", "exam:2"] }, "pointsPerPerson": 6.67 }] } },
                  { "id": "growth", "names": { "en": "Growth", "zh-TW": "成長" }, "maxPoints": 15,
                    "scoring": { "kind": "growth", "each": "exam:2", "since": "2020-10-01",
                      "developed": [{ "from": 15, "to": 29, "percent": 35 }, { "from": 30, "to": 49, "percent": 25 }],
                      "developing": [{ "from": 5, "to": 14, "percent": 35 }],
                      "headcount": { "developed": 50, "developing": 25 }, "headcountMonths": 24 } }
                ]
              }] }]
            }]
          }]
        }
        """;

    public static Edition Parse(string json)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return EditionFile.Parse(file, Path);
    }

    /// <param name="at">The object that is changed, such as <c>$.items[0]</c>.</param>
    /// <param name="value">JSON; null takes the member away.</param>
    public static string With(this string json, string at, string member, string? value)
    {
        var root = JsonNode.Parse(json)!;
        var target = at.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Aggregate(root, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!)
            .AsObject();
        target.Remove(member);
        if (value is not null)
            target[member] = JsonNode.Parse(value);
        return root.ToJsonString();
    }
}
