using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>The rows of one metric of a competency or path, by month; of two rows for a month the later in the file counts.</summary>
internal sealed class FigureSeries
{
    private readonly SortedList<DateOnly, Figure> _months = [];

    public void Add(Figure row) => _months[row.Month] = row;

    public Figure? On(DateOnly day) => _months.Values.LastOrDefault(row => row.Month <= day);

    /// <summary>
    /// The trailing total to be expected on a day after today: months of the last known total that have left the window by then are taken
    /// off where their contribution is known, and nothing new is assumed. Without monthly contributions the total stays.
    /// </summary>
    /// <param name="window">Length of the window in months; null for a figure that has none and so stays.</param>
    public static decimal Ahead(FigureSeries series, Figure row, int? window, DateOnly today, DateOnly day) =>
        day <= today || window is not { } months
            ? row.Value
            : row.Value - series.Leaving(row, months, today).Where(part => part.On <= day).Sum(part => part.Contribution);

    /// <summary>Days on which the figure changes: a row is known from its month on, and after today months leave the window.</summary>
    public IEnumerable<DateOnly> Changes(int? window, DateOnly today) => _months.Keys.Concat(
        window is not { } months ? [] : from row in _months.Values from part in Leaving(row, months, today) where part.On > today select part.On);

    /// <summary>Whether it is known of any month of the total what that month added.</summary>
    public bool KnowsMonths(Figure row, int window, DateOnly today) => Leaving(row, window, today).Any();

    /// <summary>
    /// A month leaves the window on the first day of the month a window's length later. One that should have left already, because the
    /// last known total is old, is still in today's figure and so leaves with the next month.
    /// </summary>
    private IEnumerable<(DateOnly On, decimal Contribution)> Leaving(Figure row, int window, DateOnly today)
    {
        var next = FirstOf(today).AddMonths(1);
        for (var back = 0; back < window; back++)
        {
            var month = FirstOf(row.Month).AddMonths(-back);
            var leaves = month.AddMonths(window);
            if (_months.GetValueOrDefault(month)?.Contribution is { } contribution)
                yield return (leaves > today ? leaves : next, contribution);
        }
    }

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
