using System.Globalization;
using CsvHelper;

namespace CompetencyBot.Sources;

/// <summary>
/// The rows of one file as text, with the faults that a row can have before anybody looks at its values. Line breaks may be CRLF, LF or CR.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    // Bytes. An unclosed quote would make one record of the rest of the file. No row of these files comes near this size.
    private const int LargestRow = 64 * 1024;

    private readonly CsvReader csv;
    private readonly SharedTexts texts = new();
    private readonly char[] letters = new char[256];
    private CsvMalformedReason? malformed;

    public CsvTable(Stream content, char separator)
    {
        csv = CsvReader.Create(
            content,
            new CsvReaderOptions
            {
                Separator = separator,
                TrackLineNumbers = true,
                MaxRecordSize = LargestRow,
                OnMalformedRecord = record => malformed = record.Reason,
            },
            leaveOpen: true);
    }

    public int Line => (int)csv.LineNumber;

    /// <summary>Why the row cannot be split into the header's columns; null when it can.</summary>
    public SkippedRow? Fault { get; private set; }

    /// <summary>What ended the reading before the end of the file; null when nothing did.</summary>
    public Rejection? Broken { get; private set; }

    /// <returns>The names of the columns; none for a file without a header or with one that never ends.</returns>
    public IReadOnlyList<string> ReadHeader()
    {
        try
        {
            csv.ReadHeader();
            if (malformed == CsvMalformedReason.UnterminatedQuote)
                Broken = new(RejectionReason.UnclosedQuote, Line: 1);
            malformed = null;
            return csv.Headers;
        }
        catch (CsvFormatException fault)
        {
            Broken = TooLong(fault);
            return [];
        }
    }

    /// <summary>Goes to the next row that is not blank.</summary>
    public bool Next()
    {
        do
        {
            if (!Read())
                return false;
        }
        while (IsBlank());

        Fault = FindFault();
        return true;
    }

    /// <returns>Trimmed; null for an empty field.</returns>
    public string? Field(int column)
    {
        if (csv.GetSpan(column).Length > letters.Length) // no text has more letters than bytes
            return csv.GetString(column).Trim() is { Length: > 0 } whole ? whole : null;
        var text = letters.AsSpan(0, csv.GetChars(column, letters)).Trim();
        return text.IsEmpty ? null : texts.Of(text);
    }

    public void Dispose() => csv.Dispose();

    private bool Read()
    {
        malformed = null;
        try
        {
            if (!csv.Read())
                return false;
        }
        catch (CsvFormatException fault)
        {
            Broken = TooLong(fault);
            return false;
        }

        if (malformed == CsvMalformedReason.UnterminatedQuote)
            Broken = new(RejectionReason.UnclosedQuote, Line: csv.LineNumber);
        return Broken is null;
    }

    /// <summary>The reader recovers from all else.</summary>
    private static Rejection TooLong(CsvFormatException fault) => new(RejectionReason.RowTooLong, Line: fault.LineNumber);

    private SkippedRow? FindFault()
    {
        // A longer row is refused even where only empty fields are over: a comma in a title without quotes pushes values a column on.
        if (csv.FieldCount != csv.Headers.Count)
            return new(Line, SkipReason.FieldCount, Value: csv.FieldCount.ToString(CultureInfo.InvariantCulture));
        if (malformed is not null)
            return new(Line, SkipReason.BadQuotes);
        // PostgreSQL stores no NUL, and no address or title has one.
        return csv.RawRecord.Contains((byte)0) ? new(Line, SkipReason.InvalidCharacter) : null;
    }

    private bool IsBlank()
    {
        for (var column = 0; column < csv.FieldCount; column++)
            if (!csv.IsEmpty(column) && Field(column) is not null)
                return false;
        return true;
    }
}
