using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Conversation;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Administration.Told;

/// <summary>One person, or one channel, to whom a warning was to be told.</summary>
/// <param name="Message">Null when the outbox has no such message any more.</param>
public sealed record ToldRecipient(Notice Notice, OutboxMessage? Message);

/// <summary>A warning: one risk for one reason, told to everybody at the same time.</summary>
/// <param name="Risk">Null for one that is no longer known.</param>
public sealed record ToldWarning(WatchedRisk? Risk, NoticeReason Reason, int? Rung, DateTimeOffset At, IReadOnlyList<ToldRecipient> Recipients)
{
    public string Title(EditionSet editions) => Risk is null ? AdminTexts.RiskUnknown : RiskTitle.Of(Risk, editions);
}

/// <summary>What was told to whom and what became of it, the newest first.</summary>
public sealed class ToldList(BotDb db)
{
    /// <summary>Of the list on a card and of the file: a year of a large organisation.</summary>
    public const int MostNotices = 20_000;

    /// <summary>One scan writes its warnings within moments.</summary>
    private static readonly TimeSpan SameTime = TimeSpan.FromHours(1);

    private const int IdsAtOnce = 500;

    /// <param name="until">Later ones are left out.</param>
    public async Task<IReadOnlyList<ToldWarning>> ReadAsync(DateTimeOffset until, int skip, int take, CancellationToken cancellationToken)
    {
        var notices = await db.Notices.AsNoTracking().Where(notice => notice.At <= until)
            .OrderByDescending(notice => notice.At).ThenBy(notice => notice.Key) // all of one scan may have one time
            .Take(MostNotices)
            .ToListAsync(cancellationToken);
        var groups = Grouped(notices).Skip(skip).Take(take).ToList();
        var risks = await ByIdAsync(groups.Select(group => group[0].RiskId), Risks, cancellationToken);
        var messages = await ByIdAsync(groups.SelectMany(group => group).Select(notice => notice.MessageId), Messages, cancellationToken);
        return
        [
            .. groups.Select(group => new ToldWarning(
                risks.GetValueOrDefault(group[0].RiskId), group[0].Reason, group[0].Rung, group[0].At,
                [.. Once(group).Select(notice => new ToldRecipient(notice, messages.GetValueOrDefault(notice.MessageId)))])),
        ];
    }

    private Task<Dictionary<Guid, WatchedRisk>> Risks(Guid[] ids, CancellationToken cancellationToken) =>
        db.Risks.AsNoTracking().Where(risk => ids.Contains(risk.Id)).ToDictionaryAsync(risk => risk.Id, cancellationToken);

    /// <summary>Without their texts, which nobody reads here and which are most of them.</summary>
    private Task<Dictionary<Guid, OutboxMessage>> Messages(Guid[] ids, CancellationToken cancellationToken) =>
        db.Outbox.AsNoTracking().Where(message => ids.Contains(message.Id))
            .Select(message => new OutboxMessage
            {
                Id = message.Id,
                Key = message.Key,
                Recipient = message.Recipient,
                ConversationId = message.ConversationId,
                Activity = "",
                CreatedAt = message.CreatedAt,
                DueAt = message.DueAt,
                State = message.State,
                Attempts = message.Attempts,
                SentAt = message.SentAt,
                Reason = message.Reason,
                Trouble = message.Trouble,
            })
            .ToDictionaryAsync(message => message.Id, cancellationToken);

    private static async Task<Dictionary<Guid, TRow>> ByIdAsync<TRow>(
        IEnumerable<Guid> ids, Func<Guid[], CancellationToken, Task<Dictionary<Guid, TRow>>> read, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, TRow>();
        foreach (var some in ids.Distinct().Chunk(IdsAtOnce))
            foreach (var (id, row) in await read(some, cancellationToken))
                found[id] = row;
        return found;
    }

    /// <summary>A message may tell several facts of one risk, each with a notice of its own; the one that was answered says so of all.</summary>
    private static IEnumerable<Notice> Once(IEnumerable<Notice> notices) => notices
        .GroupBy(notice => (notice.Recipient, notice.MessageId))
        .Select(same => same.OrderByDescending(notice => notice.ReadAt is not null).First())
        .OrderBy(notice => notice.At).ThenBy(notice => notice.Recipient, StringComparer.Ordinal);

    /// <param name="notices">The newest first.</param>
    private static List<List<Notice>> Grouped(IEnumerable<Notice> notices)
    {
        var groups = new List<List<Notice>>();
        var open = new Dictionary<(Guid, NoticeReason, int?), List<Notice>>();
        foreach (var notice in notices)
        {
            var key = (notice.RiskId, notice.Reason, notice.Rung);
            if (!open.TryGetValue(key, out var group) || group[0].At - notice.At > SameTime)
                groups.Add(open[key] = group = []);
            group.Add(notice);
        }

        return groups;
    }
}
