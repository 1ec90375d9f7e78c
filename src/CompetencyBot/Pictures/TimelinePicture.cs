using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CompetencyBot.Pictures;

/// <summary>What lapses when, counted by month from the present one on.</summary>
/// <param name="Anniversary">Marked where it lies within the months; null where none is known.</param>
/// <param name="Lapses">Certificates that lapse in each month.</param>
/// <param name="Ends">Exams that are accepted for the last time in each month.</param>
public sealed record TimelinePicture(
    [property: JsonPropertyName("d")] DateOnly Today,
    [property: JsonPropertyName("a")] DateOnly? Anniversary,
    [property: JsonPropertyName("m")] ImmutableArray<int> Lapses,
    [property: JsonPropertyName("x")] ImmutableArray<int> Ends) : Picture
{
    public const string Name = "timeline";

    /// <summary>A year, and the month in which it ends.</summary>
    public const int Months = 13;

    public override string Kind => Name;

    public override bool IsReadable => Lapses.Length == Months && Ends.Length == Months && (Lapses.Any(count => count > 0) || Ends.Any(count => count > 0));

    /// <param name="lastDays">Last valid day of each certificate; those outside the months are left out.</param>
    /// <param name="endsOfAcceptance">Last day on which each exam is accepted; null = no end is known.</param>
    public static TimelinePicture Of(DateOnly today, DateOnly? anniversary, IEnumerable<DateOnly> lastDays, IEnumerable<DateOnly?> endsOfAcceptance) =>
        new(today, anniversary, Counted(today, lastDays), Counted(today, endsOfAcceptance.OfType<DateOnly>()));

    /// <summary>First day of the month.</summary>
    public DateOnly MonthAt(int index) => new DateOnly(Today.Year, Today.Month, 1).AddMonths(index);

    /// <summary>0 for the present month; may lie outside the months of the picture.</summary>
    public static int MonthsBetween(DateOnly today, DateOnly day) => (12 * (day.Year - today.Year)) + day.Month - today.Month;

    private static ImmutableArray<int> Counted(DateOnly today, IEnumerable<DateOnly> days)
    {
        var counts = new int[Months];
        foreach (var month in days.Where(day => day >= today).Select(day => MonthsBetween(today, day)).Where(month => month < Months))
            counts[month]++;
        return [.. counts];
    }
}
