using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;

namespace CompetencyBot.Sources;

/// <summary>What an import would change, or has changed, without a word of any language: kept with the import, and shown to whoever decides.</summary>
/// <param name="Refused">Files and archives that could not be opened.</param>
/// <param name="Effects">Of each edition that is followed.</param>
public sealed record DryRun(ImmutableArray<DryRunFile> Files, ImmutableArray<ZipRefusal> Refused, ImmutableArray<DryRunEffect> Effects)
{
    [JsonIgnore]
    public bool TakesMuch => Files.Any(file => file.Diff is { TakesMuch: true });

    public string ToJson() => JsonSerializer.Serialize(this, DryRunJson.Default.DryRun);

    /// <returns>Null where there is none.</returns>
    public static DryRun? Of(ImportRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.DryRun is null ? null : JsonSerializer.Deserialize(run.DryRun, DryRunJson.Default.DryRun);
    }
}

public enum FileFate
{
    /// <summary>Its rows stand beside those that count.</summary>
    Staged,

    /// <summary>It is what counts already, or was looked at before.</summary>
    Same,

    /// <summary>None of its rows can be used, so what counts stays.</summary>
    NoRows,
    Rejected,
}

/// <param name="Rows">That can be used.</param>
/// <param name="Skipped">Those that cannot, with the reason: the first of them.</param>
/// <param name="SkippedInAll">How many there are.</param>
/// <param name="Diff">Null for a file that is not staged.</param>
/// <param name="Replaces">What counts of its kind; null = nothing yet.</param>
public sealed record DryRunFile(
    string Name,
    FileKind Kind,
    FileFate Fate,
    int Rows,
    ImmutableArray<SkippedRow> Skipped,
    int SkippedInAll,
    Rejection? Rejection,
    ContentDiff? Diff,
    ReplacedContent? Replaces)
{
    /// <summary>That are kept of one file; whoever has more has a broken export.</summary>
    public const int MostSkipped = 2_000;
}

/// <summary>The content that an import takes the place of.</summary>
public sealed record ReplacedContent(string Name, EvidenceSource Source, DateTimeOffset ImportedAt, int Rows);

/// <summary>What it does to one edition, on the day on which it was looked at.</summary>
public sealed record DryRunEffect(string EditionId, ImmutableArray<DryRunLevel> Levels, ImmutableArray<DryRunPoints> Points);

/// <param name="Before">Null = none.</param>
/// <param name="After">Null = none.</param>
public sealed record DryRunLevel(string CompetencyId, Level? Before, Level? After);

public sealed record DryRunPoints(string CompetencyId, decimal? Before, decimal? After);

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(DryRun))]
internal sealed partial class DryRunJson : JsonSerializerContext;
