using System.Collections.Immutable;

namespace CompetencyBot.Domain.Catalogue;

/// <summary>The days on which an open risk is told again, counted from the anniversary; whole days, so that leap days need no care.</summary>
public sealed class Ladder
{
    /// <summary>A rung lies at most so many days before or after the anniversary.</summary>
    public const int Furthest = 366;

    private static readonly ImmutableArray<int> DaysBefore = [90, 60, 30, 15, 7, 1, 0];

    /// <param name="days">Negative before the anniversary; in any order.</param>
    /// <exception cref="ArgumentOutOfRangeException">A day lies further away than <see cref="Furthest"/>.</exception>
    public Ladder(IEnumerable<int> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        Days = [.. days.Distinct().Order()];
        foreach (var day in Days)
            ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs((long)day), Furthest, nameof(days));
    }

    /// <summary>Ascending, each once.</summary>
    public ImmutableArray<int> Days { get; }

    /// <summary>
    /// The ladder of an edition that names none: 90, 60, 30, 15, 7 and 1 days before the last day on which renewal is tested, that day and
    /// the anniversary, then half way, three quarters and the last day but one of the window in which renewal is bought (of 30 days: 15, 23, 29).
    /// The first day of a test that spans months is no rung: one qualified day is enough, so nothing is lost on it and nothing can be late yet.
    /// </summary>
    public static Ladder For(RenewalTest test, PurchaseWindow window)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(window);
        // A test by months ends on the anniversary or later; the earliest end is taken.
        var tested = test is RenewalTest.AnyDayInWindow span ? span.LastDay : 0;
        return new Ladder(DaysBefore.Select(days => Math.Max(tested - days, -Furthest)).Append(0).Concat(After(window)));
    }

    /// <summary>The highest rung that is reached on the day; null when none is yet.</summary>
    public int? LastRung(DateOnly anniversary, DateOnly today) =>
        Days.LastOrDefault(day => day <= today.DayNumber - anniversary.DayNumber, int.MinValue) is var rung and > int.MinValue ? rung : null;

    /// <summary>The first rung that is not reached yet; null when there is none left.</summary>
    public int? NextRung(DateOnly anniversary, DateOnly today) =>
        Days.FirstOrDefault(day => day > today.DayNumber - anniversary.DayNumber, int.MaxValue) is var rung and < int.MaxValue ? rung : null;

    public override string ToString() => string.Join(", ", Days);

    private static IEnumerable<int> After(PurchaseWindow window)
    {
        var first = Math.Clamp(window.FirstDay, 1, Furthest);
        var last = Math.Clamp(window.LastDay, 0, Furthest);
        var length = last - first;
        return ((int[])[first + (((2 * length) + 1) / 4), first + (((3 * length) + 1) / 4), last - 1]).Where(day => day >= first && day <= last);
    }
}
