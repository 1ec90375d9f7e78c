namespace CompetencyBot.Domain.Evaluation;

/// <summary>One path on one day under losses that can be spared and taken back one at a time, without counting everybody anew.</summary>
internal sealed class PathDay
{
    private readonly PathOutlook _path;
    private readonly DateOnly _today;
    private readonly DateOnly _day;
    private readonly Spared _spared;
    private readonly Dictionary<int, List<(ulong Bit, Holding Holding)>> _holdings = [];
    private readonly Dictionary<int, ulong> _held = [];
    private readonly Dictionary<ulong, int> _roster = [];

    public PathDay(PathOutlook path, DateOnly today, DateOnly day, Spared spared)
    {
        (_path, _today, _day, _spared) = (path, today, day, spared);
        foreach (var (bit, itemId) in path.Rules.Plan.Items.Index())
            foreach (var holding in path.Rules.Evidence.Holdings(itemId))
                (_holdings.TryGetValue(holding.Person, out var own) ? own : _holdings[holding.Person] = []).Add((1UL << bit, holding));
        foreach (var person in _holdings.Keys)
            Recount(person);
    }

    public bool Met => _path.Rules.IsMet(
        [.. _roster.Where(alike => alike is { Key: not 0, Value: > 0 }).Select(alike => (alike.Key, alike.Value))],
        _path.Rules.Expected(_today, metric => _spared.Contains(LossKey.Figure(_path.Path, metric)) ? _today : _day),
        _day);

    /// <summary>Takes note that a loss has been spared or taken back.</summary>
    public void Changed(LossKey loss)
    {
        if (loss.Kind is RiskCauseKind.Lapse or RiskCauseKind.Leaver)
            Recount(loss.Person);
        if (loss.Kind == RiskCauseKind.NotAccepted)
            foreach (var holding in _path.Rules.Evidence.Holdings(loss.ItemId!))
                Recount(holding.Person);
    }

    private void Recount(int person)
    {
        // Losses of another path may be about people who hold nothing that this one asks for.
        if (!_holdings.TryGetValue(person, out var own))
            return;
        var held = 0UL;
        foreach (var (bit, holding) in own)
            if (_spared.CountsOn(holding, _day))
                held |= bit;
        if (_held.TryGetValue(person, out var before))
            _roster[before]--;
        _held[person] = held;
        _roster[held] = _roster.GetValueOrDefault(held) + 1;
    }
}
