using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Quartz;

namespace CompetencyBot.Features.Upgrade.Nudging;

/// <summary>Once a day, and when the evidence has changed: looks after the open nudges.</summary>
[DisallowConcurrentExecution]
public sealed partial class NudgeFollowUpJob(EvidenceReader reader, NudgeUpkeep upkeep, JobReport report, ILogger<NudgeFollowUpJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return; // the scan says that no edition is followed
        var (closed, askedAgain) = await upkeep.RunAsync(evidence, cancellationToken);
        if (closed + askedAgain == 0)
            return;
        Log.Looked(logger, closed, askedAgain);
        await report.EndAsync(context, () => "", cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Nudges: {Closed} closed, {Again} asked again as they wished.")]
        public static partial void Looked(ILogger logger, int closed, int again);
    }
}
