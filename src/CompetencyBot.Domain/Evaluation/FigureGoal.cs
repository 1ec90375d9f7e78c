using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>A figure that a level asks for, and what it is worth to it: a threshold reached or not, or points of a score.</summary>
/// <param name="Need">The threshold, or the value that gives all points.</param>
internal sealed record FigureGoal(string Metric, string Unit, int? Window, decimal Need, Func<FigureLookup, decimal> Worth)
{
    public static IEnumerable<FigureGoal> Of(PathLevel level, Market market) => level.Requirements.SelectMany(requirement => requirement switch
    {
        PerformanceRequirement goal => [OfThreshold(goal, market)],
        ScoreRequirement score =>
            from indicator in score.Indicators
            let figures = indicator.Scoring as FigureScoring
            where figures is not null
            from part in figures.Parts
            from goal in OfPart(part, indicator.MaxPoints, market)
            select goal,
        _ => (IEnumerable<FigureGoal>)[],
    });

    private static FigureGoal OfThreshold(PerformanceRequirement goal, Market market) => new(
        goal.Metric,
        goal.Unit,
        goal.Window,
        goal.Need.Of(market),
        lookup => lookup(goal.Metric, goal.Window)?.Value >= goal.Need.Of(market) ? 1 : 0);

    private static IEnumerable<FigureGoal> OfPart(FigurePart part, decimal maxPoints, Market market)
    {
        Func<FigureLookup, decimal> worth = lookup => ScoreDay.Points(part, maxPoints, market, lookup);
        yield return new FigureGoal(part.Metric, part.Unit, part.Window, part.FullAt.Of(market), worth);
        if (part.Baseline is { } baseline)
            yield return new FigureGoal(baseline.Metric, part.Unit, null, baseline.AtLeast.Of(market), worth);
    }
}
