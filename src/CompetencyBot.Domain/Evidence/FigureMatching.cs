using System.Collections.Immutable;
using System.Globalization;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evidence;

/// <summary>Matches performance rows and the metrics of scores to competencies, paths and metrics of an edition.</summary>
internal sealed class FigureMatching(CompetencyIndex competencies, List<UnmatchedRow> problems)
{
    private readonly Dictionary<(string Competency, string? Path), MetricIndex> _metrics = [];

    /// <summary>Where both files have a figure for a month, the one that the organisation keeps itself stands last and so counts.</summary>
    public ImmutableArray<Figure> Match(ImmutableArray<PerformanceRecord> performance, ImmutableArray<CapabilityRecord> capabilities) =>
        [.. performance.SelectMany(Match), .. capabilities.SelectMany(Match)];

    private IEnumerable<Figure> Match(PerformanceRecord row)
    {
        var source = new Source("CompetencyPerformanceRequirement", row.Line, row.OptionName, row.MetricName);
        if (competencies.Find(row.CompetencyName) is not { } competency)
            return Report(source, UnmatchedReason.UnknownCompetency, row.CompetencyName);
        Figure[] figures =
        [
            .. from found in Find(competency, source)
               select new Figure(
                   competency.Id, found.PathId, found.Metric, row.Month, row.TrailingTwelveMonths, row.MonthlyContribution, row.AnniversaryYear),
        ];
        NoteNegative(source, figures, row.TrailingTwelveMonths, row.MonthlyContribution, row.AnniversaryYear);
        return figures;
    }

    private IEnumerable<Figure> Match(CapabilityRecord row)
    {
        var source = new Source("CapabilityMetrics", row.Line, row.Track, row.Metric);
        if (Scored(row.Designation) is not { } competency)
            return Report(source, UnmatchedReason.UnknownDesignation, row.Designation);
        Figure[] figures =
        [
            .. from found in Find(competency, source) select new Figure(competency.Id, found.PathId, found.Metric, row.Month, row.Value),
        ];
        NoteNegative(source, figures, row.Value);
        return figures;
    }

    /// <returns>Null also for a competency that the edition knows without a score, as one of another edition may bear its name.</returns>
    private Competency? Scored(string designation) =>
        competencies.Find(designation) is { } competency && MetricsOf(competency, null).IsScored ? competency : null;

    private IEnumerable<(string? PathId, string Metric)> Find(Competency competency, Source source)
    {
        var path = source.Path is null ? null : PathOf(competency, source.Path);
        if (source.Path is not null && path is null)
        {
            Report(source, UnmatchedReason.UnknownOption, source.Path);
            return [];
        }

        var found = MetricsOf(competency, path).Find(source.Metric);
        if (found.Fault is { } fault)
            Report(source, fault, source.Metric, found.Choice);
        return found.Metrics.Select(metric => (path?.Id, metric));
    }

    private MetricIndex MetricsOf(Competency competency, CompetencyPath? path)
    {
        if (!_metrics.TryGetValue((competency.Id, path?.Id), out var index))
            _metrics.Add((competency.Id, path?.Id), index = new MetricIndex(path is null ? competency.Paths : [path]));
        return index;
    }

    private static CompetencyPath? PathOf(Competency competency, string option)
    {
        var wanted = TextKey.OfOption(option);
        return competency.Paths.FirstOrDefault(path =>
            path.Names.Values.Append(path.Id).Any(name => TextKey.Comparer.Equals(TextKey.OfOption(name), wanted)));
    }

    private void NoteNegative(Source source, Figure[] figures, params ReadOnlySpan<decimal?> values)
    {
        if (figures.Length == 0)
            return;
        foreach (var value in values)
            if (value is < 0 and { } figure)
            {
                Report(source, UnmatchedReason.NegativeFigure, figure.ToString(CultureInfo.InvariantCulture));
                return;
            }
    }

    private Figure[] Report(Source source, UnmatchedReason reason, string value, string? choice = null)
    {
        problems.Add(new UnmatchedRow(source.File, source.Line, reason, value, choice));
        return [];
    }

    /// <summary>What the two kinds of rows have in common.</summary>
    private readonly record struct Source(string File, int Line, string? Path, string Metric);
}
