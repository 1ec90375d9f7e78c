using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>One level of one path from today on: when something it depends on changes, and whether it is met on a day.</summary>
internal sealed class PathOutlook(LevelRules rules, DateOnly today)
{
    private readonly ImmutableArray<FigureGoal> _figures = [.. FigureGoal.Of(rules.Level, rules.Evidence.Market)];

    public LevelRules Rules => rules;

    public CompetencyPath Path => rules.Path;

    public bool MetOn(DateOnly day) =>
        rules.IsMet([.. rules.Roster(day).Select(alike => (alike.Key, alike.Value.Count))], rules.Expected(today, _ => day), day);

    public IEnumerable<Holding> Holdings() => rules.Plan.Items.SelectMany(rules.Evidence.Holdings);

    /// <summary>Days after today on which something may change, in no order.</summary>
    public IEnumerable<DateOnly> Changes()
    {
        foreach (var holding in Holdings())
        {
            yield return holding.From;
            if (holding.LeftOn is { } left)
                yield return left;
            foreach (var last in (DateOnly?[])[holding.ExpiresOn, holding.AcceptedUntil])
                if (last is { } day && day < DateOnly.MaxValue)
                    yield return day.AddDays(1);
        }

        foreach (var figure in _figures)
            foreach (var series in rules.Evidence.Figures(rules.Competency.Id, rules.Path.Id, figure.Metric))
                foreach (var day in series.Changes(figure.Window, today))
                    yield return day;
    }

    /// <summary>Everything up to the day that may take the level away on this path.</summary>
    /// <param name="days">Today and the days up to the last on which something changes, ascending.</param>
    public IEnumerable<Loss> LossesUntil(DateOnly last, ImmutableArray<DateOnly> days)
    {
        foreach (var holding in Holdings())
        {
            if (holding.ExpiresOn >= today && holding.ExpiresOn < last)
                yield return new Loss(LossKey.Lapse(holding), holding.ExpiresOn.Value.AddDays(1));
            if (holding.LeftOn > today && holding.LeftOn <= last)
                yield return new Loss(LossKey.Leaver(holding.Person), holding.LeftOn.Value);
            if (holding.AcceptedUntil >= today && holding.AcceptedUntil < last)
                yield return new Loss(LossKey.NotAccepted(holding.ItemId), holding.AcceptedUntil.Value.AddDays(1));
        }

        foreach (var figure in _figures)
            if (WorthLessFrom(figure, days) is { } day)
                yield return new Loss(LossKey.Figure(Path, figure.Metric), day);
    }

    /// <summary>First day of the last run of days on which the figure is worth less than today; null when it never is.</summary>
    private DateOnly? WorthLessFrom(FigureGoal figure, ImmutableArray<DateOnly> days)
    {
        DateOnly? from = null;
        var worth = figure.Worth(rules.Expected(today, _ => today));
        var wasLess = false;
        foreach (var day in days)
        {
            var isLess = figure.Worth(rules.Expected(today, _ => day)) < worth;
            from = isLess && !wasLess ? day : from;
            wasLess = isLess;
        }

        return from;
    }
}
