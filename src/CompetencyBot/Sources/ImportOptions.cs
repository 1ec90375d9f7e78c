namespace CompetencyBot.Sources;

/// <summary>Settings <c>Import:*</c>.</summary>
public sealed class ImportOptions
{
    /// <summary>Folder whose evidence files are read at start and daily; empty = none.</summary>
    public string? Folder { get; set; }

    /// <summary>When a file of the folder waits for an admin's word. What is imported first of all never does.</summary>
    public FolderAsks FolderAsks { get; set; } = FolderAsks.Losses;
}

public enum FolderAsks
{
    Never,

    /// <summary>When it would take away much (<see cref="Domain.Evidence.ContentDiff.TakesMuch"/>).</summary>
    Losses,

    /// <summary>Whenever it would change anything.</summary>
    Always,
}
