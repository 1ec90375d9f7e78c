using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using static CompetencyBot.Features.MyData.SaidInChat;

namespace CompetencyBot.Features.MyData;

/// <summary>What was learnt of people on the wire, what they were sent, and where the records of the organisation name them. What stays of it says why.</summary>
internal static class LearntAndSent
{
    public static IReadOnlyList<OwnTable> Tables { get; } =
    [
        new OwnTable<KnownUser, KnownUser>(
            "user", [nameof(KnownUser.ObjectId), nameof(KnownUser.UserPrincipalName)], () => MyDataTexts.TableUser, () => MyDataTexts.FromTeams, () => MyDataTexts.SeenByNobody,
            (db, me) => db.KnownUsers.Where(row => me.Names.Contains(row.ObjectId)),
            row => row,
            row => new() { ["objectId"] = row.ObjectId, ["workAddress"] = row.UserPrincipalName, ["askedAt"] = Time(row.AskedAt) })
        { StaysBecause = () => MyDataTexts.StaysChat }, // without it the chat could not be found for whom the people file has no object id
        new OwnTable<KnownConversation, KnownConversation>(
            "chats", [nameof(KnownConversation.UserObjectId)], () => MyDataTexts.TableChats, () => MyDataTexts.FromTeams, () => MyDataTexts.SeenByNobody,
            (db, me) => db.Conversations.Where(row => row.UserObjectId != null && me.Names.Contains(row.UserObjectId)).OrderBy(row => row.ConversationId),
            row => row,
            row => new() { ["type"] = row.Type, ["locale"] = row.Locale, ["updatedAt"] = Time(row.UpdatedAt), ["welcomedAt"] = Time(row.WelcomedAt) })
        { StaysBecause = () => MyDataTexts.StaysChat },
        new OwnTable<SeenActivity, DateTimeOffset>( // the answers to buttons; that they were pressed is remembered for two days
            "answers", [nameof(SeenActivity.ConversationId), nameof(SeenActivity.AnswerBody)], () => MyDataTexts.TableAnswers, () => MyDataTexts.FromBot, () => MyDataTexts.SeenByYou,
            (db, me) => db.SeenActivities.Where(row => row.AnswerBody != null && db.Conversations.Any(chat =>
                chat.ConversationId == row.ConversationId && chat.UserObjectId != null && me.Names.Contains(chat.UserObjectId))).OrderBy(row => row.SeenAt),
            row => row.SeenAt,
            at => new() { ["at"] = Time(at) })
        { Empty = (mine, cancellationToken) => mine.ExecuteUpdateAsync(row => row.SetProperty(seen => seen.AnswerBody, (string?)null), cancellationToken) },
        new OwnTable<OutboxMessage, SentMessage>( // their texts may name others, and keys do: they are in the person's chat, and not shown here
            "messages", [nameof(OutboxMessage.Recipient), nameof(OutboxMessage.Key), nameof(OutboxMessage.ConversationId), nameof(OutboxMessage.Activity)],
            () => MyDataTexts.TableMessages, () => MyDataTexts.FromBot, () => MyDataTexts.SeenByAdmins,
            (db, me) => db.Outbox.Where(row => me.Names.Contains(row.Recipient) || (row.Recipient == OutboxMessage.NoRecipient && db.Conversations.Any(chat =>
                chat.ConversationId == row.ConversationId && chat.UserObjectId != null && me.Names.Contains(chat.UserObjectId)))).OrderBy(row => row.CreatedAt),
            row => new SentMessage(row.CreatedAt, row.SentAt, row.State, row.Activity != ""),
            row => new() { ["writtenAt"] = Time(row.WrittenAt), ["sentAt"] = Time(row.SentAt), ["state"] = $"{row.State}", ["textKept"] = row.TextKept })
        {
            StaysBecause = () => MyDataTexts.StaysMessages,
            Emptied = () => MyDataTexts.TextsOfMessages,
            Empty = (mine, cancellationToken) => WithdrawQuestionsAndEmptyAsync(mine, cancellationToken),
        },
        new OwnTable<Notice, Notice>(
            "notices", [nameof(Notice.Recipient), nameof(Notice.Key)], () => MyDataTexts.TableNotices, () => MyDataTexts.FromBot, () => MyDataTexts.SeenByAdmins,
            (db, me) => db.Notices.Where(row => me.Names.Contains(row.Recipient)).OrderBy(row => row.At),
            row => row,
            row => new() { ["at"] = Time(row.At), ["reason"] = $"{row.Reason}", ["rung"] = row.Rung, ["readAt"] = Time(row.ReadAt) })
        { StaysBecause = () => MyDataTexts.StaysNotices },
        new OwnTable<WatchedRisk, WatchedRisk>(
            "risks", [nameof(WatchedRisk.Key), nameof(WatchedRisk.AcknowledgedBy), nameof(WatchedRisk.AssignedTo), nameof(WatchedRisk.AssignedBy), nameof(WatchedRisk.Facts)],
            () => MyDataTexts.TableRisks, () => MyDataTexts.FromChat, () => MyDataTexts.SeenByAdmins,
            (db, me) => db.Risks.Where(row => (row.Kind == RiskKind.Leaver && me.Names.Contains(row.Key.Substring(WatchedRisk.LeaverPrefix.Length))) || (row.AcknowledgedBy != null && me.Names.Contains(row.AcknowledgedBy))
                || (row.AssignedTo != null && me.Names.Contains(row.AssignedTo)) || (row.AssignedBy != null && me.Names.Contains(row.AssignedBy))).OrderBy(row => row.Key),
            row => row,
            row => new()
            {
                ["kind"] = $"{row.Kind}",
                ["edition"] = row.EditionId,
                ["competency"] = row.CompetencyId,
                ["level"] = row.Level?.ToString(),
                ["foundAt"] = Time(row.FoundAt),
                ["assignment"] = row.Assignment?.ToString(),
            })
        {
            StaysBecause = () => MyDataTexts.StaysRecord,
            Rename = (mine, me, pseudonym, cancellationToken) => mine.ExecuteUpdateAsync(
                row => row.SetProperty(r => r.AcknowledgedBy, r => me.Names.Contains(r.AcknowledgedBy!) ? pseudonym : r.AcknowledgedBy)
                    .SetProperty(r => r.AssignedTo, r => me.Names.Contains(r.AssignedTo!) ? pseudonym : r.AssignedTo)
                    .SetProperty(r => r.AssignedBy, r => me.Names.Contains(r.AssignedBy!) ? pseudonym : r.AssignedBy),
                cancellationToken),
        },
        new OwnTable<Nudge, Nudge>(
            "nudgesAsked", [nameof(Nudge.AskedBy)], () => MyDataTexts.TableNudgesAsked, () => MyDataTexts.FromChat, () => MyDataTexts.SeenByAsked,
            (db, me) => db.Nudges.Where(row => me.Names.Contains(row.AskedBy) && !me.Names.Contains(row.Person)).OrderBy(row => row.AskedAt),
            row => row,
            row => new() { ["edition"] = row.EditionId, ["item"] = row.ItemId, ["askedAt"] = Time(row.AskedAt) })
        {
            StaysBecause = () => MyDataTexts.StaysNudgesAsked,
            Rename = (mine, _, pseudonym, cancellationToken) => mine.ExecuteUpdateAsync(row => row.SetProperty(r => r.AskedBy, pseudonym), cancellationToken),
        },
        new OwnTable<StoredSetting, StoredSetting>(
            "settings", [nameof(StoredSetting.ChangedBy), nameof(StoredSetting.Value)], () => MyDataTexts.TableSettings, () => MyDataTexts.FromChat, () => MyDataTexts.SeenByAdmins,
            (db, me) => db.StoredSettings.Where(row => me.Names.Contains(row.ChangedBy)).OrderBy(row => row.Key),
            row => row,
            row => new() { ["setting"] = row.Key, ["changedAt"] = Time(row.ChangedAt) })
        {
            StaysBecause = () => MyDataTexts.StaysRecord,
            Rename = (mine, _, pseudonym, cancellationToken) => mine.ExecuteUpdateAsync(row => row.SetProperty(r => r.ChangedBy, pseudonym), cancellationToken),
        },
        new OwnTable<AuditEntry, AuditEntry>(
            "audit", [nameof(AuditEntry.By), nameof(AuditEntry.Subject), nameof(AuditEntry.Before), nameof(AuditEntry.After)],
            () => MyDataTexts.TableAudit, () => MyDataTexts.FromBot, () => MyDataTexts.SeenByAdmins,
            (db, me) => db.Audit.Where(row => me.Names.Contains(row.By) || (row.Subject != null && me.Names.Contains(row.Subject))).OrderBy(row => row.At),
            row => row,
            row => new() { ["at"] = Time(row.At), ["action"] = row.Action })
        {
            StaysBecause = () => MyDataTexts.StaysRecord,
            Rename = (mine, me, pseudonym, cancellationToken) => mine.ExecuteUpdateAsync(
                row => row.SetProperty(r => r.By, r => me.Names.Contains(r.By) ? pseudonym : r.By)
                    .SetProperty(r => r.Subject, r => me.Names.Contains(r.Subject!) ? pseudonym : r.Subject),
                cancellationToken),
        },
        .. Deeds.Tables,
    ];

    /// <summary>A question about an exam that still waits would come although nothing is known of it any more.</summary>
    private static async Task<int> WithdrawQuestionsAndEmptyAsync(IQueryable<OutboxMessage> mine, CancellationToken cancellationToken)
    {
        await mine
            .Where(row => row.Key.StartsWith("nudge|") && (row.State == OutboxState.Waiting || row.State == OutboxState.Unreachable))
            .ExecuteUpdateAsync(
                row => row.SetProperty(message => message.State, OutboxState.Withdrawn).SetProperty(message => message.Reason, "its recipient had it deleted"), cancellationToken);
        return await mine
            .Where(row => row.Activity != "" && (row.State == OutboxState.Sent || row.State == OutboxState.GivenUp || row.State == OutboxState.Withdrawn))
            .ExecuteUpdateAsync(row => row.SetProperty(message => message.Activity, ""), cancellationToken);
    }

    internal sealed record SentMessage(DateTimeOffset WrittenAt, DateTimeOffset? SentAt, OutboxState State, bool TextKept);
}
