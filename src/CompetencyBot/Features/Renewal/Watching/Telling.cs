using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal.Watching;

/// <summary>One risk that one person is to be told of, and why.</summary>
/// <param name="Keys">The facts that are told with it, each once and never again.</param>
internal sealed record Telling(WatchedRisk Risk, NoticeReason Reason, int? Rung, IReadOnlyList<string> Keys)
{
    /// <param name="told">Keys of all that was told.</param>
    /// <param name="snoozedUntil">First day on which the person wants to hear of it again.</param>
    /// <returns>Null when there is nothing that the person does not know, or wants to know now.</returns>
    public static Telling? Of(RiskChange change, string recipient, IReadOnlySet<string> told, DateOnly? snoozedUntil, DateOnly today)
    {
        var row = change.Row;
        var start = KeyOf(recipient, row);
        if (change.Found is not { } found)
            return change.News == NoticeReason.Resolved ? Gone(row, start, told) : null;

        var facts = FactsKey(start, found.Facts);
        var rung = found.Rung is { } day ? RungKey(start, day) : null;
        var reminder = snoozedUntil <= today ? $"{start}snooze:{snoozedUntil:yyyy-MM-dd}" : null;
        string[] open = [.. new[] { facts, rung, reminder }.OfType<string>().Where(key => !told.Contains(key))];
        if (open.Length == 0 || (snoozedUntil > today && change.News is not (NoticeReason.Worse or NoticeReason.New)))
            return null;
        return new Telling(row, ReasonOf(change, open, facts, reminder, told, start), found.Rung, open);
    }

    /// <summary>With what all keys of a person and a risk begin.</summary>
    public static string KeyOf(string recipient, WatchedRisk risk) => $"{recipient.ToLowerInvariant()}|{risk.Key}|{risk.Episode}|";

    public static string FactsKey(string start, string facts) => $"{start}facts:{facts}";

    public static string RungKey(string start, int rung) => $"{start}rung:{rung}";

    private static NoticeReason ReasonOf(
        RiskChange change, string[] open, string facts, string? reminder, IReadOnlySet<string> told, string start)
    {
        if (!told.Any(key => key.StartsWith(start, StringComparison.Ordinal)))
            return change.Row.EscalationStep > 0 ? NoticeReason.Escalated : NoticeReason.New;
        if (open.Contains(facts))
            return change.News ?? NoticeReason.Changed;
        return reminder is not null && open.Contains(reminder) ? NoticeReason.SnoozeEnded : NoticeReason.Rung;
    }

    /// <summary>Whoever never heard of a risk does not hear that it is gone.</summary>
    private static Telling? Gone(WatchedRisk row, string start, IReadOnlySet<string> told)
    {
        var key = $"{start}resolved";
        return !told.Contains(key) && told.Any(known => known.StartsWith(start, StringComparison.Ordinal))
            ? new Telling(row, NoticeReason.Resolved, null, [key])
            : null;
    }
}
