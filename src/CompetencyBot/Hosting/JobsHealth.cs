using System.Globalization;
using CompetencyBot.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CompetencyBot.Hosting;

/// <summary>Unhealthy while a job has not ended well for longer than its plan allows.</summary>
public sealed class JobsHealth(BotDb db, JobSilence silence) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var silent = await silence.FindAsync(db, cancellationToken);
        return silent.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(string.Join(' ', silent.Select(Sentence)));
    }

    private static string Sentence(SilentJob job) => string.Create(
        CultureInfo.InvariantCulture,
        $"{job.Job} has not ended well since {job.Since.UtcDateTime:u}{(job.Failure is null ? "" : $", its last run failed with {job.Failure}")}.");
}
