namespace CompetencyBot.Sandbox.Trial;

/// <summary>Leaves Ctrl-C to the trial: the host's own handler would stop the bot under the running Playgrounds.</summary>
internal sealed class NoSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
