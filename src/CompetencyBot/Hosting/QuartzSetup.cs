using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;

namespace CompetencyBot.Hosting;

/// <summary>Quartz on the bot's own database: one backup, and jobs that were due while the process was down are made up.</summary>
public static class QuartzSetup
{
    public static void AddJobs(this IHostApplicationBuilder builder)
    {
        var place = StoragePlace.From(builder.Configuration);
        builder.Services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options => options.InstanceName = "competency-bot");
            quartz.UseDefaultThreadPool(4);
            quartz.UsePersistentStore(store =>
            {
                if (place.Provider == StorageProvider.Postgres)
                {
                    store.UsePostgres(NpgsqlFactory.Instance, place.ConnectionString);
                    store.UseClustering();
                }
                else
                {
                    store.UseSqlite(SqliteFactory.Instance, place.ConnectionString);
                }

                store.ConfigureStore(options => options.StoreJobDataAsStrings = true);
                store.ProvisionSchema();
            });
            quartz.AddJobListener<JobBeats>();
            quartz.AddJobListener<SettingsOfJobs>();
            foreach (var plan in Jobs.All)
                quartz.AddJob(plan.Job, configure: job => job.WithIdentity(plan.Key).StoreDurably().RequestRecovery());
        });
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        builder.Services.AddSingleton<JobTriggers>();
        builder.Services.AddHostedService<JobsStart>();
        builder.Services.AddSingleton<JobSilence>();
        builder.Services.AddHostedService<Watchdog>();
    }
}

/// <summary>Writes the triggers once the scheduler runs, and reads the import folder.</summary>
public sealed class JobsStart(ISchedulerFactory schedulers, JobTriggers triggers, IOptions<ImportOptions> import) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await triggers.EnsureAsync(cancellationToken);
        if (string.IsNullOrWhiteSpace(import.Value.Folder))
            return;
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.TriggerJob(Jobs.KeyOf<EvidenceImportJob>(), cancellationToken: cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>
/// When the jobs run. Triggers declared with the jobs would be replaced at every start, which loses what was owed from the time the process was
/// down (quartznet/quartznet#3702).
/// </summary>
public sealed class JobTriggers(ISchedulerFactory schedulers, IOptionsMonitor<OrganisationOptions> organisation)
{
    /// <summary>Makes the triggers what the table of jobs and the organisation's time zone say; what is so already stays untouched.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var plan in Jobs.All)
            if (plan.Cron is { } cron)
                await EnsureAsync(scheduler, plan, cron, organisation.CurrentValue.Zone, cancellationToken);
            else
                await scheduler.UnscheduleJob(plan.Trigger, cancellationToken); // an earlier version may have had a plan for it
    }

    private static async Task EnsureAsync(IScheduler scheduler, JobPlan plan, string when, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var wanted = TriggerBuilder.Create(scheduler.TimeProvider)
            .ForJob(plan.Key)
            .WithIdentity(plan.Trigger)
            .WithSchedule(CronScheduleBuilder.Create(when).InTimeZone(zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build();
        switch (await scheduler.GetTrigger(plan.Trigger, cancellationToken))
        {
            case null:
                await scheduler.ScheduleTrigger(wanted, TriggerConflict.Keep, cancellationToken);
                break;
            case ICronTrigger cron when cron.CronExpressionString == when && cron.TimeZone.Id == zone.Id:
                break; // Unchanged: an owed fire survives.
            default:
                await scheduler.RescheduleJob(plan.Trigger, wanted, cancellationToken);
                break;
        }
    }
}
