using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evidence;

/// <summary>Matches performance rows to competencies, paths and metrics of an edition.</summary>
internal sealed class FigureMatching(Edition edition, List<UnmatchedRow> problems)
{
    private readonly Dictionary<string, Competency> _competencies = CompetencyIndex.Of(edition);

    public ImmutableArray<Figure> Match(ImmutableArray<PerformanceRecord> rows) => [.. rows.Select(Match).OfType<Figure>()];

    private Figure? Match(PerformanceRecord row)
    {
        if (!_competencies.TryGetValue(TextKey.Of(row.CompetencyName), out var competency))
            return Problem(row, UnmatchedReason.UnknownCompetency, row.CompetencyName);
        var path = row.OptionName is null ? null : PathOf(competency, row.OptionName);
        if (row.OptionName is not null && path is null)
            return Problem(row, UnmatchedReason.UnknownOption, row.OptionName);
        return MetricOf(path is null ? competency.Paths : [path], row.MetricName) is { } metric
            ? new Figure(competency.Id, path?.Id, metric, row.Month, row.TrailingTwelveMonths, row.MonthlyContribution, row.AnniversaryYear)
            : Problem(row, UnmatchedReason.UnknownMetric, row.MetricName);
    }

    private static CompetencyPath? PathOf(Competency competency, string option)
    {
        var wanted = TextKey.OfOption(option);
        return competency.Paths.FirstOrDefault(path =>
            path.Names.Values.Append(path.Id).Any(name => TextKey.Comparer.Equals(TextKey.OfOption(name), wanted)));
    }

    private static string? MetricOf(IEnumerable<CompetencyPath> paths, string name) =>
        (from path in paths
         from level in path.Levels
         from requirement in level.Requirements.OfType<PerformanceRequirement>()
         where TextKey.Comparer.Equals(TextKey.OfMetric(requirement.Metric), TextKey.OfMetric(name))
         select requirement.Metric).FirstOrDefault();

    private Figure? Problem(PerformanceRecord row, UnmatchedReason reason, string value)
    {
        problems.Add(new UnmatchedRow("CompetencyPerformanceRequirement", row.Line, reason, value));
        return null;
    }
}
