using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Which of the levels held today will not hold when renewal is tested, from when on, why, and what would cure it.</summary>
/// <param name="Today">The day the forecast starts from.</param>
/// <param name="Anniversary">The day the membership year ends; the edition says on which days around it renewal is tested.</param>
/// <param name="Levels">The levels of competencies held today, each through all its paths.</param>
/// <param name="Paths">The same for every path that meets a level today by itself, in the order of the catalogue.</param>
/// <param name="QualifiedEarlier">
/// Levels not held today that were met on an earlier day of a test that has begun, and so are safe: one day is enough.
/// </param>
public sealed record RenewalRisk(
    Edition Edition,
    DateOnly Today,
    DateOnly Anniversary,
    ImmutableArray<LevelForecast> Levels,
    ImmutableArray<PathForecast> Paths,
    ImmutableArray<LevelForecast> QualifiedEarlier)
{
    public IEnumerable<LevelForecast> AtRisk => Levels.Where(level => !level.Holds);

    /// <summary>
    /// Looks from today to the day (or days) on which the edition tests renewal. Everything known to come is taken into account: lapses,
    /// ends of acceptance, leavers, associations that become valid, months that leave a trailing window. New passes and new
    /// contributions are not assumed. Takes time in proportion to the rows, however many of them end.
    /// </summary>
    /// <param name="anniversary">The day the membership year ends, today or later.</param>
    /// <exception cref="ArgumentOutOfRangeException">The anniversary lies before today.</exception>
    public static RenewalRisk Of(Edition edition, MatchedEvidence evidence, DateOnly today, DateOnly anniversary)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentOutOfRangeException.ThrowIfLessThan(anniversary, today);
        var forecasting = new Forecasting(new EvidenceIndex(edition, evidence), ForecastDays.Of(edition.RenewalTest, today, anniversary));
        foreach (var competency in edition.Competencies)
            forecasting.Add(competency);
        return new RenewalRisk(
            edition, today, anniversary, [.. forecasting.Levels], [.. forecasting.Paths], [.. forecasting.QualifiedEarlier]);
    }
}

/// <summary>A competency level held today, looked at through all its paths: it breaks when the last path that met it breaks.</summary>
/// <param name="Holds">Whether the level still holds when renewal is tested.</param>
/// <param name="BreaksOn">First day from which the level no longer holds and does not come back before the test; null when it holds.</param>
/// <param name="Causes">
/// A minimal set: these alone, whatever else comes, break the level, and without any one of them they would not. Ordered by date.
/// </param>
public sealed record LevelForecast(
    Competency Competency,
    Level Level,
    bool Holds,
    DateOnly? BreaksOn,
    ImmutableArray<RiskCause> Causes)
{
    /// <summary>The paths that meet the level today.</summary>
    public ImmutableArray<string> PathIds { get; init; } = [];

    /// <summary>First day of the test, up to today, on which the level was met; null when there is none, or the test has not begun.</summary>
    public DateOnly? QualifiedOn { get; init; }

    /// <summary>The figures that the paths which meet the level today ask for.</summary>
    public ImmutableArray<FigureForecast> Figures { get; init; } = [];

    /// <summary>Ways to mend a level that does not hold, through any path that has it, the nearest first.</summary>
    public ImmutableArray<Cure> Cures { get; init; } = [];

    /// <summary>
    /// Ids of people who hold what is missing and whose account only has to be associated: each of them alone would mend the level.
    /// </summary>
    public ImmutableArray<string> Linking { get; init; } = [];
}

/// <summary>A level met today by one path, looked at through this path alone; otherwise as <see cref="LevelForecast"/>.</summary>
/// <param name="Cure">How to mend it on this path; null when it holds, or nothing can.</param>
/// <param name="Linking">As <see cref="LevelForecast.Linking"/>.</param>
public sealed record PathForecast(
    Competency Competency,
    CompetencyPath Path,
    Level Level,
    bool Holds,
    DateOnly? BreaksOn,
    ImmutableArray<RiskCause> Causes,
    DateOnly? QualifiedOn,
    ImmutableArray<FigureForecast> Figures,
    Cure? Cure,
    ImmutableArray<string> Linking);

public enum RiskCauseKind
{
    /// <summary>A person's certificate lapses (its expiration date passes).</summary>
    Lapse,

    /// <summary>The programme no longer accepts an item.</summary>
    NotAccepted,

    /// <summary>A person leaves.</summary>
    Leaver,

    /// <summary>A figure falls below its threshold or gives fewer points, or a growth is measured from a larger number.</summary>
    Figure,
}

/// <param name="On">First day on which the cause takes effect (the day after a last valid day).</param>
/// <param name="Metric">Of a figure; of a growth the id of its indicator.</param>
/// <param name="PathId">The path that asks for the figure.</param>
public sealed record RiskCause(
    RiskCauseKind Kind,
    DateOnly On,
    string? PersonId = null,
    string? ItemId = null,
    string? Metric = null,
    string? PathId = null);
