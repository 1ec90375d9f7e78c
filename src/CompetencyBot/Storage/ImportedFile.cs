namespace CompetencyBot.Storage;

/// <summary>The last accepted file of a kind: what the evidence tables hold.</summary>
public sealed class ImportedFile
{
    /// <summary>Kind of evidence file, for example <c>TrainingCompletions</c>.</summary>
    public required string Kind { get; init; }

    public required string Name { get; set; }

    /// <summary>Hash of the content; the same content again changes nothing.</summary>
    public required string Sha256 { get; set; }

    /// <summary>The <see cref="Sources.EvidenceFolder.ReaderVersion"/> that read it; 0 = before there was one.</summary>
    public int ReaderVersion { get; set; }

    /// <summary>When this content was first imported.</summary>
    public required DateTimeOffset ImportedAt { get; set; }

    public int Rows { get; set; }

    /// <summary>For the people file: whether it has an AssociatedOn column at all.</summary>
    public bool AssociationsKnown { get; set; }
}

/// <summary>One reading of the import folder and what came of it.</summary>
public sealed class ImportRun
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Whether any file was new or different.</summary>
    public bool Changed { get; init; }

    /// <summary>What was read, skipped and rejected, and why; in English.</summary>
    public required string ReportEn { get; init; }

    /// <summary>The same in Traditional Chinese.</summary>
    public required string ReportZhTw { get; init; }
}
