using CompetencyBot.Hosting;
using Quartz;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <summary>Looks whether Partner Center's data confirm the accounts that people have proved, and tells them; also when the data should show one and do not.</summary>
[DisallowConcurrentExecution]
public sealed partial class AssociationJob(AssociationWatch watch, JobReport report, ILogger<AssociationJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var result = await watch.LookAsync(cancellationToken);
        if (result.Doubtful > 0)
            Log.Incomplete(logger, result.Doubtful);
        if (!result.IsNews)
            return;
        Log.Looked(logger, result.Looked, result.Confirmed, result.Ended, result.Missed, result.Unshown);
        await report.EndAsync(context, () => "", cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "Associations: of {Looked} accounts {Confirmed} confirmed, {Ended} ended, {Missed} not seen in time, {Unshown} in data too old to show them.")]
        public static partial void Looked(ILogger logger, int looked, int confirmed, int ended, int missed, int unshown);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "The file with the associations looks incomplete: it would end {Doubtful} confirmed accounts at once. None of them is ended.")]
        public static partial void Incomplete(ILogger logger, int doubtful);
    }
}
