using System.Text.RegularExpressions;
using CsvHelper;

namespace CompetencyBot.Handouts;

/// <summary>A table as a file for Excel, in which no cell is a formula. Nothing else here writes CSV.</summary>
public static partial class CsvTable
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <param name="rows">The header first.</param>
    /// <returns>UTF-8 with a byte order mark, by which Excel knows that it is.</returns>
    public static async Task<byte[]> WriteAsync(IEnumerable<IEnumerable<string>> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var bytes = new MemoryStream();
        await using (var csv = CsvWriter.Create(bytes, new CsvWriterOptions { WriteByteOrderMark = true, NewLine = "\r\n" }, leaveOpen: true))
            foreach (var row in rows)
                await csv.WriteRecordAsync([.. row.Select(Safe)], cancellationToken);
        return bytes.ToArray();
    }

    /// <summary>A text that came from a file or a person; what was made safe before stays as it is.</summary>
    private static string Safe(string cell) => FormulaStart().Replace(cell, "'");

    /// <summary>
    /// Where a formula may begin: at the start, and behind a semicolon, tab or line break, since where those part the cells Excel cuts there whatever the quotes say. Spaces,
    /// quotes and signs without a picture do not hide it; the full-width and small forms are formulas in East Asian versions.
    /// </summary>
    [GeneratedRegex("""(?<=^|[;\t\r\n])(?=[\s\p{Cc}\p{Cf}"]*[=+\-@＝＋－＠﹦﹢﹣﹫])|^(?=[\t\r\n])""", RegexOptions.CultureInvariant)]
    private static partial Regex FormulaStart();
}
