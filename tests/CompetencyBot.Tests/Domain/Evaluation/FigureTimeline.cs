using CompetencyBot.Domain.Evidence;
using FsCheck;
using FsCheck.Fluent;

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <summary>The totals of two metrics, month by month around today, over a window of three months.</summary>
/// <param name="First">Of m1, from January to April; null = no row for the month.</param>
/// <param name="Second">Of m2.</param>
internal sealed record FigureTimeline((int Value, int? Contribution)?[] First, (int Value, int? Contribution)?[] Second)
{
    public const int Window = 3;

    /// <summary>The definition written down as it reads: the latest known total, less the months that are too old by then.</summary>
    public decimal? On(string metric, DateOnly day)
    {
        if (Latest(metric, day) is not var (row, latest))
            return null;
        decimal total = row.Value;
        if (day.Month == Timeline.Today.Month || day < Timeline.Today)
            return total;
        for (var month = Math.Max(0, latest - Window + 1); month <= latest; month++)
            if (month + 1 + Window <= day.Month)
                total -= Of(metric)[month]?.Contribution ?? 0;
        return total;
    }

    /// <summary>The latest known total.</summary>
    public decimal? Known(string metric, DateOnly day) => Latest(metric, day) is var (row, _) ? row.Value : null;

    public IEnumerable<Figure> Rows(string path) =>
        from metric in (string[])["m1", "m2"]
        from month in Of(metric).Index()
        where month.Item is not null
        select new Figure(
            "c1", path, metric, new DateOnly(2018, month.Index + 1, 1), month.Item!.Value.Value, month.Item.Value.Contribution);

    private ((int Value, int? Contribution) Row, int Month)? Latest(string metric, DateOnly day)
    {
        var months = Of(metric);
        var latest = Array.FindLastIndex(months, Math.Min(day.Month - 1, months.Length - 1), row => row is not null);
        return latest < 0 ? null : (months[latest]!.Value, latest);
    }

    private (int Value, int? Contribution)?[] Of(string metric) => metric == "m1" ? First : Second;

    public static Arbitrary<FigureTimeline> Arbitrary() => (
        from first in Gen.ArrayOf(Month, 4)
        from second in Gen.ArrayOf(Month, 4)
        select new FigureTimeline(first, second)).ToArbitrary();

    private static Gen<(int, int?)?> Month =>
        from known in Gen.Choose(0, 3)
        from value in Gen.Choose(0, 6)
        from contribution in Gen.Frequency((1, Gen.Constant<int?>(null)), (4, Gen.Choose(-1, 4).Select(each => (int?)each)))
        select known == 0 ? null : ((int, int?)?)(value, contribution);
}
