using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace CompetencyBot.Sandbox.Insights;

internal sealed record InsightsQuery(string Id, string Name, string Text, string Dataset, IReadOnlyList<string> Columns);

/// <summary>A run of a report, of which there is one each, since they are all executed at once.</summary>
internal sealed class InsightsExecution(string id, InsightsQuery query, DateTimeOffset createdAt)
{
    private int _looks;

    public string Id => id;

    public InsightsQuery Query => query;

    public DateTimeOffset CreatedAt => createdAt;

    /// <summary>Each call is a look.</summary>
    public string StatusNow(InsightsBehaviour behaviour, DateTimeOffset now)
    {
        var step = behaviour.RunsFor is { } whole
            ? now - createdAt >= whole ? 3 : now - createdAt >= whole / 2 ? 2 : 1
            : Interlocked.Increment(ref _looks);
        return step switch { 1 => "Pending", 2 => "Running", _ => $"{behaviour.End}" };
    }
}

/// <summary>What the played Insights keeps: its datasets, and the queries, reports and links that were made.</summary>
internal sealed partial class InsightsDesk(string folder, InsightsBehaviour behaviour, TimeProvider clock)
{
    private const string Performance = "CompetencyPerformanceRequirement";
    private static readonly string[] Datasets = ["TrainingCompletions", Performance, "CompetencySummaryHistory"];

    private readonly ConcurrentDictionary<string, string> _texts = new(
        Datasets.Where(name => File.Exists(PathOf(folder, name))).Select(name => KeyValuePair.Create(name, File.ReadAllText(PathOf(folder, name)))));

    private int _ids;

    public InsightsBehaviour Behaviour { get; } = behaviour;

    public ConcurrentDictionary<string, InsightsQuery> Queries { get; } = new();

    /// <summary>By the id of their report.</summary>
    public ConcurrentDictionary<string, InsightsExecution> Executions { get; } = new();

    /// <summary>By the code of their address.</summary>
    public ConcurrentDictionary<string, (InsightsExecution Execution, DateTimeOffset Until)> Links { get; } = new();

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>As the API calls them now, with what it tells beside.</summary>
    public IEnumerable<(string Name, InsightsTable Table)> All => _texts.OrderBy(text => Array.IndexOf(Datasets, text.Key))
        .Select(text => (text.Key == Performance ? Behaviour.PerformanceName : text.Key, InsightsTable.Parse(text.Value)));

    /// <summary>A dataset as CSV, by the name of its file.</summary>
    public string this[string dataset]
    {
        get => _texts[dataset];
        set => _texts[dataset] = value;
    }

    public string NewId(string what) => $"{what}-{Interlocked.Increment(ref _ids)}";

    public void Remove(string dataset) => _texts.TryRemove(dataset, out _);

    /// <returns>The query; or why there can be none.</returns>
    public (InsightsQuery? Query, string Fault) Add(string name, string text)
    {
        var parts = Sql().Match(text);
        if (!parts.Success)
            return (null, "The query is not valid.");
        var dataset = parts.Groups["dataset"].Value;
        if (All.FirstOrDefault(known => known.Name == dataset).Table is not { } table)
            return (null, $"Dataset {dataset} is not available.");
        string[] columns = parts.Groups["columns"].Value.Split(',', StringSplitOptions.TrimEntries);
        if (columns.FirstOrDefault(column => !table.Columns.Contains(column)) is { } unknown)
            return (null, $"Column {unknown} is not selectable in {dataset}.");
        if (parts.Groups["span"] is { Success: true, Value: var span } && !Behaviour.DateRanges.Contains(span))
            return (null, $"TIMESPAN {span} is not available.");
        var query = new InsightsQuery(NewId("query"), name, text, dataset, columns);
        Queries[query.Id] = query;
        return (query, "");
    }

    /// <returns>The file of a run, as the data are at this moment.</returns>
    public Task<byte[]> WriteAsync(InsightsExecution execution) => All.First(known => known.Name == execution.Query.Dataset).Table
        .WriteAsync(execution.Query.Columns, Behaviour.AsTsv ? '\t' : ',', Behaviour.DataRedacted);

    private static string PathOf(string folder, string name) => Path.Combine(folder, name + ".csv");

    [GeneratedRegex(@"^SELECT (?<columns>[\w, ]+) FROM (?<dataset>\w+)( TIMESPAN (?<span>\w+))?$")]
    private static partial Regex Sql();
}
