using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal.Watching;

/// <summary>One risk in a message, as it is now.</summary>
/// <param name="Reason">Why it was told; null when somebody asked what is watched.</param>
/// <param name="Rung">Day of the ladder on which it was told.</param>
/// <param name="At">When it was told.</param>
public sealed record WarningEntry(WatchedRisk Risk, NoticeReason? Reason, int? Rung, DateTimeOffset At)
{
    /// <summary>Levels that break first, then who leaves, what rests on one person after that; those of one kind by the day they do harm.</summary>
    public static IComparer<WarningEntry> WorstFirst { get; } = Comparer<WarningEntry>.Create((one, other) => KeyOf(one).CompareTo(KeyOf(other)));

    private static (RiskKind, DateOnly, string) KeyOf(WarningEntry entry) =>
        (entry.Risk.Kind, entry.Risk.BreaksOn ?? DateOnly.MaxValue, entry.Risk.Key);
}

/// <summary>A message that warns of one or more risks.</summary>
/// <param name="Id">Of the message in the outbox, which the buttons carry.</param>
public sealed record Warning(Guid Id, IReadOnlyList<WarningEntry> Entries)
{
    /// <summary>Whether nothing is left of it that anybody would have to hear.</summary>
    public bool IsPointless => !Open.Any() && !Entries.Any(entry => entry.Reason == NoticeReason.Resolved);

    /// <summary>What is told again takes the place of what was to be told.</summary>
    public Warning With(IReadOnlyCollection<WarningEntry> news)
    {
        ArgumentNullException.ThrowIfNull(news);
        var kept = Entries.Where(entry => !news.Any(newer => newer.Risk.Id == entry.Risk.Id));
        return this with { Entries = [.. kept.Concat(news).Order(WarningEntry.WorstFirst)] };
    }

    /// <summary>Those that can still be answered.</summary>
    public IEnumerable<WatchedRisk> Open => Entries.Where(entry => entry.Reason != NoticeReason.Resolved && entry.Risk.ResolvedAt is null)
        .Select(entry => entry.Risk);
}
