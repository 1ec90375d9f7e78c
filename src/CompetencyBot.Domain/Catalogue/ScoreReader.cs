using System.Collections.Immutable;

namespace CompetencyBot.Domain.Catalogue;

internal static class ScoreReader
{
    private const int MostPoints = 10_000;

    public static ScoreRequirement Read(Place place, ScoreJson json, ImmutableSortedDictionary<string, Item> items)
    {
        var indicators = place.Each(json.Indicators, "indicators", (at, indicator) => Read(at, indicator, items));
        place.Unique(indicators, "indicators", indicator => indicator.Id, "id");
        CheckMetrics(place, indicators);
        var need = place.Value(json.Need, "need");
        var most = indicators.Sum(indicator => indicator.MaxPoints);
        if (need <= 0 || need > most)
            throw place.At("need").Refuse($"is not between 0 and the {most} points that there are");
        return new ScoreRequirement(
            CompetencyReader.Slug(place, json.Id, "id"),
            need,
            place.Value(json.EveryIndicatorAboveZero, "everyIndicatorAboveZero"),
            [.. indicators]);
    }

    private static Indicator Read(Place place, IndicatorJson json, ImmutableSortedDictionary<string, Item> items)
    {
        var names = CompetencyReader.Names(place, json.Names);
        var max = place.Value(json.MaxPoints, "maxPoints");
        if (max is <= 0 or > MostPoints)
            throw place.At("maxPoints").Refuse($"is not above zero, or above {MostPoints}");
        return new Indicator(
            CompetencyReader.Slug(place, json.Id, "id"),
            names,
            max,
            new ScoringReader(names, max, items).Read(place.At("scoring"), place.Part(json.Scoring, "scoring")),
            json.Uncertain is null ? null : place.Text(json.Uncertain, "uncertain"),
            json.Note is null ? null : place.Text(json.Note, "note"));
    }

    /// <summary>A metric is one figure of the organisation: two parts that read the same one would count it twice.</summary>
    private static void CheckMetrics(Place place, IReadOnlyList<Indicator> indicators)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, indicator) in indicators.Index())
            if (indicator.Scoring is FigureScoring figures && figures.Parts.SelectMany(MetricsOf).FirstOrDefault(metric => !seen.Add(metric)) is { } again)
                throw place.At("indicators").At(index).At("scoring").Refuse($"the metric '{again}' appears twice");
    }

    private static IEnumerable<string> MetricsOf(FigurePart part) => part.Baseline is { } baseline ? [part.Metric, baseline.Metric] : [part.Metric];
}
