using CompetencyBot.BotFramework;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Quartz.Diagnostics;

namespace CompetencyBot.Hosting;

/// <summary>
/// Sends traces, metrics and logs to a collector (OTLP). Where none is set nothing of OpenTelemetry is even loaded, and the instruments of
/// <see cref="Telemetry"/> have no listener.
/// </summary>
public static class TelemetrySetup
{
    /// <exception cref="StartRefusedException">A setting is wrong.</exception>
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = TelemetryOptions.From(builder.Configuration);
        if (options.Problems().ToArray() is { Length: > 0 } problems)
            throw new StartRefusedException(string.Join(Environment.NewLine, problems));
        if (options.IsOn)
            Export(builder, options);
    }

    // Apart, so that the assemblies are loaded only when it is called.
    private static void Export(IHostApplicationBuilder builder, TelemetryOptions options)
    {
        var protocol = options.OtlpProtocol == "http/protobuf" ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        builder.Services.AddSingleton<TelemetryGauges>();
        builder.Services.AddHostedService(services => services.GetRequiredService<TelemetryGauges>());
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                "competency-bot", serviceVersion: typeof(TelemetrySetup).Assembly.GetName().Version?.ToString()))
            .WithTracing(tracing => tracing
                .AddSource(Telemetry.Name, WireTelemetry.Name, QuartzInstrumentation.ActivitySourceName)
                .AddAspNetCoreInstrumentation(web => web.Filter = context => context.Request.Path.StartsWithSegments("/api"))
                .AddHttpClientInstrumentation(http => http.FilterHttpRequestMessage = IsNotToTheConnector)
                .AddProcessor(new SpanRedaction()))
            .WithMetrics(metrics => metrics
                .AddMeter(Telemetry.Name, WireTelemetry.Name)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation())
            .WithLogging(
                logging => logging.AddProcessor(new LogRedaction()),
                logger =>
                {
                    logger.IncludeFormattedMessage = true;
                    logger.IncludeScopes = false; // paths and connection ids
                })
            .UseOtlpExporter(protocol, new Uri(options.OtlpEndpoint!));
    }

    /// <summary>Calls to the connector have spans of their own, which know what kind of call it is.</summary>
    private static bool IsNotToTheConnector(HttpRequestMessage request) =>
        request.RequestUri?.AbsolutePath.Contains("/v3/conversations", StringComparison.Ordinal) != true;
}
