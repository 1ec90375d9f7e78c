using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>One level of one path as days go by: when it is met, and what may take it away.</summary>
internal sealed class PathOutlook
{
    private readonly ForecastDays _days;
    private readonly Lazy<HoldingTable> _table;
    private readonly Lazy<ImmutableArray<DaySpan>> _met;
    private readonly Lazy<bool> _metToday;

    public PathOutlook(LevelRules rules, ForecastDays days)
    {
        (Rules, _days) = (rules, days);
        Figures = new FigureOutlook(rules, days);
        Crews = new Crews(rules.Plan);
        _table = new(() => new HoldingTable(rules.Evidence, rules.Plan.Items));
        _met = new(() => [.. FindMet()]);
        _metToday = new(() => rules.IsMet(
            [.. rules.Roster(days.Today).Select(alike => (alike.Key, alike.Value.Count))], rules.Known(days.Today), days.Today));
    }

    public LevelRules Rules { get; }

    public CompetencyPath Path => Rules.Path;

    public FigureOutlook Figures { get; }

    public Crews Crews { get; }

    public HoldingTable Table => _table.Value;

    public bool MetToday => _metToday.Value;

    /// <summary>The figures as known up to today, and as to be expected after it.</summary>
    public FigureLookup Expected(DateOnly day) => Rules.Expected(_days.Today, _ => day);

    /// <summary>The days on which the level is met, from the first day looked at to the last, in order and apart from each other.</summary>
    public ImmutableArray<DaySpan> Met => _met.Value;

    /// <summary>
    /// Days of the test that still come and on which the level may be met while it is not on any day of the test before: the first, and
    /// those on which something is gained. Whatever may be lost is still there on the last such day before.
    /// </summary>
    public IEnumerable<DateOnly> TestDays()
    {
        var days = new SortedSet<DateOnly> { _days.TestFrom };
        foreach (ref readonly var row in Table.Rows)
            days.Add(row.Holding.From);
        days.UnionWith(Figures.Changes());
        return days.GetViewBetween(_days.TestFrom, _days.Until);
    }

    /// <summary>Everything ahead that may take the level away on this path, in no order.</summary>
    public IEnumerable<Loss> Losses() => Table.Rows.ToArray().SelectMany(row => LossesOf(row.Holding)).Concat(Figures.Losses());

    private IEnumerable<Loss> LossesOf(Holding holding)
    {
        if (holding.ExpiresOn < _days.Today || holding.LeftOn <= _days.Today || holding.AcceptedUntil < _days.Today)
            yield break;
        if (holding.ExpiresOn < _days.Until)
            yield return new Loss(LossKey.Lapse(holding), holding.ExpiresOn.Value.AddDays(1));
        if (holding.LeftOn <= _days.Until)
            yield return new Loss(LossKey.Leaver(holding.Person), holding.LeftOn.Value);
        if (holding.AcceptedUntil < _days.Until)
            yield return new Loss(LossKey.NotAccepted(holding.ItemId), holding.AcceptedUntil.Value.AddDays(1));
    }

    private IEnumerable<DaySpan> FindMet()
    {
        var people = Table.Changes(_days.Start, _days.Until).ToArray();
        var otherDays = Figures.Changes().ToHashSet();
        var counts = new CrewCounts(Crews, Rules.Plan.MostPeople);
        DateOnly? since = null;
        var at = 0;
        foreach (var day in people.Select(change => change.Day).Concat(otherDays).Append(_days.Start).Distinct().Order())
        {
            for (; at < people.Length && people[at].Day == day; at++)
                counts.Move(people[at].Before, people[at].After);
            if (otherDays.Contains(day))
                counts.Forget();
            var met = counts.AreEnough(roster => Rules.IsMet(roster, Expected(day), day));
            if (met)
                since ??= day;
            else if (since is { } first)
            {
                yield return new DaySpan(first, day.AddDays(-1));
                since = null;
            }
        }

        if (since is { } last)
            yield return new DaySpan(last, _days.Until);
    }
}
