using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

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

    /// <summary>
    /// Looks from today to the day (or days) on which the edition tests renewal. Everything known to come is taken into account: lapses,
    /// ends of acceptance, leavers, associations that become valid, months that leave a trailing window. New passes and new
    /// contributions are not assumed.
    /// </summary>
    /// <param name="anniversary">The day the membership year ends, today or later.</param>
    /// <exception cref="ArgumentOutOfRangeException">The anniversary lies before today.</exception>
    public static RenewalRisk Of(Edition edition, MatchedEvidence evidence, DateOnly today, DateOnly anniversary)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentOutOfRangeException.ThrowIfLessThan(anniversary, today);
        var index = new EvidenceIndex(edition, evidence);
        var forecasts =
            from competency in edition.Competencies
            from level in Enum.GetValues<Level>()
            let outlook = Outlook(index, competency, level, today, anniversary)
            where !outlook.PathsMetToday.IsEmpty
            select Forecast(outlook, competency, level);
        return new RenewalRisk(edition, today, anniversary, [.. forecasts]);
    }

    private static LevelOutlook Outlook(EvidenceIndex index, Competency competency, Level level, DateOnly today, DateOnly anniversary)
    {
        var (first, last) = index.Edition.RenewalTest.Of(anniversary);
        // A test day that is over cannot be looked ahead to; today stands for it, and the level is held today.
        var (from, until) = (Later(first, today), Later(last, today));
        var paths =
            from path in competency.Paths
            from pathLevel in path.Levels
            where pathLevel.Level == level
            select new PathOutlook(new LevelRules(index, competency, path, pathLevel), today);
        return new LevelOutlook(index, [.. paths], today, from, until);
    }

    private static LevelForecast Forecast(LevelOutlook outlook, Competency competency, Level level)
    {
        if (outlook.Holds)
            return new LevelForecast(competency, level, true, null, []) { PathIds = outlook.PathsMetToday };
        var breaksOn = outlook.BreaksOn();
        return new LevelForecast(competency, level, false, breaksOn, outlook.CausesOf(breaksOn)) { PathIds = outlook.PathsMetToday };
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
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
}

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
/// <param name="PathId">The path whose threshold a figure misses.</param>
public sealed record RiskCause(
    RiskCauseKind Kind,
    DateOnly On,
    string? PersonId = null,
    string? ItemId = null,
    string? Metric = null,
    string? PathId = null);
