namespace CompetencyBot.Sources.Insights;

/// <summary>What is to be asked of the API for one dataset; the query in its language, and how often it may be asked.</summary>
/// <param name="Name">As the API spells it now.</param>
public sealed record DatasetPlan(string Name, string Query, TimeSpan Interval)
{
    /// <summary>Where the API names none: as often as these datasets are refreshed.</summary>
    public static readonly TimeSpan UsualInterval = TimeSpan.FromDays(5);

    /// <summary>Hours; nobody is believed who asks for more.</summary>
    private const long LongestInterval = 90 * 24;

    private const string AllTime = "LIFETIME";

    /// <summary>The datasets that are fetched.</summary>
    public static IReadOnlyList<FileKind> Kinds { get; } =
        [FileKind.TrainingCompletions, FileKind.CompetencyPerformanceRequirement, FileKind.CompetencySummaryHistory];

    /// <summary>Asks for those of our columns that there are; others are of no use, and hold more of people than is needed.</summary>
    public static InsightsAnswer<DatasetPlan> Of(FileKind kind, IReadOnlyList<OfferedDataset> offered)
    {
        ArgumentNullException.ThrowIfNull(offered);
        if (offered.FirstOrDefault(dataset => FileKinds.Of(dataset.Name + ".csv") == kind) is not { Name: { } name } found)
            return InsightsTrouble.NoDataset;
        string[] columns = [.. (found.Columns ?? []).OfType<string>()];
        var (rejection, ours) = Match(kind, columns);
        if (rejection is not null)
            return new InsightsFault(InsightsTrouble.ColumnMissing, rejection.Column);
        var used = ours.Where(column => column.Use != ColumnUse.NotUsed).Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var selected = columns.Where(column => used.Contains(column) && IsWord(column));
        var span = found.DateRanges?.Contains(AllTime) == true ? $" TIMESPAN {AllTime}" : "";
        var interval = found.MinimumRecurrence is > 0 and { } hours ? TimeSpan.FromHours(Math.Min(hours, LongestInterval)) : UsualInterval;
        return new(new DatasetPlan(name, $"SELECT {string.Join(", ", selected)} FROM {name}{span}", interval));
    }

    private static (Rejection? Rejection, IReadOnlyList<Column> Columns) Match(FileKind kind, IReadOnlyList<string> names) => kind switch
    {
        FileKind.TrainingCompletions => Match(names, FileFormats.Training),
        FileKind.CompetencyPerformanceRequirement => Match(names, FileFormats.Performance),
        FileKind.CompetencySummaryHistory => Match(names, FileFormats.History),
        _ => throw new InvalidOperationException($"{kind} is no dataset."),
    };

    private static (Rejection? Rejection, IReadOnlyList<Column> Columns) Match<T>(IReadOnlyList<string> names, FileFormat<T> format) =>
        (Header.Match(names, format).Rejection, format.Columns);

    /// <summary>It becomes part of a query.</summary>
    private static bool IsWord(string column) => column.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '_');
}
