using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Growth of the number of people who satisfy an expression (Partner Contribution Indicators, 2021).</summary>
internal static class Growth
{
    public static GrowthDay On(GrowthScoring growth, EvidenceIndex evidence, DateOnly day)
    {
        var bits = growth.Each.Items().Distinct().Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);
        var plan = GroupPlan.Compile([new Alternative("growth", [new Group("people", 1, growth.Each, null)])], bits);
        ImmutableArray<string> items = [.. bits.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        var start = Count(plan, items, evidence, BaseDay(growth, evidence, day));
        var headcount = (int)decimal.Ceiling(growth.Headcount.Of(evidence.Market));
        return new GrowthDay(
            start,
            growth.Bands(evidence.Market).FirstOrDefault(band => band.From <= start && start <= band.To),
            headcount,
            DaysOfChange(items, evidence, day.AddMonths(-growth.HeadcountMonths), day, headcount)
                .Any(each => Count(plan, items, evidence, each) >= headcount));
    }

    /// <summary>A renewal sets the size anew that growth is measured from; on the anniversary itself the old one still holds.</summary>
    private static DateOnly BaseDay(GrowthScoring growth, EvidenceIndex evidence, DateOnly day) => evidence.Memberships
        .Select(membership => membership.AnniversaryOn)
        .Where(anniversary => anniversary > growth.Since && anniversary < day)
        .DefaultIfEmpty(growth.Since)
        .Max();

    /// <summary>Days on which the number may have been at its highest; none when there never were so many people.</summary>
    private static IEnumerable<DateOnly> DaysOfChange(
        ImmutableArray<string> items, EvidenceIndex evidence, DateOnly from, DateOnly to, int headcount)
    {
        var holdings = items.SelectMany(evidence.Holdings).ToArray();
        return holdings.Select(holding => holding.Person).Distinct().Count() < headcount
            ? []
            : holdings.Select(holding => holding.From).Append(from).Where(day => day >= from && day < to).Distinct();
    }

    private static int Count(GroupPlan plan, ImmutableArray<string> items, EvidenceIndex evidence, DateOnly day) => evidence
        .Roster(items, int.MaxValue, day)
        .Sum(alike => plan.Placements[0].FurtherPasses(alike.Key, passable: 0) == 0 ? alike.Value.Count : 0);
}
