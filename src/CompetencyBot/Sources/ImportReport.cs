using System.Collections.Immutable;
using System.Globalization;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Sources;

/// <summary>Tells a person, a line for each fact, what was read, what was not and why.</summary>
/// <param name="culture">Language of the sentences; those without a translation are English.</param>
/// <param name="showsValues">Whether it quotes the files, whose values name people; a log may not.</param>
public sealed class ImportReport(CultureInfo culture, bool showsValues = true)
{
    private const string Hidden = "…";
    private const int LongestValue = 80;
    private const int MostNames = 10;

    /// <summary>One line for each file read, its unknown columns, and the files that were left alone.</summary>
    public IEnumerable<string> Summary(EvidenceReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        foreach (var file in reading.Files.Where(file => file.Rejection is null))
        {
            yield return Say(nameof(ImportTexts.FileRead), file.Name, file.Rows - file.Skipped.Length, file.Skipped.Length);
            if (file.HasNoRows)
                yield return Say(nameof(ImportTexts.FileWithoutRows), file.Name);
            if (!file.UnknownColumns.IsEmpty)
                yield return Say(nameof(ImportTexts.FileUnknownColumns), file.Name, file.UnknownColumns.Length, showsValues ? List(file.UnknownColumns) : Hidden);
        }

        if (reading.LeftOut > 0)
            yield return Say(nameof(ImportTexts.RowsOfFormerPeople), reading.LeftOut);
        if (!reading.Ignored.IsEmpty)
            yield return Say(nameof(ImportTexts.FilesIgnored), List(reading.Ignored));
    }

    /// <summary>What could not be read: the folder, rejected files, skipped rows.</summary>
    public IEnumerable<string> Problems(EvidenceReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (reading.FolderProblem is { } problem)
            yield return Say($"Folder{problem.Reason}", Printable(problem.Folder), Printable(problem.Detail));

        foreach (var archive in reading.Archives)
            yield return Say(nameof(ImportTexts.FileRejected), Printable(archive.Name), Reason(archive.Fault));
        foreach (var file in reading.Files)
        {
            if (file.Rejection is { } rejection)
                yield return Say(nameof(ImportTexts.FileRejected), file.Name, Why(rejection));
            foreach (var row in file.Skipped)
                yield return Say(nameof(ImportTexts.RowSkipped), file.Name, row.Line, Why(row));
        }
    }

    /// <summary>
    /// Rows that were read but belong to nobody, or to nothing that the edition knows, and rows that are used although something is odd.
    /// </summary>
    public IEnumerable<string> Unmatched(EvidenceReading reading, IEnumerable<UnmatchedRow> rows)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Select(row => Say(
            row.IsUsed ? nameof(ImportTexts.RowNoted) : nameof(ImportTexts.RowUnmatched), NameOf(row.File, reading), row.Line, Why(row)));
    }

    /// <summary>Why a file is not used, as half a sentence.</summary>
    public string Reason(Rejection rejection)
    {
        ArgumentNullException.ThrowIfNull(rejection);
        return Why(rejection);
    }

    /// <summary>Why an archive, or a file in one, is not used, as half a sentence.</summary>
    public string Reason(ZipFault fault) => Say($"Zip{fault}", EvidenceZip.MostFiles, EvidenceZip.MostBytes / (1024 * 1024));

    /// <summary>Why a row is not used, as half a sentence.</summary>
    public string Reason(SkippedRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Why(row);
    }

    private string Why(SkippedRow row) => Say($"Skip{row.Reason}", row.Column, showsValues ? Printable(row.Value) : Hidden);

    private string Why(UnmatchedRow row) => Say($"Unmatched{row.Reason}", Printable(row.Value), row.Detail);

    private string Why(Rejection rejection) =>
        Say($"Reject{rejection.Reason}", rejection.Column, rejection.Line, Printable(rejection.Detail));

    private string Say(string text, params object?[] values)
    {
        var format = ImportTexts.ResourceManager.GetString(text, culture) ?? throw new ArgumentException($"No text {text}", nameof(text));
        return string.Format(new CountedFormat(culture), format, values);
    }

    /// <summary>The matching knows kinds of files only; the reader of the report looks for a file.</summary>
    private static string NameOf(string kind, EvidenceReading reading) =>
        reading.Files.FirstOrDefault(file => file.Rejection is null && IsKind(file, kind))?.Name ?? kind;

    private static bool IsKind(FileReading file, string kind) => file.Kind.ToString().Equals(kind, StringComparison.OrdinalIgnoreCase);

    private static string List(ImmutableArray<string> names) =>
        string.Join(", ", names.Take(MostNames).Select(Printable).Concat(names.Length > MostNames ? ["…"] : []));

    /// <summary>
    /// A value from a file must not break the line it is shown in, nor send control sequences to a terminal, nor fill the screen.
    /// </summary>
    private static string? Printable(string? value)
    {
        if (value is null)
            return null;

        var line = string.Concat(value.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter));
        if (line.Length <= LongestValue)
            return line;
        var cut = char.IsHighSurrogate(line[LongestValue - 1]) ? LongestValue - 1 : LongestValue;
        return line[..cut] + "…";
    }
}
