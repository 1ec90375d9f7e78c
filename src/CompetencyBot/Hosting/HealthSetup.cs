using CompetencyBot.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Quartz;

namespace CompetencyBot.Hosting;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: database and scheduler work.</summary>
public static class HealthSetup
{
    public static void AddHealth(this IHostApplicationBuilder builder) => builder.Services.AddHealthChecks()
        .AddDbContextCheck<BotDb>("database")
        .AddQuartz(options => options.Name = "scheduler");

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        endpoints.MapHealthChecks("/health/ready");
    }
}
