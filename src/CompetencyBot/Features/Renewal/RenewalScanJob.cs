using CompetencyBot.Conversation;
using CompetencyBot.Features.Renewal.Watching;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Quartz;

namespace CompetencyBot.Features.Renewal;

/// <summary>Looks at everything that is watched, and puts what is news to somebody into the outbox; what was told is not told again.</summary>
[DisallowConcurrentExecution]
public sealed partial class RenewalScanJob(EvidenceReader reader, RenewalWatch watch, JobReport report, ILogger<RenewalScanJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
        {
            Log.NoEdition(logger);
            return;
        }

        var result = await watch.LookAsync(evidence, JobStarter.AskerOf(context), cancellationToken);
        Log.Scanned(logger, result.AtRisk, result.Open, result.Messages);
        Telemetry.Scanned(result.Open, result.Messages);
        await report.EndAsync(
            context, () => Language.Format(RenewalTexts.ScanFinished, result.AtRisk, result.Open, result.Messages), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Renewal scan: {AtRisk} levels at risk, {Open} risks in all, {Messages} new messages.")]
        public static partial void Scanned(ILogger logger, int atRisk, int open, int messages);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Renewal scan: no programme edition is configured. Set Organisation:Editions.")]
        public static partial void NoEdition(ILogger logger);
    }
}
