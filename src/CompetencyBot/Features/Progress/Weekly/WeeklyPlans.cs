using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using Quartz;

namespace CompetencyBot.Features.Progress.Weekly;

/// <summary>The plans of all conversations. Each is a trigger in the scheduler's own tables, so that whichever instance runs keeps it.</summary>
public sealed class WeeklyPlans(ISchedulerFactory schedulers, OutboxWriter outbox, TimeProvider clock)
{
    /// <returns>Null when the conversation has none.</returns>
    public async Task<WeeklyPlan?> FindAsync(string conversationId, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        return await scheduler.GetTrigger(WeeklyPlan.KeyOf(conversationId), cancellationToken) is { } trigger ? PlanOf(trigger) : null;
    }

    public async Task<IReadOnlyList<WeeklyPlan>> AllAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var all = new TriggerQuery { Group = GroupMatcher<TriggerKey>.GroupEquals(WeeklyPlan.Group), Take = PagedQuery.All };
        var found = await scheduler.QueryTriggers(all, cancellationToken);
        var triggers = await scheduler.GetTriggers([.. found.Items.Select(trigger => trigger.Key)], cancellationToken);
        return [.. triggers.Select(PlanOf).OfType<WeeklyPlan>().OrderBy(plan => plan.Next)];
    }

    /// <summary>Gives the conversation this plan, in the place of one that it had. A week whose card was posted gets no second one.</summary>
    /// <returns>The plan with the time of its first card.</returns>
    public async Task<WeeklyPlan> SetAsync(WeeklyPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (now, key) = (clock.GetUtcNow(), plan.CardKey(clock.GetUtcNow()));
        var isPosted = (await outbox.FindAsync([key], cancellationToken)).Contains(key);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var trigger = TriggerBuilder.Create(scheduler.TimeProvider)
            .ForJob(Jobs.KeyOf<WeeklyProgressJob>())
            .WithIdentity(plan.Key)
            .UsingJobData(plan.ToData())
            .StartAt(isPosted ? plan.WeekAfter(now) : now)
            .WithSchedule(CronScheduleBuilder.Create(plan.Cron).InTimeZone(plan.Zone)
                .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)) // what was owed comes once, however long nothing ran
            .Build();
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.Replace, cancellationToken);
        return plan with { Next = trigger.GetFireTimeAfter(now) };
    }

    /// <returns>Whether there was one.</returns>
    public async Task<bool> StopAsync(WeeklyPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        return await scheduler.UnscheduleJob(plan.Key, cancellationToken);
    }

    private static WeeklyPlan? PlanOf(ITrigger trigger) => WeeklyPlan.Of(trigger.JobDataMap) is { } plan ? plan with { Next = trigger.NextFireTimeUtc } : null;
}
