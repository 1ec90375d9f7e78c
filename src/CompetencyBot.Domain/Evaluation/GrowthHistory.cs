using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>
/// How the number of people who satisfy an expression grew (Partner Contribution Indicators, 2021), counted once for all days. Since what
/// a growth is measured from is what there was, it is the same whatever might have been otherwise.
/// </summary>
internal sealed class GrowthHistory
{
    private readonly GrowthScoring _growth;
    private readonly EvidenceIndex _evidence;
    private readonly int _headcount;
    private readonly List<DateOnly> _days = [];
    private readonly List<int> _people = [];
    private readonly ImmutableArray<DaySpan> _large;

    public GrowthHistory(GrowthScoring growth, EvidenceIndex evidence)
    {
        (_growth, _evidence) = (growth, evidence);
        _headcount = (int)decimal.Ceiling(growth.Headcount.Of(evidence.Market));
        Count();
        _large = [.. Large()];
    }

    public GrowthDay On(DateOnly day)
    {
        var start = PeopleOn(BaseDay(day));
        var since = Back(day);
        return new GrowthDay(
            start,
            _growth.Bands(_evidence.Market).FirstOrDefault(band => band.From <= start && start <= band.To),
            _headcount,
            _large.Any(span => span.First < day && span.Last >= since));
    }

    /// <summary>Days in between on which it asks for something else than on the day before.</summary>
    public IEnumerable<DateOnly> Changes(DateOnly after, DateOnly until)
    {
        var before = On(after);
        for (var day = after; day < until;)
        {
            day = day.AddDays(1);
            var now = On(day);
            if (now != before)
                yield return day;
            before = now;
        }
    }

    /// <summary>A renewal sets the size anew that growth is measured from; on the anniversary itself the old one still holds.</summary>
    private DateOnly BaseDay(DateOnly day) => _evidence.Memberships
        .Select(membership => membership.AnniversaryOn)
        .Where(anniversary => anniversary > _growth.Since && anniversary < day)
        .DefaultIfEmpty(_growth.Since)
        .Max();

    private DateOnly Back(DateOnly day) =>
        day > DateOnly.MinValue.AddMonths(_growth.HeadcountMonths) ? day.AddMonths(-_growth.HeadcountMonths) : DateOnly.MinValue;

    private int PeopleOn(DateOnly day)
    {
        var at = _days.BinarySearch(day);
        return at >= 0 ? _people[at] : ~at == 0 ? 0 : _people[~at - 1];
    }

    private void Count()
    {
        var bits = _growth.Each.Items().Distinct().Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);
        var sets = ItemSets.Of(_growth.Each, bits);
        var table = new HoldingTable(_evidence, [.. bits.OrderBy(pair => pair.Value).Select(pair => pair.Key)]);
        var people = 0;
        foreach (var (day, before, after) in table.Changes(DateOnly.MinValue, DateOnly.MaxValue))
        {
            people += Satisfies(after) - Satisfies(before);
            if (_days.Count == 0 || _days[^1] != day)
            {
                _days.Add(day);
                _people.Add(people);
            }

            _people[^1] = people;
        }

        int Satisfies(ulong held) => sets.Any(set => (set & ~held) == 0) ? 1 : 0;
    }

    /// <summary>When there were so many people that growth does not matter.</summary>
    private IEnumerable<DaySpan> Large()
    {
        for (var at = 0; at < _days.Count; at++)
            if (_people[at] >= _headcount)
                yield return new DaySpan(_days[at], at + 1 < _days.Count ? _days[at + 1].AddDays(-1) : DateOnly.MaxValue);
    }
}
