namespace CompetencyBot.Domain.Evaluation;

/// <summary>
/// One path on one day under losses that can be spared and taken back one at a time. Every row knows how many losses keep it from
/// counting, and every crew how many people it has, so that a loss costs no more than the rows it is about.
/// </summary>
internal sealed class PathDay
{
    private const int NeverCounts = int.MaxValue / 2;

    private readonly PathOutlook _path;
    private readonly DateOnly _today;
    private readonly DateOnly _day;
    private readonly int[] _losses;
    private readonly HashSet<string> _worthLess;
    private readonly HashSet<string> _spared = new(StringComparer.Ordinal);
    private readonly CrewCounts _counts;

    public PathDay(PathOutlook path, DateOnly today, DateOnly day)
    {
        (_path, _today, _day) = (path, today, day);
        _worthLess = [.. path.Figures.WorthLessOn(day)];
        _counts = new CrewCounts(path.Crews, path.Rules.Plan.MostPeople);
        _losses = new int[path.Table.Rows.Length];
        for (var row = 0; row < _losses.Length; row++)
            _losses[row] = LossesOf(path.Table.Rows[row].Holding);
        for (var person = 0; person < path.Table.People; person++)
            _counts.Move(0, HeldBy(person));
    }

    public bool Met => _counts.AreEnough(roster => _path.Rules.IsMet(
        roster,
        _path.Rules.Expected(_today, metric => _spared.Contains(metric) ? _today : _day),
        _spared.Any(_path.Figures.IsGrowth) ? _today : _day));

    /// <summary>Takes a loss as not happening, or as happening again.</summary>
    public void Spare(LossKey loss, bool spared)
    {
        switch (loss.Kind)
        {
            case RiskCauseKind.Figure when loss.PathId == _path.Path.Id && _worthLess.Contains(loss.Metric!):
                _ = spared ? _spared.Add(loss.Metric!) : _spared.Remove(loss.Metric!);
                _counts.Forget();
                break;
            case RiskCauseKind.Lapse:
                SpareRows(loss.Person, spared, holding => holding.ItemId == loss.ItemId && holding.ExpiresOn < _day);
                break;
            case RiskCauseKind.Leaver:
                SpareRows(loss.Person, spared, holding => holding.LeftOn <= _day);
                break;
            case RiskCauseKind.NotAccepted:
                foreach (var person in _path.Rules.Evidence.Holdings(loss.ItemId!).Select(holding => holding.Person).Distinct())
                    SpareRows(person, spared, holding => holding.ItemId == loss.ItemId && holding.AcceptedUntil < _day);
                break;
            default:
                break;
        }
    }

    /// <summary>How many losses of the time after today keep the row from counting; what has not begun or ended before cannot be spared.</summary>
    private int LossesOf(in Holding holding) =>
        holding.From > _day || holding.ExpiresOn < _today || holding.LeftOn <= _today || holding.AcceptedUntil < _today ? NeverCounts
        : (holding.ExpiresOn < _day ? 1 : 0) + (holding.LeftOn <= _day ? 1 : 0) + (holding.AcceptedUntil < _day ? 1 : 0);

    private void SpareRows(int person, bool spared, Func<Holding, bool> isAbout)
    {
        var before = HeldBy(person);
        var (first, count) = _path.Table.RowsOf(person).GetOffsetAndLength(_losses.Length);
        for (var row = first; row < first + count; row++)
            if (isAbout(_path.Table.Rows[row].Holding))
                _losses[row] += spared ? -1 : 1;
        _counts.Move(before, HeldBy(person));
    }

    private ulong HeldBy(int person)
    {
        var held = 0UL;
        var (first, count) = _path.Table.RowsOf(person).GetOffsetAndLength(_losses.Length);
        for (var row = first; row < first + count; row++)
            if (_losses[row] == 0)
                held |= _path.Table.Rows[row].Bit;
        return held;
    }
}
