using CsvHelper;

namespace CompetencyBot.Handouts;

/// <summary>A table as a file for Excel, in which no cell is a formula.</summary>
public static class CsvTable
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>A cell that begins so is a formula for Excel, also where it came from a file or a person; the last four are its full-width forms.</summary>
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

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

    private static string Safe(string cell) => cell.Length > 0 && FormulaStarts.Contains(cell[0], StringComparison.Ordinal) ? "'" + cell : cell;
}
