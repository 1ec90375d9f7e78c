using CompetencyBot.Conversation;
using CompetencyBot.Features.AccountLink.Asking;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Sources;
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

    public Task AskUnlinkedAsync(Viewer viewer, CancellationToken cancellationToken) => StartAsync<AskUnlinkedJob>(viewer, cancellationToken);

    public Task FetchReportsAsync(Viewer viewer, CancellationToken cancellationToken) => StartAsync<InsightsJob>(viewer, cancellationToken);

    /// <returns>Work address or Entra object id of whoever asked for this run; null when the schedule did.</returns>
    public static string? AskerOf(IJobExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.MergedJobDataMap.TryGetString(AskedBy, out var asker) && asker is { Length: > 0 } ? asker : null;
    }

    private async Task StartAsync<TJob>(Viewer viewer, CancellationToken cancellationToken)
        where TJob : IJob
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var data = new JobDataMap
        {
            [AskedBy] = viewer.WorkAddress ?? viewer.ObjectId ?? "",
            [RequestId] = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
        };
        await scheduler.TriggerJob(Jobs.KeyOf<TJob>(), data, cancellationToken);
    }
}
