using System.Text.Json;
using CompetencyBot.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;

namespace CompetencyBot.Hosting;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: database and scheduler work, the jobs run, and warnings reach somebody; its
/// answer says which does not and why, without naming people.
/// </summary>
public static class HealthSetup
{
    public static void AddHealth(this IHostApplicationBuilder builder) => builder.Services.AddHealthChecks()
        .AddDbContextCheck<BotDb>("database")
        .AddQuartz(options => options.Name = "scheduler")
        .AddCheck<JobsHealth>("jobs")
        .AddCheck<WarningsHealth>("warnings");

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("status", report.Status.ToString());
            json.WriteStartObject("checks");
            foreach (var (name, check) in report.Entries)
            {
                json.WriteStartObject(name);
                json.WriteString("status", check.Status.ToString());
                if (Sentence(check) is { } sentence)
                    json.WriteString("reason", sentence);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return context.Response.Body.WriteAsync(stream.GetBuffer().AsMemory(0, (int)stream.Length), context.RequestAborted).AsTask();
    }

    /// <summary>What a failure says may name anything; its kind is enough here, the log has the rest.</summary>
    private static string? Sentence(HealthReportEntry check) =>
        check.Status == HealthStatus.Healthy ? null : check.Exception?.GetType().Name ?? check.Description;
}
