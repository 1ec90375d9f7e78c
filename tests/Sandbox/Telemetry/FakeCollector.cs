using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace CompetencyBot.Sandbox.Telemetry;

/// <summary>Plays an OpenTelemetry collector (OTLP over HTTP, protobuf) on this machine, and keeps what it is sent byte for byte.</summary>
public sealed class FakeCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> _received = new();

    private FakeCollector(WebApplication app)
    {
        _app = app;
        app.MapPost("/v1/{signal}", ReceiveAsync);
    }

    public string Endpoint => _app.Urls.First();

    /// <summary>In protobuf texts stand as they are, so that they can be looked for; everything else is noise.</summary>
    /// <param name="signal"><c>traces</c>, <c>metrics</c> or <c>logs</c>.</param>
    public string TextOf(string signal) => string.Join(
        '\n', _received.Where(received => received.Signal == signal).Select(received => Encoding.UTF8.GetString(received.Body)));

    public static async Task<FakeCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var collector = new FakeCollector(builder.Build());
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(string signal, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        _received.Enqueue((signal, body.ToArray()));
        return Results.Bytes([], "application/x-protobuf");
    }
}
