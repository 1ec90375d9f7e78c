using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Storage;

/// <summary>From where a content of a kind of evidence came; kept in the database, so never renamed.</summary>
public enum EvidenceSource
{
    /// <summary>A file of <c>Import:Folder</c>.</summary>
    Folder,

    /// <summary>A file that an admin dropped into the chat.</summary>
    Chat,

    /// <summary>A report of Partner Center Insights.</summary>
    Insights,
}

public enum SnapshotState
{
    /// <summary>Its rows are written or being written; nobody reads them yet.</summary>
    Staged,

    /// <summary>What counts of its kind: one at a time, which a unique index sees to.</summary>
    Present,

    /// <summary>Was present before the one that is; an undo brings it back.</summary>
    Replaced,

    /// <summary>Its rows are deleted by and by.</summary>
    Dead,
}

/// <summary>
/// One content of one kind of evidence, as one import brought it. Each is a complete export of its dataset: rows of two are never mixed, and of several sources
/// the content that was accepted last is the one that counts.
/// </summary>
public sealed class EvidenceSnapshot
{
    public long Id { get; init; }

    /// <summary>Kind of evidence file, for example <c>TrainingCompletions</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The <see cref="ImportRun"/> that brought it.</summary>
    public required Guid RunId { get; init; }

    public required EvidenceSource Source { get; init; }

    /// <summary>Of the file, or of the dataset.</summary>
    public required string Name { get; init; }

    /// <summary>Hash of the content; the same content again changes nothing.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The <see cref="Sources.EvidenceFolder.ReaderVersion"/> that read it; 0 = before there was one.</summary>
    public int ReaderVersion { get; init; }

    /// <summary>When this content was first imported.</summary>
    public required DateTimeOffset ImportedAt { get; init; }

    /// <summary>Until when it is known to be what the source says: of a file its import or the last time the same came again, of Insights the last run that brought the same.</summary>
    public required DateTimeOffset AsOf { get; set; }

    public required int Rows { get; init; }

    /// <summary>For people: whether the file has an AssociatedOn column at all.</summary>
    public bool AssociationsKnown { get; init; }

    public SnapshotState State { get; set; }

    /// <summary>When it was replaced; what is older than the time for an undo is deleted.</summary>
    public DateTimeOffset? ReplacedAt { get; set; }

    /// <summary>The snapshot that was present when this one was staged; null = there was none.</summary>
    public long? Replaces { get; init; }
}

/// <summary>
/// The content of a kind that was last taken from the import folder, or refused there: it is looked at again only when it differs. Reports of Partner Center Insights have
/// marks of their own, see <see cref="OfInsights"/>.
/// </summary>
public sealed class FolderMark
{
    private const string Insights = "insights|";

    public required string Kind { get; init; }

    public required string Sha256 { get; set; }

    public required DateTimeOffset At { get; set; }

    /// <summary>What these imports brought is looked at again with the next reading. To be called while their contents are still known.</summary>
    public static Task ForgetAsync(BotDb db, IQueryable<ImportRun> runs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.FolderMarks
            .Where(mark => db.Snapshots.Any(row => (row.Kind == mark.Kind || Insights + row.Kind == mark.Kind) && row.Sha256 == mark.Sha256 && runs.Any(run => run.Id == row.RunId)))
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <returns>What stands for the kind in the mark of a report: the folder may have another file of the same kind.</returns>
    public static string OfInsights(string kind) => Insights + kind;
}
