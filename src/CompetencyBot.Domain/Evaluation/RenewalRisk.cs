using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Which of the levels held today will not hold when renewal is tested, from when on and why.</summary>
/// <param name="Today">The day the forecast starts from.</param>
/// <param name="Anniversary">The last day looked at.</param>
public sealed partial record RenewalRisk(
    Edition Edition,
    DateOnly Today,
    DateOnly Anniversary,
    ImmutableArray<LevelForecast> Levels)
{
    public IEnumerable<LevelForecast> AtRisk => Levels.Where(level => !level.Holds);
}

/// <summary>A competency level held today, looked at through all its paths: it breaks when the last path that met it breaks.</summary>
/// <param name="Holds">Whether the level still holds when renewal is tested.</param>
/// <param name="BreaksOn">First day from which the level no longer holds and does not come back before the test; null when it holds.</param>
/// <param name="Causes">A minimal set: without any one of them the level would hold.</param>
public sealed record LevelForecast(
    Competency Competency,
    Level Level,
    bool Holds,
    DateOnly? BreaksOn,
    ImmutableArray<RiskCause> Causes);

public enum RiskCauseKind
{
    /// <summary>A person's certificate lapses (its expiration date passes).</summary>
    Lapse,

    /// <summary>The programme no longer accepts an item.</summary>
    NotAccepted,

    /// <summary>A person leaves.</summary>
    Leaver,

    /// <summary>A performance figure falls below its threshold.</summary>
    Figure,
}

/// <param name="On">First day on which the cause takes effect (the day after a last valid day).</param>
public sealed record RiskCause(RiskCauseKind Kind, DateOnly On, string? PersonId = null, string? ItemId = null, string? Metric = null);
