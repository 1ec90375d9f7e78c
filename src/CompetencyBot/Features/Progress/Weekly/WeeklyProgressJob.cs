using CompetencyBot.Conversation;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CompetencyBot.Features.Progress.Weekly;

/// <summary>
/// Posts the progress card into the conversation whose trigger fired. Where the bot cannot speak any more the trigger ends, and whoever set it is told.
/// </summary>
public sealed class WeeklyProgressJob(
    BotDb db, ProgressReplies replies, WeeklyPlans plans, OutboxWriter outbox, RecipientFinder recipients, AuditLog audit) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (WeeklyPlan.Of(context.MergedJobDataMap) is not { } plan)
            return; // nobody's
        if (await recipients.FindByIdAsync(plan.ConversationId, cancellationToken) is null)
            await EndAsync(plan, cancellationToken);
        else
            await PostAsync(plan, plan.CardKey(context.ScheduledFireTimeUtc ?? context.FireTimeUtc), cancellationToken);
    }

    private async Task PostAsync(WeeklyPlan plan, string key, CancellationToken cancellationToken)
    {
        using var language = Language.Use(plan.Locale);
        if (await replies.PublicAsync(cancellationToken) is not { } reply || (await outbox.FindAsync([key], cancellationToken)).Count > 0)
            return;
        outbox.Stage(new OutboxEntry(key, plan.ConversationId, ReplyPages.Of(reply)) { ConversationId = plan.ConversationId });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
        {
            // Another run was faster.
        }
    }

    private async Task EndAsync(WeeklyPlan plan, CancellationToken cancellationToken)
    {
        using var language = Language.Use(await recipients.FindLocaleAsync(plan.SetBy, cancellationToken));
        var text = Language.Format(WeeklyTexts.Ended, WeeklyWords.When(plan));
        audit.Add(AuditLog.ByItself, AuditActions.WeeklyStopped, plan.ConversationId, before: plan.Summary);
        var key = FormattableString.Invariant($"weekly-ended|{plan.ConversationId}|{plan.SetAt.UtcTicks}");
        await outbox.AddAsync(key, plan.SetBy, ReplyPages.Of(new Reply(text)), cancellationToken);
        await plans.StopAsync(plan, cancellationToken); // last: what fails before is tried again next week
    }
}
