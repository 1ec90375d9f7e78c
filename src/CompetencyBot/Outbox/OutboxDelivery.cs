namespace CompetencyBot.Outbox;

/// <summary>
/// Sends what is due, to many people at the same time and to each in order. Every row is leased before and written down right after it was
/// sent, so that several instances can share the work and a process that dies repeats only what was on its way.
/// </summary>
public sealed class OutboxDelivery(
    IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, ILogger<OutboxDelivery> logger) : IDisposable
{
    /// <summary>
    /// Sends that are on their way at the same time. Teams takes 30 a second of a tenant, so this is enough as long as it answers within 0.8 s.
    /// </summary>
    public const int InFlight = 24;

    private readonly SemaphoreSlim _oneRun = new(1, 1);

    /// <summary>
    /// Until nothing more is due, or the process is to end: then nothing new is begun, and what is on its way is brought to its end. One run of a
    /// process follows the other.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await _oneRun.WaitAsync(cancellationToken);
        try
        {
            using var run = new DeliveryRun(scopes, logger);
            await run.ToEndAsync(stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was not begun has been released.
        }
        finally
        {
            _oneRun.Release();
        }
    }

    public void Dispose() => _oneRun.Dispose();
}
