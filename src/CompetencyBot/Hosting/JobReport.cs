using CompetencyBot.Conversation;
using CompetencyBot.Outbox;
using Quartz;

namespace CompetencyBot.Hosting;

/// <summary>Tells whoever asked for a job that it has ended, and sends what is due.</summary>
public sealed class JobReport(OutboxWriter outbox, RecipientFinder recipients)
{
    /// <param name="text">Written in the asker's language; called only when somebody asked.</param>
    public async Task EndAsync(IJobExecutionContext context, Func<string> text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(text);
        if (JobStarter.AskerOf(context) is { } askedBy && context.MergedJobDataMap.TryGetString(JobStarter.RequestId, out var request))
        {
            using var language = Language.Use(await recipients.FindLocaleAsync(askedBy, cancellationToken));
            await outbox.AddAsync($"job-report|{request}", askedBy, ReplyPages.Of(new Reply(text())), cancellationToken);
        }

        await context.Scheduler.TriggerJob(Jobs.KeyOf<OutboxDeliveryJob>(), cancellationToken: cancellationToken);
    }
}
