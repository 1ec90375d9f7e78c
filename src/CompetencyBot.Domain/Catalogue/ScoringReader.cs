using System.Collections.Immutable;

namespace CompetencyBot.Domain.Catalogue;

/// <param name="names">Of the indicator, which its only part may do without.</param>
/// <param name="max">The most points that the indicator gives.</param>
internal sealed class ScoringReader(
    ImmutableSortedDictionary<string, string> names, decimal max, ImmutableSortedDictionary<string, Item> items)
{
    public Scoring Read(Place place, ScoringJson json) => json switch
    {
        SumJson sum => Figures(place, FigureCombination.Sum, sum.Parts),
        BestJson best => Figures(place, FigureCombination.Best, best.Parts),
        PeopleJson people => People(place, people),
        StepsJson steps => Steps(place, steps),
        GrowthJson growth => Growth(place, growth),
        _ => throw place.Refuse("is of no known kind"),
    };

    private FigureScoring Figures(Place place, FigureCombination combination, FigurePartJson?[]? json)
    {
        var parts = place.Each(json, "parts", (at, part) => Part(at, part, isOnly: json is [_]));
        foreach (var language in CompetencyReader.Languages)
            place.Unique(parts, "parts", part => part.Names[language], $"name ({language})");
        return new FigureScoring(combination, [.. parts]);
    }

    private FigurePart Part(Place place, FigurePartJson json, bool isOnly)
    {
        var fullAt = FigureReader.ByMarket(place, json.FullAt, "fullAt");
        CheckRate(place, json.PointsPerUnit, "pointsPerUnit", fullAt);
        return new FigurePart(
            FigureReader.Metric(place, json.Metric),
            isOnly && json.Names is null ? names : CompetencyReader.Names(place, json.Names),
            place.Text(json.Unit, "unit"),
            json.PointsPerUnit,
            fullAt,
            json.Window is null ? null : FigureReader.Window(place, json.Window),
            json.Baseline is null ? null : Baseline(place.At("baseline"), json.Baseline));
    }

    private static MinimumBaseline Baseline(Place place, BaselineJson json) =>
        new(FigureReader.Metric(place, json.Metric), FigureReader.ByMarket(place, json.AtLeast, "atLeast"));

    private PeopleScoring People(Place place, PeopleJson json)
    {
        var fullAt = FigureReader.People(place, json.FullAt, "fullAt");
        CheckRate(place, json.PointsPerPerson, "pointsPerPerson", fullAt);
        return new PeopleScoring(ExpressionReader.Each(place, json.Each, items), json.PointsPerPerson, fullAt);
    }

    private StepScoring Steps(Place place, StepsJson json)
    {
        var steps = place.Each(json.Steps, "steps", Step);
        place.Unique(steps, "steps", step => step.Id, "id");
        return steps.Any(step => step.PointsWhenMet > 0 || step.PointsPerPerson > 0)
            ? new StepScoring([.. steps])
            : throw place.At("steps").Refuse("give no points");
    }

    private ScoringStep Step(Place place, StepJson json)
    {
        if (json.Required <= 0)
            throw place.At("required").Refuse("is not above zero; a step that is no gate has none");
        if (json is { PointsWhenMet: not null, Required: null })
            throw place.At("pointsWhenMet").Refuse("is never given, since the step has no required people");
        return new ScoringStep(
            CompetencyReader.Slug(place, json.Id, "id"),
            ExpressionReader.Each(place, json.Each, items),
            json.Required ?? 0,
            AboveZeroOrNone(place, json.PointsWhenMet, "pointsWhenMet"),
            AboveZeroOrNone(place, json.PointsPerPerson, "pointsPerPerson"));
    }

    private GrowthScoring Growth(Place place, GrowthJson json)
    {
        var months = place.Value(json.HeadcountMonths, "headcountMonths");
        if (months <= 0)
            throw place.At("headcountMonths").Refuse("is not above zero");
        return new GrowthScoring(
            ExpressionReader.Each(place, json.Each, items),
            place.Value(json.Since, "since"),
            Bands(place, json.Developed, "developed"),
            Bands(place, json.Developing, "developing"),
            FigureReader.People(place, json.Headcount, "headcount"),
            months);
    }

    private static ImmutableArray<GrowthBand> Bands(Place place, BandJson?[]? json, string member)
    {
        var bands = place.Each(json, member, (at, band) => new GrowthBand(
            at.Value(band.From, "from"), at.Value(band.To, "to"), at.Value(band.Percent, "percent")));
        var above = 0;
        foreach (var (index, band) in bands.Index())
        {
            var at = place.At(member).At(index);
            if (band.From <= above)
                throw at.At("from").Refuse($"is not above {above}: bands ascend and do not overlap");
            if (band.To < band.From)
                throw at.At("to").Refuse("lies below from");
            if (band.Percent <= 0)
                throw at.At("percent").Refuse("is not above zero");
            above = band.To;
        }

        return [.. bands];
    }

    private static decimal AboveZeroOrNone(Place place, decimal? points, string member) =>
        points <= 0 ? throw place.At(member).Refuse("is not above zero") : points ?? 0;

    /// <summary>The rate as printed may be rounded in its last digit; more than that is a slip in one of the three numbers.</summary>
    private void CheckRate(Place place, decimal? rate, string member, ByMarket fullAt)
    {
        if (rate is not { } points)
            return;
        if (points <= 0 || points > max)
            throw place.At(member).Refuse($"is not between 0 and the {max} points of the indicator");
        var rounding = new decimal(5, 0, 0, isNegative: false, (byte)Math.Min(points.Scale + 1, 28));
        foreach (var units in new[] { fullAt.Developed, fullAt.Developing })
            if (Math.Abs((points * units) - max) > rounding * units)
                throw place.At(member).Refuse($"{points} times {units} is not the {max} points of the indicator, even if rounded");
    }
}
