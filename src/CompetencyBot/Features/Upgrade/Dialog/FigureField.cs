using System.Collections.Immutable;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Upgrade.Dialog;

/// <summary>A figure that a way asks for, as a field of the form.</summary>
/// <param name="Value">Today's; null when no file has one.</param>
/// <param name="Planned">What the field has at first: what the level needs, or of a score what there is.</param>
internal sealed record FigureField(string Metric, string Label, string Unit, decimal? Value, decimal? Planned)
{
    private const string Prefix = "figure-";

    /// <summary>More than these make no form.</summary>
    private const int Most = 8;

    public string Id => Prefix + Metric;

    public bool IsYesOrNo => Unit == "boolean";

    public static ImmutableArray<FigureField> Of(ChosenLevel chosen, Shortfall way, DateOnly today)
    {
        var level = chosen.Followed.On(today).LevelsOf(way.Competency.Id).First(each => each.Path.Id == way.Path.Id && each.Level == way.Level);
        var fields = level.Requirements.SelectMany(requirement => requirement switch
        {
            PerformanceAttainment figure => [OfThreshold(figure, chosen.Edition)],
            ScoreAttainment score => score.Indicators.SelectMany(indicator => indicator.Figures).Select(part => OfPart(part, chosen.Edition)),
            _ => (IEnumerable<FigureField>)[],
        });
        return [.. fields.DistinctBy(field => field.Metric).Take(Most)];
    }

    private static FigureField OfThreshold(PerformanceAttainment figure, Edition edition)
    {
        var (metric, unit) = (figure.Requirement.Metric, figure.Requirement.Unit);
        var label = Language.Format(UpgradeTexts.FigureLabel, Phrases.Metric(edition, metric), Phrases.Value(figure.Value, unit), Phrases.Value(figure.Need, unit));
        return new(metric, label, unit, figure.Value, Plain(Math.Max(figure.Value ?? 0, figure.Need)));
    }

    private static FigureField OfPart(PartAttainment part, Edition edition)
    {
        var (metric, unit) = (part.Part.Metric, part.Part.Unit);
        var label = Language.Format(UpgradeTexts.FigureFullLabel, Phrases.Metric(edition, metric), Phrases.Value(part.Value, unit), Phrases.Value(part.FullAt, unit));
        return new(metric, label, unit, part.Value, part.Value is >= 0 and var value ? Plain(value) : null);
    }

    /// <summary>Without the zeros behind it, which a field would show.</summary>
    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;
}
