using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal.Watching;

/// <summary>A risk as the evidence of a day shows it.</summary>
/// <param name="Key">The same as long as it is the same risk, at most 200 characters.</param>
/// <param name="Facts">Changes with whatever would be news.</param>
public sealed record FoundRisk(RiskKind Kind, string Key, string Facts)
{
    public string? EditionId { get; init; }

    public string? CompetencyId { get; init; }

    public Level? Level { get; init; }

    public DateOnly? AnniversaryOn { get; init; }

    /// <summary>First day on which it does harm; the earlier the worse. Null where no day is known.</summary>
    public DateOnly? BreaksOn { get; init; }

    /// <summary>Last day on which something can still be done; null where there is none.</summary>
    public DateOnly? ActBy { get; init; }

    /// <summary>Highest day of the ladder that has come; null when none has, or when the risk climbs no ladder.</summary>
    public int? Rung { get; init; }

    public WatchedRisk ToRow(Guid id, DateTimeOffset now) => new()
    {
        Id = id,
        Key = Key,
        Kind = Kind,
        EditionId = EditionId,
        CompetencyId = CompetencyId,
        Level = Level,
        AnniversaryOn = AnniversaryOn,
        Facts = Facts,
        BreaksOn = BreaksOn,
        FoundAt = now,
        ChangedAt = now,
    };
}
