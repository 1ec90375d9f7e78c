namespace CompetencyBot.Sources;

public enum FileKind
{
    People,
    TrainingCompletions,
    CompetencyPerformanceRequirement,
    CompetencySummaryHistory,
    Membership,
    CapabilityMetrics,
}

internal static class FileKinds
{
    private static readonly Dictionary<string, FileKind> ByStem = new(StringComparer.OrdinalIgnoreCase)
    {
        ["people"] = FileKind.People,
        ["TrainingCompletions"] = FileKind.TrainingCompletions,
        ["CompetencyPerformanceRequirement"] = FileKind.CompetencyPerformanceRequirement,
        // The Insights API itself spells the dataset without the first r.
        ["CompetencyPeformanceRequirement"] = FileKind.CompetencyPerformanceRequirement,
        ["CompetencySummaryHistory"] = FileKind.CompetencySummaryHistory,
        ["membership"] = FileKind.Membership,
        ["CapabilityMetrics"] = FileKind.CapabilityMetrics,
    };

    /// <returns>Null for a file that is not evidence.</returns>
    public static FileKind? Of(string fileName) =>
        SeparatorOf(fileName) is not null && ByStem.TryGetValue(Path.GetFileNameWithoutExtension(fileName), out var kind) ? kind : null;

    /// <summary>What a file of this kind is called, without its ending.</summary>
    public static string StemOf(FileKind kind) => kind switch
    {
        FileKind.People => "people",
        FileKind.Membership => "membership",
        _ => kind.ToString(),
    };

    public static char? SeparatorOf(string fileName) => Path.GetExtension(fileName).ToUpperInvariant() switch
    {
        ".CSV" => ',',
        ".TSV" => '\t',
        _ => null,
    };
}
