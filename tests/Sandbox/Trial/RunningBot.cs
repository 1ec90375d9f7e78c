using CompetencyBot.Hosting;
using CompetencyBot.Sources.Entra;
using CompetencyBot.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CompetencyBot.Sandbox.Trial;

/// <summary>The bot itself, in this process, on the clock of its sample organisation.</summary>
public sealed class RunningBot : IAsyncDisposable
{
    private static readonly TimeSpan ImportTimeout = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;

    private RunningBot(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    /// <summary>Cancelled when the bot stops, for whatever reason.</summary>
    public CancellationToken Stopping => _app.Lifetime.ApplicationStopping;

    public static string AddressOf(int port) => $"http://localhost:{port}";

    /// <summary>Returns when the bot listens and has read its evidence, so that the first question finds an answer.</summary>
    /// <param name="port">0 lets the system choose one.</param>
    /// <exception cref="TrialException">The port is taken, a setting is refused or the evidence was not read in time.</exception>
    public static async Task<RunningBot> StartAsync(
        int port, Dictionary<string, string?> settings, TimeProvider clock, CancellationToken cancellationToken)
    {
        // Kestrel cannot choose a port for a name, only for an address.
        settings["urls"] = port == 0 ? "http://127.0.0.1:0" : AddressOf(port);
        var bot = new RunningBot(Create(settings, clock));
        try
        {
            await bot._app.StartAsync(cancellationToken);
            await bot.WaitForImportAsync(cancellationToken);
            await bot.ReadDirectoryAsync(cancellationToken);
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

    private static WebApplication Create(Dictionary<string, string?> settings, TimeProvider clock)
    {
        try
        {
            return BotApp.Create(["--environment", Environments.Development], builder =>
            {
                builder.Configuration.AddInMemoryCollection(settings);
                builder.Services.AddSingleton<IHostLifetime, NoSignals>();
                builder.Services.AddSingleton(clock);
            });
        }
        catch (StartRefusedException refusal)
        {
            throw new TrialException($"The bot refuses to start: {refusal.Message}", refusal);
        }
    }

    private async Task WaitForImportAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ImportTimeout);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        try
        {
            while (!await HasImportedAsync(patience.Token))
                await pause.WaitForNextTickAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TrialException($"The bot did not read the sample organisation within {ImportTimeout.TotalSeconds:0} seconds.");
        }
    }

    /// <summary>An hour is long for somebody who tries things.</summary>
    private async Task ReadDirectoryAsync(CancellationToken cancellationToken)
    {
        var scheduler = await _app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellationToken);
        await scheduler.TriggerJob(Jobs.KeyOf<DirectorySyncJob>(), cancellationToken: cancellationToken);
    }

    private async Task<bool> HasImportedAsync(CancellationToken cancellationToken)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BotDb>().ImportRuns
            .AnyAsync(run => run.State == ImportState.Applied || run.State == ImportState.Unchanged, cancellationToken);
    }
}
