using CompetencyBot.Features.AccountLink.Asking;
using CompetencyBot.Features.AccountLink.Watching;
using CompetencyBot.Features.Administration.Entra;
using CompetencyBot.Features.Administration.Imports;
using CompetencyBot.Features.Administration.AddPeople;
using CompetencyBot.Features.MyData.Retention;
using CompetencyBot.Features.Progress.Weekly;
using CompetencyBot.Features.Reminders;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Features.Upgrade.Nudging;
using CompetencyBot.Outbox;
using CompetencyBot.Sources;
using CompetencyBot.Sources.Entra;
using CompetencyBot.Sources.Insights;
using CompetencyBot.Storage;
using Quartz;

namespace CompetencyBot.Hosting;

/// <param name="Cron">When it runs, in the organisation's time zone; null = only when somebody asks for it or has a trigger of their own, so that nobody misses it.</param>
public sealed record JobPlan(Type Job, string? Cron)
{
    public JobKey Key => new(Job.Name);

    public TriggerKey Trigger => new(Job.Name);

    /// <summary>For so long it may not have ended well before somebody has to look; for a daily job, a day and some patience.</summary>
    public TimeSpan MostSilence { get; init; } = TimeSpan.FromHours(26);
}

/// <summary>The table of all jobs. Each is safe to run twice, since each fact it would announce has a key.</summary>
public static class Jobs
{
    public static IReadOnlyList<JobPlan> All { get; } =
    [
        new(typeof(HousekeepingJob), "0 10 * * * ?"), // each hour: so long, at most, an account is known of which nothing came
        new(typeof(RetentionJob), "0 40 4 * * ?"),
        new(typeof(EvidenceImportJob), "0 30 5 * * ?"),
        new(typeof(DirectorySyncJob), "0 20 * * * ?"),
        new(typeof(HeldLeaversJob), "45 7/15 * * * ?"),
        new(typeof(ImportPreviewJob), null),
        new(typeof(InsightsJob), "40 * * * * ?"), // does nothing unless something is due: a report takes minutes, and is looked for
        new(typeof(RenewalScanJob), "0 0 6 * * ?"),
        new(typeof(RenewalFollowUpJob), "30 4/15 * * * ?"),
        new(typeof(AssociationJob), "15 9/15 * * * ?"),
        new(typeof(CertificateReminderJob), "0 15 6 * * ?"),
        new(typeof(AskUnlinkedJob), null),
        new(typeof(WeeklyProgressJob), null), // as each conversation wishes: WeeklyPlans
        new(typeof(AskFollowUpJob), "0 30 8 * * ?"),
        new(typeof(NudgeFollowUpJob), "0 45 8 * * ?"),
        new(typeof(AddPeopleJob), "50 * * * * ?"), // each minute: goes on where Microsoft Graph asked to wait
        new(typeof(OutboxDeliveryJob), "0/15 * * * * ?") { MostSilence = TimeSpan.FromMinutes(5) },
    ];

    public static JobKey KeyOf<TJob>()
        where TJob : IJob => All.Single(plan => plan.Job == typeof(TJob)).Key;
}
