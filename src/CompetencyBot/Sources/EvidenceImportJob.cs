using System.Globalization;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using Microsoft.Extensions.Options;
using Quartz;

namespace CompetencyBot.Sources;

/// <summary>Reads the import folder, takes what is new there, and writes down what was skipped and why.</summary>
[DisallowConcurrentExecution]
public sealed partial class EvidenceImportJob(
    FolderImport folder, ImportRecord record, JobReport report, IOptions<ImportOptions> options, ILogger<EvidenceImportJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(options.Value.Folder))
        {
            Log.NoFolder(logger);
            await report.EndAsync(context, () => Texts.ImportNoFolder, cancellationToken);
            return;
        }

        var isFirst = await record.IsFirstAsync(cancellationToken);
        var reading = EvidenceFolder.ReadAll(Path.GetFullPath(options.Value.Folder));
        Tell(reading);
        // From here on nothing may ask for the reading: it would be held until the job ends, beside what is loaded of it again.
        var taken = await folder.TakeAsync(reading, JobStarter.AskerOf(context), cancellationToken);
        if (taken.Outcome == FolderOutcome.Waits)
            await JobReport.AdminsHaveToDecideAsync(context, taken.Run, cancellationToken);
        if (taken.Outcome == FolderOutcome.Applied && (!isFirst || JobStarter.AskerOf(context) is not null)) // at the very first start nobody can be told yet
            await JobReport.EvidenceChangedAsync(context, cancellationToken);
        await report.EndAsync(context, () => Ended(taken.Outcome), cancellationToken);
    }

    private static string Ended(FolderOutcome outcome) => outcome switch
    {
        FolderOutcome.Applied => Texts.ImportFinishedChanged,
        FolderOutcome.Waits => ImportTexts.FolderWaits,
        _ => Texts.ImportFinishedSame,
    };

    private void Tell(EvidenceReading reading)
    {
        var words = new ImportReport(CultureInfo.GetCultureInfo("en"), showsValues: false);
        foreach (var line in words.Summary(reading))
            Log.Read(logger, line);
        foreach (var line in words.Problems(reading).Take(ImportRecord.MostLines))
            Log.Problem(logger, line);
    }

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
