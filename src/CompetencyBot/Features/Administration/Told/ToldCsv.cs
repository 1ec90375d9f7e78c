using System.Globalization;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using CsvHelper;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.Told;

/// <summary>The list of warnings as a file for Excel: a row for each recipient, in the reader's language.</summary>
public sealed class ToldCsv(
    ToldList list, EvidenceReader reader, EditionSet editions, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    public const string FileName = "warnings.csv";

    /// <summary>A cell that begins so is a formula for Excel, also where it came from a file or a person; the last four are its full-width forms.</summary>
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    /// <returns>UTF-8 with a byte order mark, by which Excel knows that it is.</returns>
    public async Task<byte[]> WriteAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var people = await reader.ReadAsync(cancellationToken);
        var warnings = await list.ReadAsync(now, 0, int.MaxValue, cancellationToken);
        var bytes = new MemoryStream();
        await using (var csv = CsvWriter.Create(bytes, new CsvWriterOptions { WriteByteOrderMark = true, NewLine = "\r\n" }, leaveOpen: true))
        {
            await csv.WriteRecordAsync([.. Header().Select(Safe)], cancellationToken);
            foreach (var warning in warnings)
                foreach (var told in warning.Recipients)
                    await csv.WriteRecordAsync([.. Cells(warning, told, people, now).Select(Safe)], cancellationToken);
        }

        return bytes.ToArray();
    }

    internal static string Safe(string cell) => cell.Length > 0 && FormulaStarts.Contains(cell[0], StringComparison.Ordinal) ? "'" + cell : cell;

    private static string[] Header() =>
    [
        AdminTexts.ColumnAt, AdminTexts.ColumnWarning, AdminTexts.ColumnReason, AdminTexts.ColumnName, AdminTexts.ColumnAddress, AdminTexts.ColumnState,
        AdminTexts.ColumnSentAt, AdminTexts.ColumnReadAt, AdminTexts.ColumnExplanation,
    ];

    private string[] Cells(ToldWarning warning, ToldRecipient told, OrganisationEvidence? people, DateTimeOffset now)
    {
        var zone = organisation.CurrentValue.Zone;
        var address = told.Notice.Recipient;
        return
        [
            Time(told.Notice.At, zone),
            warning.Title(editions),
            DeliveryWords.Of(warning.Reason, warning.Rung),
            (people?.FindByWorkAddress(address) ?? people?.FindByObjectId(address))?.DisplayName ?? "",
            address,
            $"{DeliveryWords.StateOf(told, now)}",
            told.Message?.SentAt is { } sent ? Time(sent, zone) : "",
            told.Notice.ReadAt is { } read ? Time(read, zone) : "",
            DeliveryWords.Of(told, now, zone),
        ];
    }

    private static string Time(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
