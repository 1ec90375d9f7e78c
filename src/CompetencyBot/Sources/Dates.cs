using System.Globalization;
using System.Text.RegularExpressions;

namespace CompetencyBot.Sources;

/// <summary>Dates as evidence files write them. Without an offset they are UTC, without a time they are 00:00.</summary>
internal static partial class Dates
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] Iso =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd' 'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzz",
        "yyyy-MM-dd'T'HH:mmzz",
    ];

    // Excel writes a date that it has touched with its time behind it.
    private static readonly string[] MonthFirst =
    [
        "M/d/yyyy",
        "M/d/yyyy H:mm",
        "M/d/yyyy H:mm:ss",
        "M/d/yyyy h:mm tt",
        "M/d/yyyy h:mm:ss tt",
    ];

    /// <param name="monthFirst">Whether the column as a whole proves that its slashed dates have the month first.</param>
    public static DateTimeOffset? Parse(string text, bool monthFirst) =>
        DateTimeOffset.TryParseExact(text, Iso, CultureInfo.InvariantCulture, Utc, out var date)
        || (monthFirst && DateTimeOffset.TryParseExact(text, MonthFirst, CultureInfo.InvariantCulture, Utc, out date))
            ? date
            : null;

    /// <returns>The first day of a month written as <c>2018-02</c>.</returns>
    public static DateOnly? ParseMonth(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;

    /// <returns>The first two numbers of a date with slashes; null for any other text.</returns>
    public static (int First, int Second)? Slashed(string text)
    {
        var match = SlashedDate().Match(text);
        return match.Success ? (NumberIn(match.Groups[1]), NumberIn(match.Groups[2])) : null;
    }

    private static int NumberIn(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("^([0-9]{1,2})/([0-9]{1,2})/[0-9]{4}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex SlashedDate();
}

/// <summary>
/// Looks at every date of one column to tell <c>3/14/2018</c> (month first) from <c>14/3/2018</c>: a column in which no number settles it
/// could be either, and half of its dates would be wrong in silence.
/// </summary>
internal sealed class DateColumn(string name)
{
    private bool slashed;
    private bool dayFirst;
    private bool monthFirst;

    public string Name => name;

    public bool IsMonthFirst => monthFirst && !dayFirst;

    public Rejection? Rejection =>
        dayFirst ? new(RejectionReason.DayFirstDates, name)
        : slashed && !monthFirst ? new(RejectionReason.AmbiguousDates, name)
        : null;

    public void Look(string? text)
    {
        if (text is null || Dates.Slashed(text) is not var (first, second))
            return;

        slashed = true;
        dayFirst |= first > 12;
        monthFirst |= second > 12;
    }
}
