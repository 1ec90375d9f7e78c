using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>What a level asks for beside its people, as time passes: figures, and the size that a growth is measured from.</summary>
internal sealed class FigureOutlook(LevelRules rules, ForecastDays days)
{
    private readonly ImmutableArray<FigureGoal> _goals = [.. FigureGoal.Of(rules.Level, rules.Evidence.Market)];

    private readonly ImmutableArray<(Indicator Indicator, GrowthScoring Growth)> _growths =
    [
        .. from score in rules.Level.Requirements.OfType<ScoreRequirement>()
           from indicator in score.Indicators
           let growth = indicator.Scoring as GrowthScoring
           where growth is not null
           select (indicator, growth),
    ];

    /// <summary>Days after the first day looked at on which something may change, in no order, with repetitions.</summary>
    public IEnumerable<DateOnly> Changes() => FigureDays()
        .Concat(_growths.SelectMany(each => rules.Evidence.GrowthOf(each.Growth).Changes(days.Start, days.Until)))
        .Where(day => day > days.Start && day <= days.Until);

    /// <summary>What is worth less on the day than today, each by itself. A growth is known by its indicator.</summary>
    public IEnumerable<string> WorthLessOn(DateOnly day) => _goals.Where(goal => IsWorthLess(goal, day)).Select(goal => goal.Metric)
        .Concat(_growths.Where(each => AsksForMore(each.Growth, day)).Select(each => each.Indicator.Id));

    public bool IsGrowth(string metric) => _growths.Any(each => each.Indicator.Id == metric);

    /// <summary>What becomes worth less than today, and from when on it stays so until the last day looked at, or last was so.</summary>
    public IEnumerable<Loss> Losses()
    {
        DateOnly[] changes = [days.Today, .. Changes().Where(day => day > days.Today).Distinct().Order()];
        var from = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        IReadOnlySet<string> before = new HashSet<string>();
        foreach (var day in changes)
        {
            var less = WorthLessOn(day).ToHashSet(StringComparer.Ordinal);
            foreach (var metric in less.Except(before))
                from[metric] = day;
            before = less;
        }

        return from.Select(each => new Loss(LossKey.Figure(rules.Path, each.Key), each.Value));
    }

    public IEnumerable<FigureForecast> Forecasts() => _goals.Select(goal =>
    {
        var today = rules.Expected(days.Today, _ => days.Today)(goal.Metric, goal.Window);
        var expected = rules.Expected(days.Today, _ => days.Anniversary)(goal.Metric, goal.Window);
        return new FigureForecast(
            rules.Path, goal.Metric, goal.Unit, goal.Need, today?.Value, today?.Month, expected?.Value, BasisOf(goal), today?.AnniversaryYear);
    });

    private FigureBasis BasisOf(FigureGoal goal) =>
        goal.Window is not { } window ? FigureBasis.Standing
        : rules.Evidence.FigureOn(rules.Competency.Id, rules.Path.Id, goal.Metric, days.Anniversary) is var (series, row)
            && series.KnowsMonths(row, window, days.Today) ? FigureBasis.MonthsLeave
        : FigureBasis.KeptConstant;

    private IEnumerable<DateOnly> FigureDays() =>
        from goal in _goals
        from series in rules.Evidence.Figures(rules.Competency.Id, rules.Path.Id, goal.Metric)
        from day in series.Changes(goal.Window, days.Today)
        select day;

    // A figure that has fallen may matter only beside what another will be (a baseline that is passed by then), or only beside what it is.
    private bool IsWorthLess(FigureGoal goal, DateOnly day) => ((DateOnly[])[days.Today, day]).Any(others =>
        Worth(goal, day, others) < Worth(goal, days.Today, others));

    private decimal Worth(FigureGoal goal, DateOnly day, DateOnly others) =>
        goal.Worth(rules.Expected(days.Today, metric => metric == goal.Metric ? day : others));

    private bool AsksForMore(GrowthScoring growth, DateOnly day)
    {
        var history = rules.Evidence.GrowthOf(growth);
        var (today, then) = (history.On(days.Today), history.On(day));
        return !then.IsGiven && (today.IsGiven || then.Target() > today.Target());
    }
}
