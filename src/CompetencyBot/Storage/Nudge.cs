namespace CompetencyBot.Storage;

/// <summary>What somebody answered to a nudge; kept in the database, so never renamed.</summary>
public enum NudgeAnswer
{
    /// <summary>They will pass it by <see cref="Nudge.PassBy"/>.</summary>
    Accepted,

    Declined,

    /// <summary>They are asked again on <see cref="Nudge.LaterOn"/>.</summary>
    Later,
}

/// <summary>That a manager or an admin asked somebody to pass an exam, and what they answered. Of one person and item one is open at a time.</summary>
public sealed class Nudge
{
    public required Guid Id { get; init; }

    /// <summary>Work address in lower case.</summary>
    public required string Person { get; init; }

    public required string EditionId { get; init; }

    public required string ItemId { get; init; }

    /// <summary>The competency and level that it would bring nearer; the level as its name in the catalogue.</summary>
    public required string CompetencyId { get; init; }

    public required string Level { get; init; }

    /// <summary>Work address, in lower case, of whoever asked and is told the answer.</summary>
    public required string AskedBy { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public NudgeAnswer? Answer { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public DateOnly? PassBy { get; set; }

    public DateOnly? LaterOn { get; set; }

    /// <summary>When the item was passed, or the nudge was declined or taken back; null = open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Of two answers to one nudge only the first changes it.</summary>
    public int Revision { get; set; } = 1;
}
