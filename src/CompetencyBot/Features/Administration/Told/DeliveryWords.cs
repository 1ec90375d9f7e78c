using CompetencyBot.Conversation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Administration.Told;

/// <summary>What has become of a warning at one recipient; the names stand in the exported file.</summary>
public enum DeliveryState
{
    Read,
    Sent,
    Waiting,
    WaitingForWorkingHours,
    Throttled,
    NotInstalled,
    Blocked,
    NotAllowed,
    Gone,
    Failed,
    Withdrawn,
    Unknown,
}

/// <summary>The state of a delivery, and the reason in plain words.</summary>
internal static class DeliveryWords
{
    public static DeliveryState StateOf(ToldRecipient told, DateTimeOffset now) => told switch
    {
        { Notice.ReadAt: not null } => DeliveryState.Read,
        { Message: null } => DeliveryState.Unknown,
        { Message.State: OutboxState.Sent } => DeliveryState.Sent,
        { Message.State: OutboxState.Withdrawn } => DeliveryState.Withdrawn,
        { Message: { State: OutboxState.Waiting, Trouble: null } message } =>
            message.DueAt > now && message.Attempts == 0 ? DeliveryState.WaitingForWorkingHours : message.Attempts > 0 ? DeliveryState.Throttled : DeliveryState.Waiting,
        { Message: { Trouble: { } trouble } } => Of(trouble),
        { Message.State: OutboxState.Unreachable } => DeliveryState.NotInstalled,
        _ => DeliveryState.Failed,
    };

    public static string Of(ToldRecipient told, DateTimeOffset now, TimeZoneInfo zone) => StateOf(told, now) switch
    {
        DeliveryState.Read => Language.Format(AdminTexts.ToldRead, Phrases.DateAndTime(told.Notice.ReadAt!.Value, zone)),
        DeliveryState.Sent => Language.Format(AdminTexts.ToldSent, Phrases.DateAndTime(told.Message!.SentAt ?? told.Message.DueAt, zone)),
        DeliveryState.Waiting => AdminTexts.ToldWaiting,
        DeliveryState.WaitingForWorkingHours => Language.Format(AdminTexts.ToldWaitingUntil, Phrases.DateAndTime(told.Message!.DueAt, zone)),
        DeliveryState.Throttled => Language.Format(AdminTexts.ToldThrottled, Phrases.DateAndTime(told.Message!.DueAt, zone)),
        DeliveryState.NotInstalled => AdminTexts.ToldNotInstalled,
        DeliveryState.Blocked => AdminTexts.ToldBlocked,
        DeliveryState.NotAllowed => AdminTexts.ToldNotAllowed,
        DeliveryState.Gone => AdminTexts.ToldGone,
        DeliveryState.Failed when told.Message?.Reason is { Length: > 0 } reason => Language.Format(AdminTexts.ToldFailedBecause, Phrases.Escape(Cut(reason))),
        DeliveryState.Failed => AdminTexts.ToldFailed,
        DeliveryState.Withdrawn => AdminTexts.ToldWithdrawn,
        DeliveryState.Unknown => AdminTexts.ToldUnknown,
        var state => throw new InvalidOperationException($"No words for {state}."),
    };

    public static string Of(NoticeReason reason, int? rung) => reason switch
    {
        NoticeReason.New => AdminTexts.ReasonNew,
        NoticeReason.Worse => AdminTexts.ReasonWorse,
        NoticeReason.Better => AdminTexts.ReasonBetter,
        NoticeReason.Changed => AdminTexts.ReasonChanged,
        NoticeReason.Rung when rung is < 0 => Language.Format(AdminTexts.ReasonDaysBefore, -rung.Value),
        NoticeReason.Rung when rung is > 0 => Language.Format(AdminTexts.ReasonDaysAfter, rung.Value),
        NoticeReason.Rung => AdminTexts.ReasonReminder,
        NoticeReason.SnoozeEnded => AdminTexts.ReasonSnoozeEnded,
        NoticeReason.Escalated => AdminTexts.ReasonEscalated,
        NoticeReason.Resolved => AdminTexts.ReasonResolved,
        NoticeReason.Assignment => AdminTexts.ReasonAssignment,
        _ => throw new InvalidOperationException($"No words for {reason}."),
    };

    private static DeliveryState Of(DeliveryTrouble trouble) => trouble switch
    {
        DeliveryTrouble.NotInstalled => DeliveryState.NotInstalled,
        DeliveryTrouble.Blocked => DeliveryState.Blocked,
        DeliveryTrouble.NotAllowed => DeliveryState.NotAllowed,
        DeliveryTrouble.Gone => DeliveryState.Gone,
        DeliveryTrouble.Throttled => DeliveryState.Throttled,
        DeliveryTrouble.Failed => DeliveryState.Failed,
        _ => throw new InvalidOperationException($"No state for {trouble}."),
    };

    private static string Cut(string reason) => reason.Length <= 200 ? reason : reason[..200] + "…";
}
