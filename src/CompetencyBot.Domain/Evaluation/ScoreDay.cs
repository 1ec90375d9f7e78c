using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>What gives points on one day beside the people: the figures and the size that a growth starts from.</summary>
/// <param name="requirement">The score.</param>
/// <param name="market">The partner's market.</param>
/// <param name="valueOf">The figure of a metric on the day, null when unknown.</param>
/// <param name="growthOf">What a growth asks for on the day.</param>
internal sealed class ScoreDay(
    ScoreRequirement requirement, Market market, FigureLookup valueOf, Func<GrowthScoring, GrowthDay> growthOf)
{
    /// <summary>Of points as shown; whether they are enough is decided before rounding.</summary>
    public const int Decimals = 4;

    private readonly decimal?[] _figurePoints =
    [
        .. requirement.Indicators.Select(indicator =>
            indicator.Scoring is FigureScoring figures ? Points(figures, indicator.MaxPoints, market, valueOf) : (decimal?)null),
    ];

    private readonly GrowthDay?[] _growths =
        [.. requirement.Indicators.Select(indicator => indicator.Scoring is GrowthScoring growth ? growthOf(growth) : null)];

    /// <param name="counts">People per step of the indicator; of others there is one number, of figures none.</param>
    public decimal Points(int indicator, IReadOnlyList<int> counts) => requirement.Indicators[indicator] switch
    {
        { Scoring: FigureScoring } => _figurePoints[indicator]!.Value,
        { Scoring: PeopleScoring people, MaxPoints: var max } => Proportional(counts[0], people.PointsPerPerson, people.FullAt.Of(market), max),
        { Scoring: StepScoring steps, MaxPoints: var max } => Math.Min(Points(steps, counts), max),
        { Scoring: GrowthScoring, MaxPoints: var max } => _growths[indicator]!.IsReached(counts[0]) ? max : 0,
        { Scoring: var other } => throw new NotSupportedException($"A scoring of type {other.GetType().Name} is not known."),
    };

    public ImmutableArray<PartAttainment> Figures(int indicator) => requirement.Indicators[indicator].Scoring is FigureScoring figures
        ? [.. figures.Parts.Select(Attained)]
        : [];

    public ImmutableArray<StepAttainment> Steps(int indicator, ImmutableArray<ImmutableArray<string>> people) =>
        requirement.Indicators[indicator].Scoring switch
        {
            PeopleScoring scoring => [Step("people", scoring.Each, (int)decimal.Ceiling(scoring.FullAt.Of(market)), true, people[0])],
            GrowthScoring scoring => [Step("people", scoring.Each, _growths[indicator]!.Target(), true, people[0])],
            StepScoring scoring => Steps(scoring, requirement.Indicators[indicator].MaxPoints, people),
            _ => [],
        };

    /// <summary>The points of one figure alone.</summary>
    public static decimal Points(FigurePart part, decimal maxPoints, Market market, FigureLookup valueOf) =>
        IsBaselineMissed(part, market, valueOf)
            ? 0
            : Proportional(valueOf(part.Metric, part.Window)?.Value ?? 0, part.PointsPerUnit, part.FullAt.Of(market), maxPoints);

    private static ImmutableArray<StepAttainment> Steps(StepScoring scoring, decimal maxPoints, ImmutableArray<ImmutableArray<string>> people)
    {
        var open = true;
        var steps = ImmutableArray.CreateBuilder<StepAttainment>();
        foreach (var (at, step) in scoring.Steps.Index())
        {
            steps.Add(Step(step.Id, step.Each, step.Required > 0 ? step.Required : ScorePlan.Most(step, maxPoints), open, people[at]));
            open &= people[at].Length >= step.Required;
        }

        return steps.ToImmutable();
    }

    private static StepAttainment Step(string id, ItemExpression each, int want, bool open, ImmutableArray<string> people) =>
        new(id, each, people.Length, want, open, people);

    private PartAttainment Attained(FigurePart part)
    {
        var figure = valueOf(part.Metric, part.Window);
        return new(part, figure?.Value, figure?.Month, part.FullAt.Of(market), IsBaselineMissed(part, market, valueOf));
    }

    private static bool IsBaselineMissed(FigurePart part, Market market, FigureLookup valueOf) =>
        part.Baseline is { } baseline && valueOf(baseline.Metric, null)?.Value < baseline.AtLeast.Of(market);

    private static decimal Points(FigureScoring scoring, decimal maxPoints, Market market, FigureLookup valueOf)
    {
        var points = scoring.Parts.Select(part => Points(part, maxPoints, market, valueOf));
        return Math.Min(scoring.Combination == FigureCombination.Best ? points.Max() : points.Sum(), maxPoints);
    }

    private static decimal Points(StepScoring scoring, IReadOnlyList<int> counts)
    {
        var points = 0m;
        foreach (var (at, step) in scoring.Steps.Index())
        {
            points += counts[at] * step.PointsPerPerson;
            if (step.Required == 0)
                continue;
            if (counts[at] < step.Required)
                return points;
            points += step.PointsWhenMet;
        }

        return points;
    }

    /// <summary>What the source prints per unit may be rounded, so that the full number of units would miss the maximum by a little.</summary>
    private static decimal Proportional(decimal value, decimal? perUnit, decimal fullAt, decimal max) =>
        value >= fullAt ? max
        : value <= 0 ? 0
        : perUnit is { } each ? Math.Min(value * each, max)
        : value * max / fullAt;
}
