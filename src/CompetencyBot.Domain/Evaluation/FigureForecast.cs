using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>A figure that a level asks for, on both clocks: the trailing window, and the year since the last anniversary.</summary>
/// <param name="Need">The threshold; of a score the value that gives all points.</param>
/// <param name="Today">Trailing total as known today; null when no file has one.</param>
/// <param name="AsOf">Month of that total.</param>
/// <param name="Expected">Trailing total to be expected on the anniversary when nothing new comes.</param>
/// <param name="Basis">What the expectation rests on.</param>
/// <param name="AnniversaryYear">
/// Total since the last anniversary, where the data has one; it starts anew after the anniversary. Shown beside the trailing total, which
/// alone decides, since that is the window of the catalogue.
/// </param>
public sealed record FigureForecast(
    CompetencyPath Path,
    string Metric,
    string Unit,
    decimal Need,
    decimal? Today,
    DateOnly? AsOf,
    decimal? Expected,
    FigureBasis Basis,
    decimal? AnniversaryYear)
{
    public bool EnoughToday => Today >= Need;

    public bool EnoughThen => Expected >= Need;

    /// <summary>Null where the data has no such total.</summary>
    public bool? EnoughInAnniversaryYear => AnniversaryYear >= Need ? true : AnniversaryYear is null ? null : false;
}

public enum FigureBasis
{
    /// <summary>The months that will have left the window are taken off, as far as it is known what they added.</summary>
    MonthsLeave,

    /// <summary>It is not known what any month added, so the total is kept.</summary>
    KeptConstant,

    /// <summary>The figure is no total over months and stays until a newer one is known.</summary>
    Standing,
}
