using System.Collections.Immutable;
using System.Globalization;

namespace CompetencyBot.Sources;

/// <summary>
/// One row by the names of its columns. A value that cannot be read leaves its reason in <see cref="Problem"/>; the first one stands, and
/// the row is skipped.
/// </summary>
internal sealed class Row(CsvTable table, Header header, ImmutableArray<DateColumn> dates)
{
    private static readonly DateOnly FirstPlausible = new(1990, 1, 1);
    private static readonly DateOnly LastPlausible = new(2100, 12, 31);

    // Sums, products and quotients of such figures are still numbers.
    private const decimal LargestFigure = 1_000_000_000_000_000;

    // No thousands separators: with them 1,5 would be read as fifteen.
    private const NumberStyles Figure = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public SkippedRow? Problem { get; private set; }

    public int Line => table.Line;

    /// <summary>Forgets the problem of the row before.</summary>
    public void Begin() => Problem = table.Fault;

    public string? Text(string column) => header.PositionOf(column) is { } position ? table.Field(position) : null;

    public string Required(string column)
    {
        var text = Text(column);
        if (text is null)
            Refuse(SkipReason.MissingValue, column);
        return text ?? "";
    }

    public decimal? Number(string column)
    {
        if (Text(column) is not { } text)
            return null;
        if (!decimal.TryParse(text, Figure, CultureInfo.InvariantCulture, out var number))
            Refuse(SkipReason.NotANumber, column);
        else if (decimal.Abs(number) > LargestFigure)
            Refuse(SkipReason.ImplausibleNumber, column);
        else
            return number;
        return null;
    }

    public T? Word<T>(string column, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (Text(column) is not { } text)
            return null;
        if (words.TryGetValue(text, out var word))
            return word;
        Refuse(SkipReason.UnknownWord, column);
        return null;
    }

    /// <summary>The UTC day of a date that may lie anywhere, such as one on which something ends.</summary>
    public DateOnly? Day(string column) => DayOf(Instant(column));

    /// <summary>The UTC day of a date that has to lie between 1990 and 2100.</summary>
    public DateOnly? PlausibleDay(string column) => DayOf(PlausibleInstant(column));

    public DateTimeOffset? PlausibleInstant(string column)
    {
        var instant = Instant(column);
        CheckPlausible(column, DayOf(instant));
        return instant;
    }

    /// <returns>The first day of the month.</returns>
    public DateOnly? Month(string column)
    {
        if (Text(column) is not { } text)
            return null;

        var day = Dates.ParseMonth(text) ?? DayOf(Dates.Parse(text, IsMonthFirst(column)));
        if (day is null)
            Refuse(SkipReason.NotAMonth, column);
        CheckPlausible(column, day);
        return day is { Year: var year, Month: var month } ? new DateOnly(year, month, 1) : null;
    }

    /// <summary>Refuses the row when <paramref name="end"/> lies before <paramref name="start"/>.</summary>
    public void CheckOrder(DateOnly? start, DateOnly? end, string endColumn)
    {
        if (end < start)
            Refuse(SkipReason.EndsBeforeStart, endColumn);
    }

    public void Refuse(SkipReason reason, string? column = null) =>
        Problem ??= new(Line, reason, column, column is null ? null : Text(column));

    private DateTimeOffset? Instant(string column)
    {
        if (Text(column) is not { } text)
            return null;

        var instant = Dates.Parse(text, IsMonthFirst(column));
        if (instant is null)
            Refuse(SkipReason.NotADate, column);
        return instant;
    }

    private void CheckPlausible(string column, DateOnly? day)
    {
        if (day < FirstPlausible || day > LastPlausible)
            Refuse(SkipReason.ImplausibleDate, column);
    }

    private bool IsMonthFirst(string column)
    {
        foreach (var date in dates)
            if (date.Name == column)
                return date.IsMonthFirst;
        return false;
    }

    private static DateOnly? DayOf(DateTimeOffset? instant) => instant is { } known ? DateOnly.FromDateTime(known.UtcDateTime) : null;
}
