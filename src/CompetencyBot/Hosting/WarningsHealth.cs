using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CompetencyBot.Hosting;

/// <summary>Unhealthy while there are open risks of which somebody should have been told an hour ago, and nobody was.</summary>
public sealed class WarningsHealth(BotDb db, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var before = clock.GetUtcNow() - Grace;
        // Each attempt moves the time at which a message is due: what was tried already counts from when it was written.
        var late = db.Outbox.Where(message => message.State != OutboxState.Withdrawn
            && (message.DueAt <= before || (message.Reason != null && message.CreatedAt <= before)));
        var told = db.Outbox.Where(message => message.State == OutboxState.Sent
            || db.Outbox.Any(newer => newer.Replaces == message.Id && newer.State == OutboxState.Sent));
        var unheard = await db.Risks.CountAsync(
            risk => risk.ResolvedAt == null
                && risk.Kind != RiskKind.Unheard
                && ((risk.FoundAt <= before && !db.Notices.Any(notice => notice.RiskId == risk.Id)) // there is nobody to tell
                    || db.Notices.Any(notice => notice.RiskId == risk.Id && late.Any(message => message.Id == notice.MessageId && message.CreatedAt >= risk.FoundAt)))
                && !db.Notices.Any(notice => notice.RiskId == risk.Id && told.Any(message => message.Id == notice.MessageId && message.CreatedAt >= risk.FoundAt)),
            cancellationToken);
        return unheard == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(
                $"{(unheard == 1 ? "1 warning has" : $"{unheard} warnings have")} reached nobody for more than an hour. "
                + "\"admin told\" in the chat with the bot lists whom and why.");
    }
}
