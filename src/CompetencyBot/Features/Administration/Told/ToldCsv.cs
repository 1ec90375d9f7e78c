using System.Globalization;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Handouts;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.Told;

/// <summary>The list of warnings as a file for Excel: a row for each recipient, in the reader's language.</summary>
public sealed class ToldCsv(
    ToldList list, EvidenceReader reader, EditionSet editions, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    public static Handout File { get; } = new(
        "told", "warnings.csv", CsvTable.ContentType, AdminCommand.Info, () => AdminTexts.ToldFileDescription,
        (services, _, _, cancellationToken) => services.GetRequiredService<ToldCsv>().WriteAsync(cancellationToken));

    public async Task<byte[]> WriteAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var people = await reader.ReadAsync(cancellationToken);
        var warnings = await list.ReadAsync(now, 0, int.MaxValue, cancellationToken);
        return await CsvTable.WriteAsync(
            [Header(), .. warnings.SelectMany(warning => warning.Recipients.Select(told => Cells(warning, told, people, now)))], cancellationToken);
    }

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
