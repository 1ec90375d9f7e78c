using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evidence;

/// <param name="Metrics">More than one where paths give the name to different metrics.</param>
/// <param name="Fault">Why the name is not that of a figure; then there are no metrics.</param>
/// <param name="Choice">The metrics to choose from, where there are several.</param>
internal readonly record struct FoundMetrics(ImmutableArray<string> Metrics, UnmatchedReason? Fault = null, string? Choice = null);

/// <summary>
/// Finds the figures that some paths of a competency ask for: by the metric itself, else by the id or name of an indicator that has no
/// more than one metric.
/// </summary>
internal sealed class MetricIndex
{
    private readonly Dictionary<string, string> _metrics = new(TextKey.Comparer);
    private readonly Dictionary<string, List<ImmutableArray<string>>> _indicators = new(TextKey.Comparer);

    public MetricIndex(IReadOnlyCollection<CompetencyPath> paths)
    {
        var requirements = paths.SelectMany(path => path.Levels).SelectMany(level => level.Requirements).ToList();
        foreach (var performance in requirements.OfType<PerformanceRequirement>())
            Add(performance.Metric);
        foreach (var path in paths)
            foreach (var indicators in IndicatorsOf(path).GroupBy(entry => entry.Key, entry => entry.Indicator, TextKey.Comparer))
                Add(indicators.Key, indicators);
    }

    /// <summary>Whether anything here has points for figures or people.</summary>
    public bool IsScored => _indicators.Count > 0;

    public FoundMetrics Find(string name)
    {
        var key = TextKey.OfMetric(name);
        if (_metrics.TryGetValue(key, out var metric))
            return new([metric]);
        if (!_indicators.TryGetValue(key, out var named))
            return new([], UnmatchedReason.UnknownMetric);
        ImmutableArray<string> metrics = [.. named.SelectMany(ofPath => ofPath).Distinct(StringComparer.Ordinal)];
        if (named.Any(ofPath => ofPath.Length > 1))
            return new([], UnmatchedReason.SeveralMetrics, string.Join(", ", metrics));
        return metrics.IsEmpty ? new([], UnmatchedReason.ComputedFromPeople) : new(metrics);
    }

    private void Add(string metric) => _metrics.TryAdd(TextKey.OfMetric(metric), metric);

    /// <summary>Notes the indicators of one path that have a name in common: the same one on each of its levels, as a rule.</summary>
    private void Add(string key, IEnumerable<Indicator> indicators)
    {
        FigurePart[] parts = [.. indicators.Select(indicator => indicator.Scoring).OfType<FigureScoring>().SelectMany(scoring => scoring.Parts)];
        foreach (var part in parts)
        {
            Add(part.Metric);
            if (part.Baseline is { } baseline)
                Add(baseline.Metric);
        }

        if (!_indicators.TryGetValue(key, out var named))
            _indicators.Add(key, named = []);
        named.Add([.. parts.Select(part => part.Metric).Distinct(StringComparer.Ordinal)]);
    }

    private static IEnumerable<(string Key, Indicator Indicator)> IndicatorsOf(CompetencyPath path) =>
        from level in path.Levels
        from score in level.Requirements.OfType<ScoreRequirement>()
        from indicator in score.Indicators
        from key in indicator.Names.Values.Append(indicator.Id).Select(TextKey.OfMetric).Distinct(TextKey.Comparer)
        select (key, indicator);
}
