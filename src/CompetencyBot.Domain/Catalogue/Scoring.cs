using System.Collections.Immutable;

namespace CompetencyBot.Domain.Catalogue;

/// <summary>
/// Met when the points of all indicators add up to the need. It is the only requirement of its level: Partner Contribution Indicators
/// of 2021 (60 and 80 points), partner capability score of a Solutions Partner designation (70 points, every metric above zero).
/// </summary>
/// <param name="Need">Points, out of the sum of the indicators' maxima.</param>
public sealed record ScoreRequirement(
    string Id, decimal Need, bool EveryIndicatorAboveZero, ImmutableArray<Indicator> Indicators) : Requirement(Id);

/// <summary>One metric of a score.</summary>
/// <param name="MaxPoints">More than this is never given.</param>
/// <param name="Uncertain">What the source leaves open about it; null = nothing.</param>
/// <param name="Note">What counts for it, for whoever collects the figures; null = the name says it.</param>
public sealed record Indicator(
    string Id,
    ImmutableSortedDictionary<string, string> Names,
    decimal MaxPoints,
    Scoring Scoring,
    string? Uncertain = null,
    string? Note = null);

/// <summary>How an indicator gives points.</summary>
public abstract record Scoring;

public enum FigureCombination
{
    /// <summary>The points of the parts are added; also for a single part.</summary>
    Sum,

    /// <summary>The part with the most points counts (a metric that several kinds of customer association can prove).</summary>
    Best,
}

/// <summary>Points for figures; below zero counts as zero.</summary>
public sealed record FigureScoring(FigureCombination Combination, ImmutableArray<FigurePart> Parts) : Scoring;

/// <param name="Metric">In small letters, digits and underscores; different within a path.</param>
/// <param name="PointsPerUnit">As the source prints it, possibly rounded; null = in proportion to <paramref name="FullAt"/>.</param>
/// <param name="FullAt">The value from which on all points are given.</param>
/// <param name="Window">Length of the trailing window in months where the figure is a sum over months, else null.</param>
/// <param name="Baseline">Where known to be missed, the part gives no points.</param>
public sealed record FigurePart(
    string Metric,
    ImmutableSortedDictionary<string, string> Names,
    string Unit,
    decimal? PointsPerUnit,
    ByMarket FullAt,
    int? Window = null,
    MinimumBaseline? Baseline = null);

/// <summary>A growth counts only from some size on: the figure a year ago must be known to be that large, or not be known.</summary>
public sealed record MinimumBaseline(string Metric, ByMarket AtLeast);

/// <summary>Points for people who satisfy an expression, each once.</summary>
/// <param name="PointsPerPerson">As the source prints it, possibly rounded; null = in proportion to <paramref name="FullAt"/>.</param>
/// <param name="FullAt">People who give all points.</param>
public sealed record PeopleScoring(ItemExpression Each, decimal? PointsPerPerson, ByMarket FullAt) : Scoring;

/// <summary>
/// Points in steps. A later step gives no points until every required step before it has its people. A person may stand in several
/// steps, once in each.
/// </summary>
public sealed record StepScoring(ImmutableArray<ScoringStep> Steps) : Scoring;

/// <param name="Required">People without whom no later step gives points; 0 = the step is no gate.</param>
/// <param name="PointsWhenMet">Given once when the step has its <paramref name="Required"/> people.</param>
/// <param name="PointsPerPerson">Given for each person.</param>
public sealed record ScoringStep(string Id, ItemExpression Each, int Required, decimal PointsWhenMet, decimal PointsPerPerson);

/// <summary>
/// All points or none, for growing the number of people since a day, or for having very many of them.
/// </summary>
/// <param name="Since">The day that growth is measured from, until a membership is renewed after it; then the last anniversary.</param>
/// <param name="Headcount">People who give all points however many there were before.</param>
/// <param name="HeadcountMonths">For how long after such a day.</param>
public sealed record GrowthScoring(
    ItemExpression Each,
    DateOnly Since,
    ImmutableArray<GrowthBand> Developed,
    ImmutableArray<GrowthBand> Developing,
    ByMarket Headcount,
    int HeadcountMonths) : Scoring
{
    public ImmutableArray<GrowthBand> Bands(Evidence.Market market) => market == Evidence.Market.Developed ? Developed : Developing;
}

/// <param name="From">People on the day that growth is measured from, at least.</param>
/// <param name="To">At most.</param>
/// <param name="Percent">Growth that is asked for.</param>
public sealed record GrowthBand(int From, int To, decimal Percent);

/// <summary>A number that depends on the partner's market.</summary>
public sealed record ByMarket(decimal Developed, decimal Developing)
{
    public decimal Of(Evidence.Market market) => market == Evidence.Market.Developed ? Developed : Developing;
}
