using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Evidence arranged for evaluating many levels on many days: what counts by item, figures by metric.</summary>
internal sealed class EvidenceIndex
{
    private readonly Dictionary<string, List<Holding>> _holdings = [];
    private readonly Dictionary<(string Competency, string? Path, string Metric), FigureSeries> _figures = [];
    private readonly Dictionary<GrowthScoring, GrowthHistory> _growths = new(ReferenceEqualityComparer.Instance);
    private readonly ulong[] _held;

    public EvidenceIndex(Edition edition, MatchedEvidence evidence)
    {
        Edition = edition;
        People = evidence.People;
        Market = evidence.Market;
        Memberships = evidence.Memberships;
        _held = new ulong[People.Length];
        foreach (var (position, person) in People.Index())
            Add(position, person);
        foreach (var figure in evidence.Figures)
            Series(figure).Add(figure);
    }

    public Edition Edition { get; }

    public ImmutableArray<Person> People { get; }

    public Market Market { get; }

    public ImmutableArray<MembershipRecord> Memberships { get; }

    public IReadOnlyList<Holding> Holdings(string itemId) => _holdings.TryGetValue(itemId, out var holdings) ? holdings : [];

    /// <summary>The latest figure on or before the day; one for the path itself wins over one for all paths.</summary>
    public (FigureSeries Series, Figure Row)? FigureOn(string competencyId, string pathId, string metric, DateOnly day)
    {
        foreach (var path in (string?[])[pathId, null])
            if (_figures.TryGetValue((competencyId, path, metric), out var series) && series.On(day) is { } row)
                return (series, row);
        return null;
    }

    public IEnumerable<FigureSeries> Figures(string competencyId, string pathId, string metric) =>
        ((string?[])[pathId, null]).Select(path => _figures.GetValueOrDefault((competencyId, path, metric))).OfType<FigureSeries>();

    public GrowthHistory GrowthOf(GrowthScoring growth)
    {
        if (!_growths.TryGetValue(growth, out var history))
            _growths.Add(growth, history = new GrowthHistory(growth, this));
        return history;
    }

    /// <summary>
    /// Who holds exactly which of the items on the day, people in the order of the file; people who hold none of them are left out.
    /// </summary>
    /// <param name="items">At most 64; the position is the item's bit.</param>
    /// <param name="most">Of people who hold the same no more are listed than this.</param>
    public Dictionary<ulong, List<int>> Roster(ImmutableArray<string> items, int most, DateOnly day)
    {
        Array.Clear(_held);
        foreach (var (bit, itemId) in items.Index())
            foreach (var holding in Holdings(itemId))
                if (holding.CountsOn(day))
                    _held[holding.Person] |= 1UL << bit;
        var roster = new Dictionary<ulong, List<int>>();
        for (var person = 0; person < _held.Length; person++)
            if (_held[person] is var held and not 0)
            {
                if (!roster.TryGetValue(held, out var alike))
                    roster.Add(held, alike = []);
                if (alike.Count < most)
                    alike.Add(person);
            }

        return roster;
    }

    private void Add(int position, Person person)
    {
        if (Counting.FirstDay(person) is not { } associated)
            return;
        foreach (var achievement in person.Achievements)
            if (achievement is { Usable: true, ItemId: { } itemId } && Edition.Items.TryGetValue(itemId, out var item))
            {
                if (!_holdings.TryGetValue(itemId, out var holdings))
                    _holdings.Add(itemId, holdings = []);
                var from = achievement.Row.CompletedOn > associated ? achievement.Row.CompletedOn : associated;
                holdings.Add(new Holding(position, itemId, from, achievement.Row.ExpiresOn, person.Record.LeftOn, item.AcceptedUntil));
            }
    }

    private FigureSeries Series(Figure figure)
    {
        var key = (figure.CompetencyId, figure.PathId, figure.Metric);
        if (!_figures.TryGetValue(key, out var series))
            _figures.Add(key, series = new FigureSeries());
        return series;
    }
}
