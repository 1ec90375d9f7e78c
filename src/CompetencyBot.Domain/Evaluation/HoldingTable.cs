using System.Collections.Immutable;

namespace CompetencyBot.Domain.Evaluation;

/// <param name="Bit">The bit of the item.</param>
internal readonly record struct HoldingRow(ulong Bit, Holding Holding);

/// <summary>From this day on somebody holds something else than before.</summary>
internal readonly record struct HeldChange(DateOnly Day, ulong Before, ulong After);

/// <summary>Everybody's rows for a few items, arranged by person, so that time can pass without looking at everybody on every day.</summary>
internal sealed class HoldingTable
{
    private readonly int[] _first;
    private readonly HoldingRow[] _rows;

    /// <param name="items">At most 64; the position is the item's bit.</param>
    public HoldingTable(EvidenceIndex evidence, ImmutableArray<string> items)
    {
        _first = new int[evidence.People.Length + 1];
        foreach (var itemId in items)
            foreach (var holding in evidence.Holdings(itemId))
                _first[holding.Person + 1]++;
        for (var person = 0; person < People; person++)
            _first[person + 1] += _first[person];
        _rows = new HoldingRow[_first[^1]];
        var next = _first[..^1];
        foreach (var (bit, itemId) in items.Index())
            foreach (var holding in evidence.Holdings(itemId))
                _rows[next[holding.Person]++] = new HoldingRow(1UL << bit, holding);
    }

    public int People => _first.Length - 1;

    /// <summary>All rows, those of a person next to each other.</summary>
    public ReadOnlySpan<HoldingRow> Rows => _rows;

    public Range RowsOf(int person) => _first[person].._first[person + 1];

    /// <summary>What happens up to a day, in the order of time; what is held on the first day comes first, as a change from nothing.</summary>
    public IEnumerable<HeldChange> Changes(DateOnly from, DateOnly until)
    {
        var held = new ulong[People];
        for (var person = 0; person < People; person++)
            if ((held[person] = HeldOn(person, from)) != 0)
                yield return new HeldChange(from, 0, held[person]);
        foreach (var (day, person) in Days(from, until))
            if (HeldOn(person, day) is var now && now != held[person])
            {
                yield return new HeldChange(day, held[person], now);
                held[person] = now;
            }
    }

    private ulong HeldOn(int person, DateOnly day)
    {
        var held = 0UL;
        foreach (ref readonly var row in Rows[RowsOf(person)])
            if (row.Holding.CountsOn(day))
                held |= row.Bit;
        return held;
    }

    /// <summary>Days after the first on which something of a person begins or ends, ascending.</summary>
    private IEnumerable<(DateOnly Day, int Person)> Days(DateOnly from, DateOnly until)
    {
        var keys = new List<long>();
        foreach (var (_, holding) in _rows)
        {
            Add(holding.From.DayNumber, holding.Person);
            Add((holding.ExpiresOn ?? DateOnly.MaxValue).DayNumber + 1, holding.Person);
            Add((holding.LeftOn ?? DateOnly.MaxValue).DayNumber, holding.Person);
            Add((holding.AcceptedUntil ?? DateOnly.MaxValue).DayNumber + 1, holding.Person);
        }

        keys.Sort();
        return keys.Select(key => (DateOnly.FromDayNumber((int)(key >> 32)), (int)(key & uint.MaxValue)));

        void Add(int day, int person)
        {
            if (day > from.DayNumber && day <= until.DayNumber)
                keys.Add((long)day << 32 | (uint)person);
        }
    }
}
