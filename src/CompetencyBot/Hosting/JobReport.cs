using CompetencyBot.Conversation;
using CompetencyBot.Features.AccountLink.Asking;
using CompetencyBot.Features.AccountLink.Watching;
using CompetencyBot.Features.Administration.Entra;
using CompetencyBot.Features.Administration.Imports;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Features.Upgrade.Nudging;
using CompetencyBot.Outbox;
using CompetencyBot.Sources.Entra;
using Quartz;

namespace CompetencyBot.Hosting;

/// <summary>Tells whoever asked for a job that it has ended, and sends what is due.</summary>
public sealed class JobReport(OutboxWriter outbox, RecipientFinder recipients)
{
    /// <param name="text">Written in the asker's language; called only when somebody asked.</param>
    public async Task EndAsync(IJobExecutionContext context, Func<string> text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(text);
        if (JobStarter.AskerOf(context) is { } askedBy && context.MergedJobDataMap.TryGetString(JobStarter.RequestId, out var request))
        {
            using var language = Language.Use(await recipients.FindLocaleAsync(askedBy, cancellationToken));
            await outbox.AddAsync($"job-report|{request}", askedBy, ReplyPages.Of(new Reply(text())), cancellationToken);
        }

        await DeliverAsync(context, cancellationToken);
    }

    /// <summary>What was put into the outbox goes out at once, not at the next quarter of a minute.</summary>
    public static Task DeliverAsync(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return RunAsync<OutboxDeliveryJob>(context.Scheduler, cancellationToken);
    }

    /// <summary>All admins are shown what an import would change.</summary>
    public static async Task AdminsHaveToDecideAsync(IJobExecutionContext context, Guid run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        await context.Scheduler.TriggerJob(Jobs.KeyOf<ImportPreviewJob>(), ImportPreviewJob.AllAdmins(run), cancellationToken);
    }

    /// <summary>
    /// What changed may be a risk, or the end of one, or may show an association: nobody waits for the next morning to hear of it. And whoever is linked now, or
    /// has passed what they were asked for, is asked no more.
    /// </summary>
    public static Task EvidenceChangedAsync(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return EvidenceChangedAsync(context.Scheduler, cancellationToken);
    }

    /// <summary>The same for a change that somebody made in chat.</summary>
    public static async Task EvidenceChangedAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        await RunAsync<RenewalScanJob>(scheduler, cancellationToken);
        await RunAsync<AssociationJob>(scheduler, cancellationToken);
        await RunAsync<AskFollowUpJob>(scheduler, cancellationToken);
        await RunAsync<NudgeFollowUpJob>(scheduler, cancellationToken);
    }

    /// <summary>Somebody was created in the directory, and is known here once it has been read.</summary>
    public static Task PeopleCreatedAsync(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return RunAsync<DirectorySyncJob>(context.Scheduler, cancellationToken);
    }

    /// <summary>More people seem to have left than may without an admin's word.</summary>
    public static Task LeaversHeldAsync(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return RunAsync<HeldLeaversJob>(context.Scheduler, cancellationToken);
    }

    private static async Task RunAsync<TJob>(IScheduler scheduler, CancellationToken cancellationToken)
        where TJob : IJob
    {
        try
        {
            await scheduler.TriggerJob(Jobs.KeyOf<TJob>(), cancellationToken: cancellationToken);
        }
        catch (SchedulerException) when (scheduler.Status is SchedulerStatus.ShuttingDown or SchedulerStatus.Shutdown)
        {
            // The bot ends in this moment; what is owed is made up when it starts again.
        }
    }
}
