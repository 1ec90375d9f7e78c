using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>
/// Creates the people whom an admin has confirmed. A run takes some of them, and stops where Microsoft Graph asks to wait; the next goes on from there. It is safe to run twice.
/// </summary>
[DisallowConcurrentExecution]
public sealed partial class AddPeopleJob(BotDb db, BatchRun run, JobReport report, ILogger<AddPeopleJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var open = await db.AddBatches.AsNoTracking().Where(batch => batch.ConfirmedAt != null && batch.EndedAt == null)
            .OrderBy(batch => batch.ConfirmedAt).ToListAsync(cancellationToken);
        foreach (var batch in open)
        {
            var (left, failure) = await run.RunAsync(batch, cancellationToken);
            Log.Ran(logger, left);
            if (failure is not null)
                Log.NotAsked(logger, failure.Summary());
            else if (left == 0)
                await JobReport.PeopleCreatedAsync(context, cancellationToken);
        }

        if (open.Count > 0)
            await report.EndAsync(context, static () => "", cancellationToken); // nobody asked for this run: whoever asked for the people is told by BatchRun
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "People were added to the directory; still to do: {People}.")]
        public static partial void Ran(ILogger logger, int people);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody more is added in this run, since Microsoft Graph cannot be asked: {Reason}")]
        public static partial void NotAsked(ILogger logger, string reason);
    }
}
