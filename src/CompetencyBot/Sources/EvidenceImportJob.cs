using System.Globalization;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;
using Quartz;

namespace CompetencyBot.Sources;

/// <summary>Reads the import folder, keeps what is new, and writes down what was skipped and why.</summary>
[DisallowConcurrentExecution]
public sealed partial class EvidenceImportJob(
    BotDb db, EvidenceStore store, EvidenceReader reader, JobReport report,
    IOptions<ImportOptions> options, TimeProvider clock, ILogger<EvidenceImportJob> logger)
    : IJob
{
    /// <summary>Lines of a report that are kept, of each kind. Whoever has more broken rows has a broken export.</summary>
    private const int MostLines = 500;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(options.Value.Folder))
        {
            Log.NoFolder(logger);
            await report.EndAsync(context, () => Texts.ImportNoFolder, cancellationToken);
            return;
        }

        var reading = EvidenceFolder.Read(Path.GetFullPath(options.Value.Folder));
        var changed = await store.KeepAsync(reading, cancellationToken);
        var evidence = await reader.ReadAsync(cancellationToken);
        await WriteDownAsync(reading, evidence?.Problems ?? [], changed, cancellationToken);
        await report.EndAsync(context, () => changed ? Texts.ImportFinishedChanged : Texts.ImportFinishedSame, cancellationToken);
    }

    private async Task WriteDownAsync(
        EvidenceReading reading, IReadOnlyList<UnmatchedRow> unmatched, bool changed, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        db.ImportRuns.Add(new ImportRun
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            Changed = changed,
            ReportEn = Report(reading, unmatched, "en"),
            ReportZhTw = Report(reading, unmatched, "zh-TW"),
        });
        await db.SaveChangesAsync(cancellationToken);
        foreach (var line in new ImportReport(CultureInfo.GetCultureInfo("en")).Summary(reading))
            Log.Read(logger, line);
        foreach (var line in new ImportReport(CultureInfo.GetCultureInfo("en")).Problems(reading).Take(MostLines))
            Log.Problem(logger, line);
    }

    private static string Report(EvidenceReading reading, IReadOnlyList<UnmatchedRow> unmatched, string language)
    {
        using var scope = Language.Use(language);
        var words = new ImportReport(CultureInfo.CurrentUICulture);
        return string.Join('\n',
        [
            .. words.Summary(reading),
            .. Capped([.. words.Problems(reading)]),
            .. Capped([.. words.Unmatched(reading, unmatched)]),
        ]);
    }

    private static IEnumerable<string> Capped(IReadOnlyCollection<string> lines) => lines.Count <= MostLines
        ? lines
        : lines.Take(MostLines).Append(Language.Format(Texts.ImportMoreLines, lines.Count - MostLines));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Import:Folder is not set; no evidence files are read.")]
        public static partial void NoFolder(ILogger logger);

        [LoggerMessage(Level = LogLevel.Information, Message = "Import: {Line}")]
        public static partial void Read(ILogger logger, string line);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Import: {Line}")]
        public static partial void Problem(ILogger logger, string line);
    }
}
