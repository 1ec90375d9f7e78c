using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>A figure that a level asks for, and what it is worth to it: a threshold reached or not, or points of a score.</summary>
internal sealed record FigureGoal(string Metric, int? Window, Func<FigureLookup, decimal> Worth)
{
    public static IEnumerable<FigureGoal> Of(PathLevel level, Market market) => level.Requirements.SelectMany(requirement => requirement switch
    {
        PerformanceRequirement goal => [OfThreshold(goal, market)],
        ScoreRequirement score =>
            from indicator in score.Indicators
            let figures = indicator.Scoring as FigureScoring
            where figures is not null
            from part in figures.Parts
            from metric in (string?[])[part.Metric, part.Baseline?.Metric]
            where metric is not null
            select new FigureGoal(
                metric, metric == part.Metric ? part.Window : null, lookup => ScoreDay.Points(part, indicator.MaxPoints, market, lookup)),
        _ => (IEnumerable<FigureGoal>)[],
    });

    private static FigureGoal OfThreshold(PerformanceRequirement goal, Market market) =>
        new(goal.Metric, goal.Window, lookup => lookup(goal.Metric, goal.Window)?.Value >= goal.Need.Of(market) ? 1 : 0);
}
