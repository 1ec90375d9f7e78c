using System.Globalization;
using CompetencyBot.Conversation;
using CompetencyBot.Handouts;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>The rows of an import that cannot be used as a file for Excel, each with the reason in the reader's language.</summary>
public sealed class SkippedRowsCsv(BotDb db)
{
    public static Handout File { get; } = new(
        "import-skipped", "skipped-rows.csv", Handouts.CsvTable.ContentType, ImportCommand.Info, () => ImportChatTexts.SkippedFileDescription,
        (services, _, about, cancellationToken) => services.GetRequiredService<SkippedRowsCsv>().WriteAsync(about, cancellationToken));

    /// <param name="about">Id of the import; of one that is not there the table is empty.</param>
    public async Task<byte[]> WriteAsync(string? about, CancellationToken cancellationToken)
    {
        var run = Guid.TryParse(about, out var id) ? await db.ImportRuns.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) : null;
        var words = new ImportReport(CultureInfo.CurrentUICulture);
        var files = run is null ? [] : DryRun.Of(run)?.Files ?? [];
        return await Handouts.CsvTable.WriteAsync(
            [
                [ImportChatTexts.ColumnFile, ImportChatTexts.ColumnLine, ImportChatTexts.ColumnColumn, ImportChatTexts.ColumnValue, ImportChatTexts.ColumnReason],
                .. files.SelectMany(file => file.Skipped.Select(row => (IEnumerable<string>)
                    [file.Name, row.Line.ToString(CultureInfo.InvariantCulture), row.Column ?? "", row.Value ?? "", words.Reason(row)])),
                .. files.Where(file => file.SkippedInAll > file.Skipped.Length).Select(file => (IEnumerable<string>)
                    [file.Name, "", "", "", Language.Format(ImportChatTexts.MoreSkipped, file.SkippedInAll - file.Skipped.Length)]),
            ],
            cancellationToken);
    }
}
