using CompetencyBot.Conversation;
using CompetencyBot.Storage;
using CompetencyBot.Timing;

namespace CompetencyBot.Features.Progress.Weekly;

/// <summary>Sets and stops plans, and writes down who did. Whoever asks is allowed to.</summary>
public sealed class WeeklyDeeds(WeeklyPlans plans, RecipientTime times, AuditLog audit, BotDb db, TimeProvider clock)
{
    /// <param name="before">What the conversation had so far.</param>
    public async Task<Reply> SetAsync(
        Viewer viewer, string conversationId, WeeklyPlan? before, (DayOfWeek Day, TimeOnly Time, TimeZoneInfo? Zone) wish, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var zone = wish.Zone ?? times.ZoneOf(viewer.Person);
        var plan = await plans.SetAsync(
            new WeeklyPlan(conversationId, wish.Day, wish.Time, zone, Language.Tag, viewer.AuditName, clock.GetUtcNow()), cancellationToken);
        audit.Add(viewer.AuditName, AuditActions.WeeklySet, conversationId, before?.Summary, plan.Summary);
        await db.SaveChangesAsync(cancellationToken);
        var done = before is null
            ? Language.Format(WeeklyTexts.Done, WeeklyWords.When(plan))
            : Language.Format(WeeklyTexts.Changed, WeeklyWords.When(plan), WeeklyWords.When(before));
        return WeeklyForm.Said([done, WeeklyWords.Next(plan), wish.Zone is null ? WhoseZone(viewer, zone) : null], WeeklyForm.StopButton(plan));
    }

    public async Task<Reply> StopAsync(Viewer viewer, WeeklyPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(plan);
        if (await plans.StopAsync(plan, cancellationToken))
        {
            audit.Add(viewer.AuditName, AuditActions.WeeklyStopped, plan.ConversationId, before: plan.Summary);
            await db.SaveChangesAsync(cancellationToken);
        }

        return WeeklyForm.Said([Language.Format(WeeklyTexts.Stopped, WeeklyWords.When(plan))]);
    }

    private static string WhoseZone(Viewer viewer, TimeZoneInfo zone) =>
        viewer.Person?.TimeZone == zone.Id ? WeeklyTexts.ZoneOfPerson : WeeklyTexts.ZoneOfOrganisation;
}
