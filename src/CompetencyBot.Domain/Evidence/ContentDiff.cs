namespace CompetencyBot.Domain.Evidence;

/// <summary>
/// How the rows of one content of a kind differ from those of another. Rows that say the same are the same, wherever they stand; of the rest, as many rows as both
/// contents have of a key (<see cref="RowPrint.Key"/>) have changed, and what is over is new or gone.
/// </summary>
public sealed record ContentDiff(int New, int Changed, int Gone, int Same)
{
    /// <summary>Fewer rows go in any export.</summary>
    private const int FewestOfMuch = 20;

    private const int ShareOfMuch = 5;

    public bool IsNothing => New == 0 && Changed == 0 && Gone == 0;

    /// <summary>Whether a fifth of the rows that were there are gone, and at least 20: what an export that was cut off looks like.</summary>
    public bool TakesMuch => Gone >= FewestOfMuch && Gone * ShareOfMuch >= Same + Changed + Gone;
}

/// <summary>Counts the differences of two contents row by row, all of the earlier one first; holds 24 bytes for each of its rows and nothing of the later one's that are the same.</summary>
public sealed class ContentComparison
{
    private readonly Dictionary<ulong, (ulong Key, int Left)> _before = [];
    private readonly Dictionary<ulong, int> _newByKey = [];
    private int _same;
    private int _new;

    public void AddBefore(RowPrint row) => _before[row.Row] = (row.Key, _before.GetValueOrDefault(row.Row).Left + 1);

    public void AddAfter(RowPrint row)
    {
        if (_before.TryGetValue(row.Row, out var before) && before.Left > 0)
        {
            _before[row.Row] = before with { Left = before.Left - 1 };
            _same++;
            return;
        }

        _newByKey[row.Key] = _newByKey.GetValueOrDefault(row.Key) + 1;
        _new++;
    }

    /// <summary>Once all rows are added.</summary>
    public ContentDiff Count()
    {
        var (changed, gone) = (0, 0);
        foreach (var (key, left) in _before.Values)
        {
            var both = Math.Min(left, _newByKey.GetValueOrDefault(key));
            if (both > 0)
                _newByKey[key] -= both;
            changed += both;
            gone += left - both;
        }

        return new ContentDiff(_new - changed, changed, gone, _same);
    }
}
