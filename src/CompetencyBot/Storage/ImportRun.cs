namespace CompetencyBot.Storage;

public enum ImportState
{
    /// <summary>Its rows are being written; nothing counts differently yet.</summary>
    Staging,

    /// <summary>An admin has to say whether it is to be applied.</summary>
    Waiting,

    Applied,

    /// <summary>It brought nothing new.</summary>
    Unchanged,

    Discarded,

    /// <summary>It was applied, and what it replaced came back.</summary>
    Undone,

    Failed,
}

/// <summary>One import: who brought what from where, what came of it, and whether it still counts.</summary>
public sealed class ImportRun
{
    /// <summary>For so long what nobody sent waits for an admin's word: over a week-end and the days before it.</summary>
    private static readonly TimeSpan UnaskedWaits = TimeSpan.FromDays(7);

    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public EvidenceSource Source { get; init; }

    /// <summary>Work address, or Entra object id of somebody without one; null = nobody asked for it.</summary>
    public string? By { get; init; }

    public ImportState State { get; set; }

    /// <summary>Rows written so far; they are the same as <see cref="RowsInAll"/> once all are staged.</summary>
    public int RowsSoFar { get; set; }

    public int RowsInAll { get; set; }

    /// <summary>Whether any file was new or different.</summary>
    public bool Changed { get; set; }

    /// <summary>What was read, skipped and rejected, and why; in English.</summary>
    public required string ReportEn { get; set; }

    /// <summary>The same in Traditional Chinese.</summary>
    public required string ReportZhTw { get; set; }

    /// <summary>What it would change, as JSON; null = nobody was asked.</summary>
    public string? DryRun { get; set; }

    public DateTimeOffset? AppliedAt { get; set; }

    /// <summary>Who applied, discarded or undid it: work address or Entra object id; null = the bot by itself.</summary>
    public string? DecidedBy { get; set; }

    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>For so long an admin may say whether it is to be applied.</summary>
    public static TimeSpan WaitsFor(EvidenceSource source) => source == EvidenceSource.Chat ? ReceivedFile.Kept : UnaskedWaits;
}
