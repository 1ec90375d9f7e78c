using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Quartz;

namespace CompetencyBot.Features.AccountLink.Asking;

/// <summary>
/// Once a day, and when the evidence has changed: asks those again who wanted to be asked later, and takes back what waits for people who are linked by now.
/// </summary>
[DisallowConcurrentExecution]
public sealed partial class AskFollowUpJob(EvidenceReader reader, LinkRequests requests, JobReport report, ILogger<AskFollowUpJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return; // the scan says that no edition is followed
        await requests.WithdrawSettledAsync(evidence, cancellationToken);
        var asked = await requests.AskAsync(evidence, person => person.Turn == AskTurn.LaterIsOver, cancellationToken);
        if (asked == 0)
            return;
        Log.Asked(logger, asked);
        await report.EndAsync(context, () => "", cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Asked again to link their account, as they wished: {People} people.")]
        public static partial void Asked(ILogger logger, int people);
    }
}
