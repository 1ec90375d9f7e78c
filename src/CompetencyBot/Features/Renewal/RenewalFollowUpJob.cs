using CompetencyBot.Features.Renewal.Watching;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Quartz;

namespace CompetencyBot.Features.Renewal;

/// <summary>Between two scans: tells others when nobody has answered in time, and more people when a warning has reached nobody.</summary>
[DisallowConcurrentExecution]
public sealed class RenewalFollowUpJob(EvidenceReader reader, RenewalWatch watch, JobReport report) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!await watch.IsLookDueAsync(cancellationToken) || await reader.ReadAsync(cancellationToken) is not { } evidence)
            return;
        await watch.LookAsync(evidence, askedBy: null, cancellationToken);
        await report.EndAsync(context, () => "", cancellationToken);
    }
}
