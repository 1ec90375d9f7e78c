using System.Collections.Immutable;

namespace CompetencyBot.Sources;

/// <summary>Where a file lies whose kind is known.</summary>
/// <param name="Name">As it is told to people; of a file in an archive with the archive's name before it.</param>
/// <param name="Separator">Between its fields.</param>
/// <param name="IsOriginal">Whether it lies where it was written, so that its time tells something.</param>
internal sealed record EvidencePlace(string Path, string Name, FileKind Kind, char Separator, bool IsOriginal = false);

/// <param name="Rows">Empty for a rejected file: it is applied as a whole or not at all.</param>
/// <param name="Header">Null where no header was found.</param>
internal sealed record FileContent<T>(FileReading File, ImmutableArray<T> Rows, Header? Header);

/// <summary>
/// Reads one file in two passes over its bytes, so that no more than its records is held in memory: the first looks at the header and at
/// all dates (how they are meant is a property of the whole column), the second reads the rows.
/// </summary>
internal static class EvidenceFile
{
    public static FileContent<T> Read<T>(EvidencePlace place, FileFormat<T> format)
    {
        var file = FileReading.Empty(place.Name, place.Kind);
        try
        {
            using var content = Open(place.Path);
            if (place.IsOriginal)
                file = file with { WrittenAt = File.GetLastWriteTimeUtc(content.SafeFileHandle) };
            return Read(content, file, place.Separator, format);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Reject<T>(file, new(RejectionReason.Unreadable, Detail: fault.Message));
        }
    }

    /// <param name="content">In UTF-8.</param>
    public static FileContent<T> Read<T>(byte[] content, FileKind kind, char separator, FileFormat<T> format)
    {
        using var stream = new MemoryStream(content, writable: false);
        return Read(stream, FileReading.Empty(FileKinds.StemOf(kind), kind), separator, format);
    }

    /// <summary>Takes the fingerprint only.</summary>
    public static FileReading Recognise(EvidencePlace place)
    {
        var file = FileReading.Empty(place.Name, place.Kind);
        try
        {
            using var content = Open(place.Path);
            using var bytes = new CheckedStream(content);
            return file with { Sha256 = bytes.Finish() };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return file with { Rejection = new(RejectionReason.Unreadable, Detail: fault.Message) };
        }
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read);

    private static FileContent<T> Read<T>(Stream content, FileReading file, char separator, FileFormat<T> format)
    {
        var survey = Survey(content, separator, format);
        file = file with { Sha256 = survey.Sha256, UnknownColumns = survey.Header.Unknown };
        if (survey.Rejection is not null)
            return Reject<T>(file, survey.Rejection);

        content.Position = 0;
        using var bytes = new CheckedStream(content);
        using var table = new CsvTable(bytes, separator);
        var read = ReadRows(table, survey, format, file);
        return bytes.Finish() == survey.Sha256 ? read : Reject<T>(file, new(RejectionReason.ChangedWhileRead));
    }

    private static FileSurvey Survey<T>(Stream content, char separator, FileFormat<T> format)
    {
        using var bytes = new CheckedStream(content);
        using var table = new CsvTable(bytes, separator);
        var header = Header.Match(table.ReadHeader(), format);
        var dates = format.Columns
            .Where(column => column.Use == ColumnUse.Date && header.PositionOf(column.Name) is not null)
            .Select(column => new DateColumn(column.Name))
            .ToImmutableArray();
        var rows = header.Rejection is null ? LookAtDates(table, header, dates) : 0;
        var sha256 = bytes.Finish();
        var rejection =
            !bytes.IsUtf8 ? new(RejectionReason.NotUtf8)
            : table.Broken ?? header.Rejection ?? dates.Select(date => date.Rejection).FirstOrDefault(found => found is not null);
        return new(sha256, header, dates, rows, rejection);
    }

    private static int LookAtDates(CsvTable table, Header header, ImmutableArray<DateColumn> dates)
    {
        var rows = 0;
        for (; table.Next(); rows++)
        {
            // In a row of another width the fields may stand under the wrong column.
            if (table.Fault is not null)
                continue;
            foreach (var date in dates)
                date.Look(table.Field(header.PositionOf(date.Name)!.Value));
        }

        return rows;
    }

    private static FileContent<T> ReadRows<T>(CsvTable table, FileSurvey survey, FileFormat<T> format, FileReading file)
    {
        var row = new Row(table, survey.Header, survey.Dates);
        var rows = ImmutableArray.CreateBuilder<T>(survey.Rows);
        var skipped = ImmutableArray.CreateBuilder<SkippedRow>();
        while (table.Next())
        {
            row.Begin();
            if (row.Problem is null && format.Read(row) is var record && row.Problem is null)
                rows.Add(record);
            else
                skipped.Add(row.Problem!);
        }

        file = file with { Rows = rows.Count + skipped.Count, Skipped = skipped.DrainToImmutable() };
        return new(file, rows.DrainToImmutable(), survey.Header);
    }

    private static FileContent<T> Reject<T>(FileReading file, Rejection rejection) => new(file with { Rejection = rejection }, [], null);

    private sealed record FileSurvey(string Sha256, Header Header, ImmutableArray<DateColumn> Dates, int Rows, Rejection? Rejection);
}
