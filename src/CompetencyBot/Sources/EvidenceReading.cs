using System.Collections.Immutable;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Sources;

/// <summary>What a folder of evidence files gave, and all that it did not give, each with the reason.</summary>
/// <param name="Records">The rows of the accepted files. A rejected file contributes nothing at all.</param>
/// <param name="Files">The recognised files, in the order of their names.</param>
/// <param name="Ignored">Names of the files that are not evidence.</param>
/// <param name="FolderProblem">Why the folder itself could not be read; then there are no files.</param>
public sealed record EvidenceReading(
    EvidenceRecords Records,
    ImmutableArray<FileReading> Files,
    ImmutableArray<string> Ignored,
    FolderProblem? FolderProblem = null)
{
    /// <summary>Archives, and files in them, that were not looked into.</summary>
    public ImmutableArray<ZipRefusal> Archives { get; init; } = [];

    /// <summary>Rows that were read and left out, since they name people whose details were erased.</summary>
    public int LeftOut { get; init; }

    /// <summary>
    /// Whether the folder or a file could not be read as a whole; what is left must then not be taken for the organisation's evidence.
    /// </summary>
    public bool IsIncomplete => FolderProblem is not null || Files.Any(file => file.Rejection is not null);
}

/// <param name="Detail">What the operating system says.</param>
public sealed record FolderProblem(string Folder, FolderProblemReason Reason, string? Detail = null);

public enum FolderProblemReason
{
    Missing,
    Unreadable,
}

/// <param name="Sha256">Of the file's content, lower-case hexadecimal; null when the content could not be read to its end.</param>
/// <param name="Rows">Data rows found, the skipped ones included and blank lines not; 0 for a file that is not used.</param>
/// <param name="UnknownColumns">
/// Columns that are not looked at, as the header names them (<c>#5</c> for a fifth one without a name).
/// </param>
/// <param name="Skipped">In the order of the file.</param>
/// <param name="Rejection">Why no row of the file is used; null when it is used.</param>
public sealed record FileReading(
    string Name,
    FileKind Kind,
    string? Sha256,
    int Rows,
    ImmutableArray<string> UnknownColumns,
    ImmutableArray<SkippedRow> Skipped,
    Rejection? Rejection = null)
{
    /// <summary>When it was written last, by its own folder; null = not known, as of one that came in an archive or by chat.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>
    /// Whether the file was accepted but has no row to use, which is what a failed export looks like: it says nothing against rows that
    /// are known already. An organisation that begins may well have such a file.
    /// </summary>
    public bool HasNoRows => Rejection is null && Rows == Skipped.Length;

    internal static FileReading Empty(string name, FileKind kind) => new(name, kind, null, 0, [], []);
}

/// <param name="Column">Columns in question.</param>
/// <param name="Line">Where the trouble starts, 1 = the header.</param>
/// <param name="Detail">The other file, or what the operating system says.</param>
public sealed record Rejection(RejectionReason Reason, string? Column = null, long? Line = null, string? Detail = null);

public enum RejectionReason
{
    MissingColumn,

    /// <summary>Two columns have the same name once case, spaces and underscores are ignored.</summary>
    RepeatedColumn,

    NoHeader,
    NotUtf8,

    /// <summary>Dates with slashes of which nothing proves that the month comes first.</summary>
    AmbiguousDates,

    /// <summary>Dates with slashes of which at least one cannot have the month first.</summary>
    DayFirstDates,

    /// <summary>A quote that is opened and never closed: the rows behind it cannot be told from text.</summary>
    UnclosedQuote,

    /// <summary>A row of more than 64 KB, which most often is a quote that is opened and closed much later or never.</summary>
    RowTooLong,

    /// <summary>Another file of the same kind stands before it in the folder.</summary>
    SecondOfItsKind,

    Unreadable,
    ChangedWhileRead,
}

/// <param name="Line">Line in the file on which the row starts, 1 = the header.</param>
/// <param name="Value">As written; null where the reason is not about one value.</param>
public sealed record SkippedRow(int Line, SkipReason Reason, string? Column = null, string? Value = null);

public enum SkipReason
{
    MissingValue,

    /// <summary>Not one of Email, CorpEmail and MCPID is present.</summary>
    NoIdentity,

    NotADate,
    NotAMonth,
    NotANumber,

    /// <summary>Beyond a thousand trillion, with which nothing could be reckoned.</summary>
    ImplausibleNumber,
    UnknownWord,

    /// <summary>
    /// Before 1990 or after 2100, which is how a slip of the finger and an export's empty date look. Dates that end something may lie
    /// anywhere: 9999-12-31 is a usual way to say never.
    /// </summary>
    ImplausibleDate,

    /// <summary>A date that ends something lies before the date that starts it.</summary>
    EndsBeforeStart,

    /// <summary>An earlier row has the same UserPrincipalName.</summary>
    RepeatedPerson,

    /// <summary>The row has another number of fields than the header.</summary>
    FieldCount,

    BadQuotes,
    InvalidCharacter,
}
