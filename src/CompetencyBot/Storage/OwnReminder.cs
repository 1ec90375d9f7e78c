namespace CompetencyBot.Storage;

/// <summary>That somebody wants to be reminded of a certificate of theirs so many days before it lapses, beside the usual days; or not at all.</summary>
public sealed class OwnReminder
{
    /// <summary>As <see cref="DaysBefore"/>: the person wants to hear nothing of the certificate, not on the usual days either.</summary>
    public const int NotAtAll = 0;

    /// <summary>Work address in lower case.</summary>
    public required string Person { get; init; }

    /// <summary>Of the catalogue.</summary>
    public required string ItemId { get; init; }

    /// <summary>Days before the last valid day, at least 1; or <see cref="NotAtAll"/>.</summary>
    public required int DaysBefore { get; set; }

    public required DateTimeOffset AskedAt { get; set; }

    /// <summary>The day on which the person is told; null where they are not. A renewed certificate has a later last day, and so a later day.</summary>
    public DateOnly? DayBefore(DateOnly lastDay) =>
        DaysBefore == NotAtAll || lastDay.DayNumber < DaysBefore ? null : lastDay.AddDays(-DaysBefore);
}
