using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Storage;

public enum RiskKind
{
    /// <summary>A level will not hold when renewal is tested, or is not met any more although it is still shown.</summary>
    Eligibility,

    /// <summary>Somebody who holds something that counts leaves or has left, as the directory says.</summary>
    Leaver,

    /// <summary>Renewal can be bought, and the last day of it comes near or has passed.</summary>
    Deadline,

    /// <summary>A level that is held hangs on one person.</summary>
    KeyPerson,

    /// <summary>Nothing new was imported for longer than the data may be old.</summary>
    StaleData,

    /// <summary>Fewer than two people are told of risks.</summary>
    FewAdmins,

    /// <summary>A warning has reached nobody.</summary>
    Unheard,
}

public enum AssignmentState
{
    Offered,
    Accepted,
    Declined,
}

/// <summary>A risk that is watched: what was found, and what people said to it. One row for as long as the risk is known.</summary>
public sealed class WatchedRisk
{
    /// <summary>With what the key of somebody's leaving begins; their work address in lower case follows.</summary>
    public const string LeaverPrefix = "leaver|";

    public required Guid Id { get; init; }

    /// <summary>What the risk is about, the same as long as it is the same risk: kind, edition, competency, level and anniversary, or the person.</summary>
    public required string Key { get; init; }

    public required RiskKind Kind { get; init; }

    public string? EditionId { get; init; }

    public string? CompetencyId { get; init; }

    public Level? Level { get; init; }

    public DateOnly? AnniversaryOn { get; init; }

    /// <summary>Changes with the facts: the day it breaks, the causes, the people.</summary>
    public required string Facts { get; set; }

    /// <summary>First day on which the level does not hold, or last day of what has to be done; the earlier the worse.</summary>
    public DateOnly? BreaksOn { get; set; }

    /// <summary>Counts how often the risk came (back): what comes back after it was gone is news.</summary>
    public int Episode { get; set; } = 1;

    public required DateTimeOffset FoundAt { get; set; }

    /// <summary>When the facts last changed.</summary>
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Null while it is a risk.</summary>
    public DateTimeOffset? ResolvedAt { get; set; }

    /// <summary>Work address of whoever said that they take note; null again when it gets worse.</summary>
    public string? AcknowledgedBy { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>Work address of the person who is asked to see to it.</summary>
    public string? AssignedTo { get; set; }

    public string? AssignedBy { get; set; }

    public AssignmentState? Assignment { get; set; }

    public DateOnly? AssignmentDueOn { get; set; }

    /// <summary>How far the circle of those who are told was widened because nobody answered; 0 = those who are told first.</summary>
    public int EscalationStep { get; set; }

    /// <summary>When it is widened further unless somebody answers; null = somebody has, or nobody is left.</summary>
    public DateTimeOffset? EscalateAt { get; set; }
}

/// <summary>Why somebody was told of a risk.</summary>
public enum NoticeReason
{
    New,
    Worse,
    Better,
    Changed,

    /// <summary>A day of the ladder has come.</summary>
    Rung,

    /// <summary>The person had asked to be reminded.</summary>
    SnoozeEnded,

    /// <summary>Nobody who was told before has answered.</summary>
    Escalated,

    Resolved,

    /// <summary>The person was asked to see to the risk, or an answer to that.</summary>
    Assignment,
}

/// <summary>One fact told to one person, which is never told to them again; several facts of one day share a message.</summary>
public sealed class Notice
{
    public required Guid Id { get; init; }

    /// <summary>Recipient, risk, episode and what is told: the rung, the facts, the end of a snooze.</summary>
    public required string Key { get; init; }

    public required Guid RiskId { get; init; }

    /// <summary>Work address or Entra object id in lower case, or id of a conversation.</summary>
    public required string Recipient { get; init; }

    public required NoticeReason Reason { get; init; }

    /// <summary>Days after the anniversary, negative before it; null where no ladder is climbed.</summary>
    public int? Rung { get; init; }

    /// <summary>The message in the outbox that tells it.</summary>
    public required Guid MessageId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When the person pressed a button of the message.</summary>
    public DateTimeOffset? ReadAt { get; set; }
}

/// <summary>Somebody does not want to hear of a risk until a day, unless it gets worse.</summary>
public sealed class Snooze
{
    public required Guid RiskId { get; init; }

    /// <summary>Work address in lower case.</summary>
    public required string Person { get; init; }

    /// <summary>First day on which the person is told again.</summary>
    public required DateOnly Until { get; set; }
}
