using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Quartz;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>Does for an import what takes longer than a turn may, and shows what came of it: reads dropped files, works out what would change. It runs when somebody asks for it.</summary>
[DisallowConcurrentExecution]
public sealed class ImportPreviewJob(ImportPreview preview, ImportUndo undo, ImportAsk ask, ImportMessages messages, BotDb db) : IJob
{
    /// <summary>Ids of dropped files, with commas.</summary>
    public const string Files = "files";

    /// <summary>Id of an import whose dry run is made anew.</summary>
    public const string Again = "again";

    /// <summary>Id of an import that somebody may want to undo.</summary>
    public const string Undo = "undo";

    private const string Admins = "admins";

    /// <summary>What tells the job to show an import to all admins.</summary>
    public static JobDataMap AllAdmins(Guid run) => new() { [Admins] = run.ToString("N") };

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var data = context.MergedJobDataMap;
        var asker = JobStarter.AskerOf(context);
        if (data.TryGetString(Admins, out var forAll) && Guid.TryParse(forAll, out var waiting))
            await ask.ToAdminsAsync(waiting, cancellationToken);
        else if (asker is not null && data.TryGetString(JobStarter.RequestId, out var request))
            await ForAsync(asker, request!, data, cancellationToken);
        await JobReport.DeliverAsync(context, cancellationToken);
    }

    private async Task ForAsync(string asker, string request, JobDataMap data, CancellationToken cancellationToken)
    {
        try
        {
            if (data.TryGetString(Files, out var files))
                await preview.FilesAsync([.. files!.Split(',').Select(Guid.Parse)], asker, cancellationToken);
            else if (data.TryGetString(Again, out var again))
                await preview.AgainAsync(Guid.Parse(again!), asker, cancellationToken);
            else if (data.TryGetString(Undo, out var undone))
                await undo.QuestionAsync(Guid.Parse(undone!), asker, request, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            db.ChangeTracker.Clear();
            await messages.StageAsync($"import-failed|{request}", asker, () => new Reply(ImportChatTexts.Failed), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            throw; // whoever runs the bot is to know
        }
    }
}
