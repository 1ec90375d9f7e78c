using System.Collections.Immutable;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>A level through one path or several, one of which is enough, from today until its renewal is tested.</summary>
internal sealed class LevelOutlook(EvidenceIndex evidence, ImmutableArray<PathOutlook> paths, ForecastDays days)
{
    public ImmutableArray<PathOutlook> Paths => paths;

    public bool MetToday => paths.Any(path => path.MetToday);

    /// <summary>Renewal succeeds when the level is met on any one day of the test; on the anniversary that is a single day.</summary>
    public bool Holds => paths.Any(path => path.Met.Any(span => span.Touches(days.TestFrom, days.Until)));

    /// <summary>First day from which the level is not met until the test is over. Asked only of a level that is met today and does not hold.</summary>
    public DateOnly BreaksOn => paths.SelectMany(path => path.Met).Max(span => span.Last).AddDays(1);

    /// <summary>First day of the test, up to today, on which the level was met; null when there is none.</summary>
    public DateOnly? QualifiedOn => days.First > days.Today ? null : paths.SelectMany(path => path.Met)
        .Where(span => span.Touches(days.First, days.Today))
        .Min(span => (DateOnly?)(span.First > days.First ? span.First : days.First));

    /// <summary>
    /// Losses that are enough to break the level, none of which can be left out: starting from all of them, each is spared for good when
    /// the level breaks all the same. A loss that is spared never makes things worse, so one pass is enough. Those that take effect on
    /// the day the level breaks are tried last, so that they stay if they can.
    /// </summary>
    public ImmutableArray<RiskCause> CausesOf(DateOnly breaksOn)
    {
        PathDay[] tested = [.. from path in paths from day in TestDays() select new PathDay(path, days.Today, day)];
        var needed = new List<Loss>();
        foreach (var loss in InOrderOfDismissal(breaksOn))
        {
            Spare(tested, loss, spared: true);
            if (!Array.Exists(tested, day => day.Met))
                continue;
            Spare(tested, loss, spared: false);
            needed.Add(loss);
        }

        return [.. needed.OrderBy(loss => loss.On).ThenBy(loss => loss.Key.Kind).ThenBy(loss => loss.Key.Person).Select(CauseOf)];
    }

    public IEnumerable<Cure> Cures() => paths.Select(path => Cure.Of(path, TestDays())).OfType<Cure>().Order(Cure.NearestFirst);

    /// <summary>People whose account alone would mend the level if it counted on the first or on the last day of the test that is to come.</summary>
    public ImmutableArray<string> Linking() =>
    [
        .. new[] { days.TestFrom, days.Until }.Distinct()
            .SelectMany(day => Evaluation.Linking.Completing(paths.Select(path => (path.Rules, path.Expected(day))), day))
            .Distinct(),
    ];

    private static void Spare(PathDay[] tested, Loss loss, bool spared)
    {
        foreach (var day in tested)
            day.Spare(loss.Key, spared);
    }

    private DateOnly[] TestDays() => [.. paths.SelectMany(path => path.TestDays()).Distinct().Order()];

    /// <summary>First what comes after the break, latest first; then what came before it, earliest first; then what comes with it.</summary>
    private IEnumerable<Loss> InOrderOfDismissal(DateOnly breaksOn)
    {
        var last = new Dictionary<LossKey, DateOnly>();
        foreach (var (key, on) in paths.SelectMany(path => path.Losses()))
            if (!last.TryGetValue(key, out var known) || known < on)
                last[key] = on;
        return last.Select(each => new Loss(each.Key, each.Value)).OrderBy(Rank);

        long Rank(Loss loss) =>
            loss.On > breaksOn ? Key(0, DateOnly.MaxValue.DayNumber - loss.On.DayNumber, loss)
            : loss.On < breaksOn ? Key(1, loss.On.DayNumber, loss)
            : Key(2, 0, loss);

        // One number sorts much faster than three.
        static long Key(long rank, long day, Loss loss) => rank << 60 | day << 32 | (uint)(int.MaxValue - loss.Key.Person - 1);
    }

    private RiskCause CauseOf(Loss loss) => new(
        loss.Key.Kind,
        loss.On,
        loss.Key.Person < 0 ? null : evidence.People[loss.Key.Person].Id,
        loss.Key.ItemId,
        loss.Key.Metric,
        loss.Key.PathId);
}
