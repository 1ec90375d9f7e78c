using System.Text;
using CsvHelper;

namespace CompetencyBot.Sandbox.Insights;

/// <summary>A dataset: its columns and its rows.</summary>
internal sealed record InsightsTable(IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows)
{
    private static readonly string[] Addresses = ["Email", "CorpEmail"];

    public static InsightsTable Parse(string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var csv = CsvReader.Create(content, new CsvReaderOptions(), leaveOpen: true);
        csv.ReadHeader();
        var rows = new List<string[]>();
        while (csv.Read())
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
        return new([.. csv.Headers], rows);
    }

    /// <param name="columns">Those that were asked for, in their order.</param>
    public async Task<byte[]> WriteAsync(IReadOnlyList<string> columns, char separator, bool redacted)
    {
        var places = columns.Select(column => (Place: Columns.ToList().IndexOf(column), Masked: redacted && Addresses.Contains(column))).ToArray();
        var bytes = new MemoryStream();
        await using (var csv = CsvWriter.Create(bytes, new CsvWriterOptions { Separator = separator, NewLine = "\r\n" }, leaveOpen: true))
        {
            await csv.WriteRecordAsync([.. columns]);
            foreach (var row in Rows)
                await csv.WriteRecordAsync([.. places.Select(place => place.Masked ? Masked(row[place.Place]) : row[place.Place])]);
        }

        return bytes.ToArray();
    }

    private static string Masked(string address) => address.Length == 0 ? "" : "*****";
}
