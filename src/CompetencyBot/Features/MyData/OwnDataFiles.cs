using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompetencyBot.Conversation;
using CompetencyBot.Handouts;

namespace CompetencyBot.Features.MyData;

/// <summary>Everything that is kept of the asking person as a file: JSON for programs, and CSV for Excel with a row for each value.</summary>
public sealed class OwnDataFiles(OwnDataReader reader, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Handout Json { get; } = new(
        "my-data-json", "my-data.json", "application/json; charset=utf-8", MyDataCommand.Info, () => MyDataTexts.FileDescription,
        (services, viewer, _, cancellationToken) => services.GetRequiredService<OwnDataFiles>().WriteJsonAsync(viewer, cancellationToken));

    public static Handout Csv { get; } = new(
        "my-data-csv", "my-data.csv", CsvTable.ContentType, MyDataCommand.Info, () => MyDataTexts.FileDescription,
        (services, viewer, _, cancellationToken) => services.GetRequiredService<OwnDataFiles>().WriteCsvAsync(viewer, cancellationToken));

    private async Task<byte[]> WriteJsonAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var all = new JsonObject { ["writtenAt"] = SaidInChat.Time(clock.GetUtcNow()) };
        foreach (var (name, rows) in await SectionsAsync(viewer, cancellationToken))
            all[name] = new JsonArray([.. rows]);
        return JsonSerializer.SerializeToUtf8Bytes(all, Readable);
    }

    private async Task<byte[]> WriteCsvAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var cells =
            from section in await SectionsAsync(viewer, cancellationToken)
            from row in section.Rows.Index()
            from field in row.Item
            where field.Value is not null
            select (IEnumerable<string>)[section.Name, (row.Index + 1).ToString(CultureInfo.InvariantCulture), field.Key, $"{field.Value}"];
        IEnumerable<string> header = [MyDataTexts.ColumnKind, MyDataTexts.ColumnNumber, MyDataTexts.ColumnField, MyDataTexts.ColumnValue];
        return await CsvTable.WriteAsync(cells.Prepend(header), cancellationToken);
    }

    private async Task<IEnumerable<(string Name, IReadOnlyList<JsonObject> Rows)>> SectionsAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        if (Myself.Of(viewer) is not { } me)
            return [];
        var data = await reader.ReadAsync(me, cancellationToken);
        return
        [
            ("person", data.Organisation.PersonRows),
            ("training", data.Organisation.TrainingRows),
            ("sources", data.Organisation.Person is null ? [] : OrganisationSays.SourceRows(data.Files)),
            ("directory", OrganisationSays.DirectoryRows(data.Directory)),
            .. data.Tables.Select(rows => (rows.Table.Key, rows.Rows)),
        ];
    }
}
