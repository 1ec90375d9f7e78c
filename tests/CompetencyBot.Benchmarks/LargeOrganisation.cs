using System.Globalization;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Benchmarks;

public enum Lapses
{
    /// <summary>One achievement in ten lapses within the year.</summary>
    Some,

    /// <summary>Every achievement lapses within the year, on every day of it as many as on any other.</summary>
    All,
}

/// <summary>An invented organisation of any size, the same at every run: six achievements a person.</summary>
public static class LargeOrganisation
{
    public const int AchievementsEach = 6;

    public static DateOnly Today { get; } = new(2018, 3, 1);

    public static EvidenceRecords Of(int people, Edition edition, Lapses lapses = Lapses.Some)
    {
        ArgumentNullException.ThrowIfNull(edition);
        Item[] items = [.. edition.Items.Values];
        return EvidenceRecords.Empty with
        {
            AssociationsKnown = true,
            People = [.. Enumerable.Range(0, people).Select(Person)],
            Training = [.. Enumerable.Range(0, people * AchievementsEach).Select(row => Training(row, items, lapses))],
            Performance = [.. Figures(edition)],
        };
    }

    private static PersonRecord Person(int number) => new(
        Address(number), $"Person {number}", McpId: (990_000_000 + number).ToString(CultureInfo.InvariantCulture), AssociatedOn: new(2017, 1, 2, 0, 0, 0, TimeSpan.Zero));

    // 7919 is a prime larger than the number of items, so that neighbours hold different things.
    private static TrainingRecord Training(int row, Item[] items, Lapses lapses) => new(
        items[row * 7919L % items.Length].Id,
        null,
        null,
        Address(row / AchievementsEach),
        null,
        new DateOnly(2017, 1, 1).AddDays(row % 400),
        lapses == Lapses.All || row % 10 == 0 ? Today.AddDays(row % 365) : null);

    private static IEnumerable<PerformanceRecord> Figures(Edition edition) =>
        from competency in edition.Competencies
        from path in competency.Paths
        from metric in path.Levels.SelectMany(level => level.Requirements).OfType<PerformanceRequirement>().Select(need => need.Metric).Distinct()
        from month in Enumerable.Range(0, 14)
        select new PerformanceRecord(
            competency.Names["en"], path.Names["en"], new DateOnly(2017, 1, 1).AddMonths(month), metric, 10_000, 120_000);

    private static string Address(int number) => $"person{number.ToString(CultureInfo.InvariantCulture)}@contoso.example";
}
