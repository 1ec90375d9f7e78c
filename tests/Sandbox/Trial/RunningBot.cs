using CompetencyBot.Hosting;
using Microsoft.AspNetCore.Connections;

namespace CompetencyBot.Sandbox.Trial;

/// <summary>The bot itself, in this process, on a morning in 2018.</summary>
public sealed class RunningBot : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningBot(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    /// <summary>Cancelled when the bot stops, for whatever reason.</summary>
    public CancellationToken Stopping => _app.Lifetime.ApplicationStopping;

    /// <param name="port">0 lets the system choose one.</param>
    /// <exception cref="TrialException">The port is taken.</exception>
    public static async Task<RunningBot> StartAsync(int port, Dictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        // Kestrel cannot choose a port for a name, only for an address.
        settings["urls"] = port == 0 ? "http://127.0.0.1:0" : $"http://localhost:{port}";
        var app = BotApp.Create(["--environment", Environments.Development], builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Services.AddSingleton<IHostLifetime, NoSignals>();
            builder.Services.AddSingleton<TimeProvider>(new ShiftedClock(SampleCast.Morning, TimeProvider.System));
        });
        var bot = new RunningBot(app);
        try
        {
            await app.StartAsync(cancellationToken);
            return bot;
        }
        catch (Exception failure)
        {
            await bot.DisposeAsync();
            if (failure is IOException { InnerException: AddressInUseException })
                throw new TrialException(PortsInUse.Sentence([port]), failure);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
