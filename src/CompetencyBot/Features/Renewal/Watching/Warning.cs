using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal.Watching;

/// <summary>One risk in a message, as it is now.</summary>
/// <param name="Reason">Why it was told; null when somebody asked what is watched.</param>
/// <param name="Rung">Day of the ladder on which it was told.</param>
/// <param name="At">When it was told.</param>
public sealed record WarningEntry(WatchedRisk Risk, NoticeReason? Reason, int? Rung, DateTimeOffset At);

/// <summary>A message that warns of one or more risks.</summary>
/// <param name="Id">Of the message in the outbox, which the buttons carry.</param>
public sealed record Warning(Guid Id, IReadOnlyList<WarningEntry> Entries)
{
    /// <summary>Those that can still be answered.</summary>
    public IEnumerable<WatchedRisk> Open => Entries.Where(entry => entry.Reason != NoticeReason.Resolved && entry.Risk.ResolvedAt is null)
        .Select(entry => entry.Risk);
}
