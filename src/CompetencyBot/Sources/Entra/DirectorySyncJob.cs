using CompetencyBot.Graph;
using CompetencyBot.Hosting;
using Microsoft.Extensions.Options;
using Quartz;

namespace CompetencyBot.Sources.Entra;

/// <summary>Follows the directory: each hour, when Graph tells of a change, and when an admin asks for it.</summary>
[DisallowConcurrentExecution]
public sealed partial class DirectorySyncJob(
    DirectorySync sync, ChangeSubscription subscription, JobReport report, IOptions<GraphOptions> options, TimeProvider clock, ILogger<DirectorySyncJob> logger) : IJob
{
    /// <summary>Where Graph asks for more patience than this the next hour is soon enough.</summary>
    private static readonly TimeSpan MostWait = TimeSpan.FromMinutes(50);

    private static readonly TriggerKey Again = new($"{nameof(DirectorySyncJob)}.Again");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!options.Value.ReadsDirectory)
        {
            if (await sync.ForgetAsync(cancellationToken))
                await JobReport.EvidenceChangedAsync(context, cancellationToken);
            await report.EndAsync(context, () => EntraTexts.NotUsed, cancellationToken);
            return;
        }

        var outcome = await sync.RunAsync(cancellationToken);
        if (outcome is not null)
            await FollowAsync(context, outcome, cancellationToken);
        await report.EndAsync(context, () => SyncSayings.Of(outcome), cancellationToken);
    }

    private async Task FollowAsync(IJobExecutionContext context, SyncOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Problem is { } problem)
            Log.Failed(logger, problem);
        Log.Ended(logger, outcome.Changed, outcome.Left, outcome.Held);
        if (outcome.LeavingChanged)
            await JobReport.EvidenceChangedAsync(context, cancellationToken);
        if (outcome.Held > 0)
            await JobReport.LeaversHeldAsync(context, cancellationToken);
        if (outcome.Problem is null)
            await subscription.EnsureAsync(cancellationToken);
        if (outcome.Wait is { } wait && wait < MostWait)
            await context.Scheduler.ScheduleTrigger(
                TriggerBuilder.Create(context.Scheduler.TimeProvider).ForJob(context.JobDetail.Key).WithIdentity(Again).StartAt(clock.GetUtcNow() + wait).Build(),
                TriggerConflict.Replace,
                cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Directory: {Changed} users changed, {Left} people left, {Held} wait for an admin's word.")]
        public static partial void Ended(ILogger logger, int changed, int left, int held);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Directory: not all was read ({Problem}); \"admin directory\" in the chat with the bot says more.")]
        public static partial void Failed(ILogger logger, string problem);
    }
}
