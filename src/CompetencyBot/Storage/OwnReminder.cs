namespace CompetencyBot.Storage;

/// <summary>That somebody wants to be reminded of a certificate of theirs so many days before it lapses, beside the usual days.</summary>
public sealed class OwnReminder
{
    /// <summary>Work address in lower case.</summary>
    public required string Person { get; init; }

    /// <summary>Of the catalogue.</summary>
    public required string ItemId { get; init; }

    /// <summary>Days before the last valid day, at least 1.</summary>
    public required int DaysBefore { get; set; }

    public required DateTimeOffset AskedAt { get; set; }
}
