using CompetencyBot.Conversation;
using CompetencyBot.Features.AccountLink.Asking;
using CompetencyBot.Features.Administration.Imports;
using CompetencyBot.Features.Administration.AddPeople;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Sources;
using CompetencyBot.Sources.Entra;
using CompetencyBot.Sources.Insights;
using Quartz;

namespace CompetencyBot.Hosting;

/// <summary>Starts a job at once for somebody, who is told through the outbox when it has ended.</summary>
public sealed class JobStarter(ISchedulerFactory schedulers, TimeProvider clock)
{
    public const string AskedBy = "askedBy";
    public const string RequestId = "requestId";

    public Task ScanAsync(Viewer viewer, CancellationToken cancellationToken) => StartAsync<RenewalScanJob>(viewer, cancellationToken);

    public Task ImportAsync(Viewer viewer, CancellationToken cancellationToken) => StartAsync<EvidenceImportJob>(viewer, cancellationToken);

    public Task SyncDirectoryAsync(Viewer viewer, CancellationToken cancellationToken) => StartAsync<DirectorySyncJob>(viewer, cancellationToken);

    /// <returns>When the schedule runs it next; null = it has no schedule.</returns>
    public async Task<DateTimeOffset?> NextSyncAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        return (await scheduler.GetTrigger(new TriggerKey(nameof(DirectorySyncJob)), cancellationToken))?.NextFireTimeUtc;
    }

    /// <summary>Reads files that were dropped into the chat, and shows what they would change.</summary>
    /// <param name="files">Ids of what was kept of one message, in its order.</param>
    public Task PreviewAsync(Viewer viewer, IEnumerable<Guid> files, CancellationToken cancellationToken) =>
        StartAsync<ImportPreviewJob>(viewer, cancellationToken, (ImportPreviewJob.Files, string.Join(',', files.Select(id => id.ToString("N")))));

    /// <summary>Works out anew what an import would change that waits for a word.</summary>
    public Task PreviewAgainAsync(Viewer viewer, Guid run, CancellationToken cancellationToken) =>
        StartAsync<ImportPreviewJob>(viewer, cancellationToken, (ImportPreviewJob.Again, run.ToString("N")));

    /// <summary>Works out what an undo would change.</summary>
    public Task PreviewUndoAsync(Viewer viewer, Guid run, CancellationToken cancellationToken) =>
        StartAsync<ImportPreviewJob>(viewer, cancellationToken, (ImportPreviewJob.Undo, run.ToString("N")));

    /// <summary>Whatever looks at the evidence looks again.</summary>
    public async Task EvidenceChangedAsync(CancellationToken cancellationToken) =>
        await JobReport.EvidenceChangedAsync(await schedulers.GetScheduler(cancellationToken), cancellationToken);

    public Task AskUnlinkedAsync(Viewer viewer, CancellationToken cancellationToken) => StartAsync<AskUnlinkedJob>(viewer, cancellationToken);

    /// <summary>Nobody is told that this run has ended: whoever asked for the people is told when all are settled, which may be a later one.</summary>
    public async Task AddPeopleAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.TriggerJob(Jobs.KeyOf<AddPeopleJob>(), cancellationToken: cancellationToken);
    }

    public Task FetchReportsAsync(Viewer viewer, CancellationToken cancellationToken) => StartAsync<InsightsJob>(viewer, cancellationToken);

    /// <returns>Work address or Entra object id of whoever asked for this run; null when the schedule did.</returns>
    public static string? AskerOf(IJobExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.MergedJobDataMap.TryGetString(AskedBy, out var asker) && asker is { Length: > 0 } ? asker : null;
    }

    private async Task StartAsync<TJob>(Viewer viewer, CancellationToken cancellationToken, (string Key, string Value)? about = null)
        where TJob : IJob
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var data = new JobDataMap
        {
            [AskedBy] = viewer.WorkAddress ?? viewer.ObjectId ?? "",
            [RequestId] = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
        };
        if (about is var (key, value))
            data[key] = value;
        await scheduler.TriggerJob(Jobs.KeyOf<TJob>(), data, cancellationToken);
    }
}
