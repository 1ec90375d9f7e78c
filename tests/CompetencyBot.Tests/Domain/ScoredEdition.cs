using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Tests.Domain;

/// <summary>
/// An edition with a competency without a score and two designations. Customers and growth give points for figures, usage for two of
/// them, skills for people; Modern Work has two tracks, of which the second asks for growth in a metric of its own.
/// </summary>
internal static class ScoredEdition
{
    public static Edition Create()
    {
        var small = SmallEdition.Of(new PerformanceRequirement("q1", "revenue", "USD", new ByMarket(1, 1), 12));
        return small with { Competencies = [small.Competencies[0], Designation(), Azure()] };
    }

    private static FigurePart Part(string metric, MinimumBaseline? baseline = null) =>
        new(metric, Named(metric), "customers", null, new ByMarket(10, 10), null, baseline);

    private static Competency Designation() => new(
        "modern-work",
        Named("Modern Work", "現代化工作"),
        [Track("enterprise", "Enterprise track", "企業", "growth"), Track("smb", "SMB", "中小企業", "growth_smb")],
        [SmallEdition.Somewhere],
        [],
        []);

    private static Competency Azure() => new(
        "data", Named("Data & AI (Azure)", "資料與 AI（Azure）"), [Track("only", "Only", "唯一", "growth")], [SmallEdition.Somewhere], [], []);

    private static CompetencyPath Track(string id, string name, string chinese, string growth) => new(
        id,
        Named(name, chinese),
        [
            new PathLevel(Level.SolutionsPartner, [
                new ScoreRequirement("score", 70, true, [
                    Figures("customer-adds", "Net customer adds", Part("net_customer_adds")),
                    Figures("growth", "Usage: growth (monthly)", Part(growth, new MinimumBaseline("users_a_year_ago", new ByMarket(5, 5)))),
                    Figures("usage", "Deployments", Part("usage_cpor"), Part("usage_dpor")),
                    new Indicator("skills", Named("Certified people"), 20, new PeopleScoring(SmallEdition.A, null, new ByMarket(2, 2))),
                ]),
            ]),
        ]);

    private static Indicator Figures(string id, string name, params FigurePart[] parts) =>
        new(id, Named(name), 20, new FigureScoring(FigureCombination.Sum, [.. parts]));

    private static ImmutableSortedDictionary<string, string> Named(string english, string? chinese = null) =>
        ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal, new Dictionary<string, string> { ["en"] = english, ["zh-TW"] = chinese ?? $"{english}中文" });
}
