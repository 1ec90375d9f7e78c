using System.Globalization;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Quartz;

namespace CompetencyBot.Features.AccountLink.Asking;

/// <summary>Asks everybody whose turn it is to link their account. It runs when an admin has confirmed that.</summary>
[DisallowConcurrentExecution]
public sealed partial class AskUnlinkedJob(
    EvidenceReader reader, LinkRequests requests, BotDb db, AuditLog audit, JobReport report, ILogger<AskUnlinkedJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return; // nobody can have been shown the button
        await requests.WithdrawSettledAsync(evidence, cancellationToken);
        var asked = await requests.AskAsync(evidence, person => person.Turn.IsToBeAsked(), cancellationToken);
        Log.Asked(logger, asked);
        audit.Add(JobStarter.AskerOf(context) ?? AuditLog.ByItself, AuditActions.UnlinkedAsked, after: asked.ToString(CultureInfo.InvariantCulture));
        await db.SaveChangesAsync(cancellationToken);
        await report.EndAsync(context, () => AskWords.Asked(asked), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Asked to link their account: {People} people.")]
        public static partial void Asked(ILogger logger, int people);
    }
}
