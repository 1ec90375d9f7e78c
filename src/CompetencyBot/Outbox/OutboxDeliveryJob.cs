using Quartz;

namespace CompetencyBot.Outbox;

/// <summary>Sends what is due, now and then and whenever a job has put something into the outbox.</summary>
[DisallowConcurrentExecution]
public sealed class OutboxDeliveryJob(OutboxDelivery delivery) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await delivery.RunAsync(cancellationToken);
}
