using CompetencyBot.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;

namespace CompetencyBot.Hosting;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: database and scheduler work.</summary>
public static class HealthSetup
{
    private const string Ready = "ready";

    public static void AddHealth(this IHostApplicationBuilder builder) => builder.Services.AddHealthChecks()
        .AddDbContextCheck<BotDb>("database", tags: [Ready])
        .AddCheck<SchedulerCheck>("scheduler", tags: [Ready]);

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) });
    }

    private sealed class SchedulerCheck(ISchedulerFactory schedulers) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var scheduler = await schedulers.GetScheduler(cancellationToken);
            return scheduler.IsStarted && !scheduler.IsShutdown
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The job scheduler does not run.");
        }
    }
}
