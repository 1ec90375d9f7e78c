using System.Data.Common;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CompetencyBot.Hosting;

/// <summary>Writes down when each job began and ended, and counts it. What goes wrong with that never stops a job.</summary>
public sealed partial class JobBeats(IServiceScopeFactory scopes, TimeProvider clock, ILogger<JobBeats> logger) : IJobListener
{
    public async ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (job, now) = (context.JobDetail.Key.Name, clock.GetUtcNow());
        await KeepAsync(async db =>
        {
            if (await db.JobBeats.Where(beat => beat.Job == job).ExecuteUpdateAsync(
                beat => beat.SetProperty(row => row.StartedAt, now).SetProperty(row => row.Failure, (string?)null), cancellationToken) > 0)
                return;
            db.JobBeats.Add(new JobBeat { Job = job, StartedAt = now });
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
            {
                // The first two runs began in the same moment: one row says so for both.
            }
        });
    }

    public async ValueTask JobWasExecuted(
        IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (job, now) = (context.JobDetail.Key.Name, clock.GetUtcNow());
        var failure = jobException is null ? null : (jobException.InnerException ?? jobException).GetBaseException().GetType().Name;
        Telemetry.JobEnded(job, failure, context.JobRunTime);
        await KeepAsync(db => failure is null
            ? db.JobBeats.Where(beat => beat.Job == job).ExecuteUpdateAsync(
                beat => beat.SetProperty(row => row.SucceededAt, now).SetProperty(row => row.Failure, (string?)null), cancellationToken)
            : db.JobBeats.Where(beat => beat.Job == job).ExecuteUpdateAsync(
                beat => beat.SetProperty(row => row.Failure, failure), cancellationToken));
    }

    private async Task KeepAsync(Func<BotDb, Task> write)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await write(scope.ServiceProvider.GetRequiredService<BotDb>());
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException or InvalidOperationException or OperationCanceledException)
        {
            Log.NotKept(logger, failure.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The beat of a job could not be written down: {Failure}")]
        public static partial void NotKept(ILogger logger, string failure);
    }
}
