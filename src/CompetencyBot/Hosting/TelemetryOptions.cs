namespace CompetencyBot.Hosting;

/// <summary>Settings <c>Telemetry:*</c>; the exporter reads OpenTelemetry's own variables besides (<c>OTEL_EXPORTER_OTLP_HEADERS</c>, …).</summary>
public sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>OpenTelemetry's own name of the setting, which every collector's manual tells.</summary>
    public const string StandardEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Where traces, metrics and logs are sent; empty = <see cref="StandardEndpoint"/>, and without that nowhere.</summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary><c>grpc</c> or <c>http/protobuf</c>; empty = <c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, else grpc.</summary>
    public string? OtlpProtocol { get; set; }

    public static TelemetryOptions From(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = settings.GetSection(Section).Get<TelemetryOptions>() ?? new();
        if (string.IsNullOrWhiteSpace(options.OtlpEndpoint))
            options.OtlpEndpoint = settings[StandardEndpoint];
        if (string.IsNullOrWhiteSpace(options.OtlpProtocol))
            options.OtlpProtocol = settings["OTEL_EXPORTER_OTLP_PROTOCOL"];
        return options;
    }

    public bool IsOn => !string.IsNullOrWhiteSpace(OtlpEndpoint);

    /// <summary>What is wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (IsOn && !(Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return $"Telemetry:OtlpEndpoint \"{OtlpEndpoint}\" is not an address. Set that of your collector, such as http://localhost:4317.";
        if (!string.IsNullOrWhiteSpace(OtlpProtocol) && OtlpProtocol is not ("grpc" or "http/protobuf"))
            yield return $"Telemetry:OtlpProtocol is \"{OtlpProtocol}\". Set grpc or http/protobuf.";
    }
}
