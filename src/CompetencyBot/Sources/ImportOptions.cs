namespace CompetencyBot.Sources;

/// <summary>Settings <c>Import:*</c>.</summary>
public sealed class ImportOptions
{
    /// <summary>Folder whose evidence files are read at start and daily; empty = none.</summary>
    public string? Folder { get; set; }
}
