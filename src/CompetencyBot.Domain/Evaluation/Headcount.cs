using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>How many people satisfy an expression, day by day: worked out once, so that any day of the past or the future can be asked for.</summary>
internal sealed class Headcount
{
    private readonly SortedList<DateOnly, int> _from = [];

    public Headcount(ItemExpression each, EvidenceIndex evidence)
    {
        var bits = each.Items().Distinct().Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);
        var ways = ItemSets.Of(each, bits);
        var changes = new SortedDictionary<DateOnly, int>();
        foreach (var own in bits.Keys.SelectMany(evidence.Holdings).GroupBy(holding => holding.Person))
            foreach (var (day, change) in Changes([.. own]))
                changes[day] = changes.GetValueOrDefault(day) + change;
        var people = 0;
        foreach (var (day, change) in changes)
            _from.Add(day, people += change);

        bool Satisfies(Holding[] own, DateOnly day)
        {
            var held = own.Where(holding => holding.CountsOn(day)).Aggregate(0UL, (set, holding) => set | 1UL << bits[holding.ItemId]);
            return ways.Any(way => (way & ~held) == 0);
        }

        IEnumerable<(DateOnly Day, int Change)> Changes(Holding[] own)
        {
            var was = false;
            foreach (var day in own.SelectMany(holding => holding.Changes()).Distinct().Order())
                if (Satisfies(own, day) is var satisfies && satisfies != was)
                    yield return (day, (was = satisfies) ? 1 : -1);
        }
    }

    public int On(DateOnly day) => Until(day) is var days and > 0 ? _from.Values[days - 1] : 0;

    /// <summary>The most people there were on any one day from the first to the last.</summary>
    public int MostBetween(DateOnly first, DateOnly last) =>
        first > last ? 0 : Enumerable.Range(Until(first), Until(last) - Until(first)).Select(at => _from.Values[at]).Append(On(first)).Max();

    /// <summary>The number of changes up to and including the day.</summary>
    private int Until(DateOnly day)
    {
        var (low, high) = (0, _from.Count);
        while (low < high)
            if (_from.Keys[(low + high) / 2] <= day)
                low = (low + high) / 2 + 1;
            else
                high = (low + high) / 2;
        return low;
    }
}
