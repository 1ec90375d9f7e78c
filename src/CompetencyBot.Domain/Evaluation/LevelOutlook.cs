using System.Collections.Immutable;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>
/// A level of a competency, through all paths that have it, from today until its renewal is tested. It is evaluated only on days on
/// which something that one of these paths depends on changes, and on those only where the answer depends on them.
/// </summary>
internal sealed class LevelOutlook(
    EvidenceIndex evidence, ImmutableArray<PathOutlook> paths, DateOnly today, DateOnly testFrom, DateOnly testUntil)
{
    private readonly Lazy<ImmutableArray<DateOnly>> _days = new(() =>
        [today, .. paths.SelectMany(path => path.Changes()).Where(day => day > today && day <= testUntil).Distinct().Order()]);

    public ImmutableArray<string> PathsMetToday { get; } = [.. paths.Where(path => path.MetOn(today)).Select(path => path.Path.Id)];

    /// <summary>Renewal succeeds when the level is met on any one day of the test; on the anniversary that is a single day.</summary>
    public bool Holds => TestDays().Any(MetOn);

    /// <summary>First day from which the level is not met until the test is over. Asked only of a level that does not hold.</summary>
    public DateOnly BreaksOn()
    {
        var last = _days.Value.Length - 1;
        while (last > 0 && !MetOn(_days.Value[last]))
            last--;
        return _days.Value[last + 1];
    }

    /// <summary>
    /// Losses that are enough to break the level, none of which can be left out: starting from all of them, each is spared for good when
    /// the level breaks all the same. Those that take effect on the day the level breaks are tried last, so that they stay if they can.
    /// </summary>
    public ImmutableArray<RiskCause> CausesOf(DateOnly breaksOn)
    {
        var spared = new Spared(today);
        PathDay[] tested = [.. from path in paths from day in TestDays() select new PathDay(path, today, day, spared)];
        var needed = new List<Loss>();
        foreach (var loss in InOrderOfDismissal(breaksOn))
        {
            spared.Add(loss.Key);
            Changed(tested, loss);
            if (!Array.Exists(tested, day => day.Met))
                continue;
            spared.Remove(loss.Key);
            Changed(tested, loss);
            needed.Add(loss);
        }

        return [.. needed.OrderBy(loss => loss.On).ThenBy(loss => loss.Key.Kind).ThenBy(loss => loss.Key.Person).Select(CauseOf)];
    }

    private static void Changed(PathDay[] tested, Loss loss)
    {
        foreach (var day in tested)
            day.Changed(loss.Key);
    }

    /// <summary>First what comes after the break, latest first; then what came before it, earliest first; then what comes with it.</summary>
    private IEnumerable<Loss> InOrderOfDismissal(DateOnly breaksOn) =>
        from same in paths.SelectMany(path => path.LossesUntil(testUntil, _days.Value)).GroupBy(loss => loss.Key)
        let loss = same.MaxBy(each => each.On)!
        let rank = loss.On > breaksOn ? 0 : loss.On < breaksOn ? 1 : 2
        orderby rank, rank == 0 ? -loss.On.DayNumber : loss.On.DayNumber, loss.Key.Person descending
        select loss;

    private RiskCause CauseOf(Loss loss) => new(
        loss.Key.Kind,
        loss.On,
        loss.Key.Person < 0 ? null : evidence.People[loss.Key.Person].Id,
        loss.Key.ItemId,
        loss.Key.Metric,
        loss.Key.PathId);

    private bool MetOn(DateOnly day) => paths.Any(path => path.MetOn(day));

    private IEnumerable<DateOnly> TestDays() =>
        testFrom == testUntil ? [testUntil] : [testFrom, .. _days.Value.Where(day => day > testFrom)];
}
