using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Renewal.Watching;

/// <summary>The warnings that were sent, or wait to be: read again, and brought up to date where they stand.</summary>
public sealed class SentWarnings(BotDb db, OutboxWriter outbox, AdminRecipients recipients, WarningWriter writer, TimeProvider clock)
{
    /// <summary>Older cards are history; nobody looks at them for what is the case now.</summary>
    private static readonly TimeSpan KeptUpToDate = TimeSpan.FromDays(60);

    /// <returns>Null when there is no such message.</returns>
    public async Task<Warning?> FindAsync(Guid messageId, CancellationToken cancellationToken)
    {
        var notices = await db.Notices.AsNoTracking().Where(notice => notice.MessageId == messageId).ToListAsync(cancellationToken);
        var at = await db.Outbox.Where(row => row.Id == messageId).Select(row => row.SentAt ?? row.DueAt).FirstOrDefaultAsync(cancellationToken);
        return notices.Count == 0 ? null : await WarningAsync(messageId, notices, at, cancellationToken);
    }

    /// <summary>The newest warning to somebody that waits to be sent, to which more can be added.</summary>
    internal async Task<Warning?> FindWaitingAsync(Recipient recipient, CancellationToken cancellationToken)
    {
        var (address, now) = (recipient.IsPlace ? recipient.Address : recipient.Key, clock.GetUtcNow());
        var id = await db.Outbox
            .Where(row => row.Recipient == address
                && row.Key.StartsWith(WarningWriter.KeyPrefix)
                && (row.State == OutboxState.Waiting || row.State == OutboxState.Unreachable)
                && (row.LeasedUntil == null || row.LeasedUntil < now))
            .OrderByDescending(row => row.CreatedAt)
            .Select(row => (Guid?)row.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return id is { } waiting ? await FindAsync(waiting, cancellationToken) : null;
    }

    /// <summary>Everything that is open, as if one message told of it.</summary>
    public async Task<Warning> AllOpenAsync(CancellationToken cancellationToken)
    {
        var risks = await db.Risks.Where(risk => risk.ResolvedAt == null).ToListAsync(cancellationToken);
        return new Warning(Guid.Empty, [.. risks.Select(risk => new WarningEntry(risk, null, null, risk.FoundAt)).Order(WarningEntry.WorstFirst)]);
    }

    /// <summary>Stages the present state of every message that tells of one of the risks; the caller saves.</summary>
    /// <param name="risks">As tracked, with what the caller changed.</param>
    /// <param name="except">The message whose button was pressed: the answer to that replaces it.</param>
    internal async Task StageUpdatesAsync(
        IReadOnlyCollection<WatchedRisk> risks, Guid? except, RenewalState state, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var since = now - KeptUpToDate;
        Guid[] ids = [.. risks.Select(risk => risk.Id)];
        var about = db.Notices.Where(notice => ids.Contains(notice.RiskId) && notice.Reason != NoticeReason.Assignment).Select(notice => notice.MessageId);
        var messages = await db.Outbox.AsNoTracking()
            .Where(row => about.Contains(row.Id) && row.CreatedAt > since && row.Id != except
                && (row.State != OutboxState.Withdrawn || db.Outbox.Any(newer => newer.Replaces == row.Id && newer.State == OutboxState.Sent))
                && row.State != OutboxState.GivenUp)
            .Select(row => new { row.Id, row.Recipient, row.ConversationId, row.State, At = row.SentAt ?? row.DueAt })
            .ToListAsync(cancellationToken);
        Guid[] messageIds = [.. messages.Select(message => message.Id)];
        var notices = (await db.Notices.AsNoTracking().Where(notice => messageIds.Contains(notice.MessageId)).ToListAsync(cancellationToken))
            .ToLookup(notice => notice.MessageId);
        foreach (var message in messages)
        {
            var warning = await WarningAsync(message.Id, notices[message.Id], message.At, cancellationToken);
            var recipient = message.ConversationId is { } place
                ? AdminRecipients.Place(place)
                : await recipients.FindAsync(state.Evidence, message.Recipient, cancellationToken);
            var activity = writer.Message(warning, recipient, state);
            if (message.State is OutboxState.Waiting or OutboxState.Unreachable
                && await outbox.RewriteAsync(message.Id, activity, withdraw: warning.IsPointless, cancellationToken))
                continue;
            outbox.Stage(new OutboxEntry($"renewal-update|{message.Id:N}|{Guid.CreateVersion7(now):N}", message.Recipient, [activity])
            {
                ConversationId = message.ConversationId,
                Replaces = message.Id,
            });
        }
    }

    /// <summary>Somebody has seen a message: they pressed one of its buttons.</summary>
    /// <param name="names">By which the person may be known; null = it stands in a channel, where anybody can.</param>
    public Task MarkReadAsync(Guid messageId, string[]? names, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.Notices
            .Where(notice => notice.MessageId == messageId && notice.ReadAt == null && (names == null || names.Contains(notice.Recipient)))
            .ExecuteUpdateAsync(notice => notice.SetProperty(row => row.ReadAt, now), cancellationToken);
    }

    /// <param name="at">When it went out, or is to.</param>
    private async Task<Warning> WarningAsync(Guid messageId, IEnumerable<Notice> notices, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Notice[] told = [.. notices.OrderByDescending(notice => notice.At).DistinctBy(notice => notice.RiskId)]; // the newest where more was added
        Guid[] ids = [.. told.Select(notice => notice.RiskId)];
        var risks = await db.Risks.Where(risk => ids.Contains(risk.Id)).ToDictionaryAsync(risk => risk.Id, cancellationToken);
        return new Warning(
            messageId,
            [
                .. told.Where(notice => risks.ContainsKey(notice.RiskId))
                    .Select(notice => new WarningEntry(risks[notice.RiskId], notice.Reason, notice.Rung, at))
                    .Order(WarningEntry.WorstFirst),
            ]);
    }
}
