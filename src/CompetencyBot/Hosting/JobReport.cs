using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Conversation;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Quartz;

namespace CompetencyBot.Hosting;

/// <summary>Tells whoever asked for a job that it has ended, and sends what is due.</summary>
public sealed class JobReport(OutboxWriter outbox, EvidenceReader reader)
{
    /// <param name="text">Written in the asker's language; called only when somebody asked.</param>
    public async Task EndAsync(IJobExecutionContext context, Func<string> text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(text);
        var data = context.MergedJobDataMap;
        if (data.TryGetString(JobStarter.AskedBy, out var askedBy) && askedBy is { Length: > 0 }
            && data.TryGetString(JobStarter.RequestId, out var request))
        {
            var evidence = await reader.ReadAsync(cancellationToken);
            using var language = Language.Use(evidence?.FindByWorkAddress(askedBy)?.Locale);
            await outbox.AddAsync($"job-report|{request}", askedBy, OutboundActivity.Message(text()), cancellationToken);
        }

        await context.Scheduler.TriggerJob(Jobs.KeyOf<OutboxDeliveryJob>(), cancellationToken: cancellationToken);
    }
}
