namespace CompetencyBot.Outbox;

/// <summary>
/// Looks for what is due on every instance. Quartz runs a job on one of several only, nearly always on the same, and while that one sends
/// thousands of messages the others would stand by.
/// </summary>
public sealed partial class DeliveryOnEachInstance(OutboxDelivery delivery, TimeProvider clock, ILogger<DeliveryOnEachInstance> logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await delivery.RunAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.Failed(logger, failure);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be looked into; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
