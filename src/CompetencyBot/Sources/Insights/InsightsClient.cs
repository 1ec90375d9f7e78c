using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;

namespace CompetencyBot.Sources.Insights;

/// <summary>The calls of the programmatic API that are needed, in its words.</summary>
public sealed class InsightsClient(InsightsCalls calls)
{
    /// <summary>So many pages are read at most; there are some thirty datasets.</summary>
    private const int MostPages = 50;

    private const string Description = "CompetencyBot";

    public Task<InsightsAnswer<IReadOnlyList<OfferedDataset>>> DatasetsAsync(CancellationToken cancellationToken) =>
        AllAsync("ScheduledDataset", InsightsJson.Default.EnvelopeOfferedDataset, cancellationToken);

    /// <summary>The query that asks exactly this: one of earlier, or a new one.</summary>
    /// <returns>Its id.</returns>
    public async Task<InsightsAnswer<string>> QueryAsync(string name, string query, CancellationToken cancellationToken)
    {
        var known = await AllAsync("ScheduledQueries", InsightsJson.Default.EnvelopeMadeQuery, cancellationToken);
        if (known.Value is not { } queries)
            return known.Fault!;
        return queries.FirstOrDefault(made => made.Text == query)?.Id is { Length: > 0 } id ? new(id) : await AddQueryAsync(name, query, cancellationToken);
    }

    /// <summary>Of a query that is gone already nothing more is to be done.</summary>
    public Task DeleteQueryAsync(string id, CancellationToken cancellationToken) => calls.SendAsync(
        HttpMethod.Delete, $"ScheduledQueries/{Uri.EscapeDataString(id)}", null, InsightsJson.Default.EnvelopeMadeQuery, cancellationToken);

    /// <summary>A report that runs once, at once.</summary>
    /// <returns>Its id.</returns>
    public async Task<InsightsAnswer<string>> AddReportAsync(string name, string queryId, CancellationToken cancellationToken)
    {
        var content = new NewReport(name, Description, queryId, ExecuteNow: true, Format: "CSV");
        var answer = await PostAsync("ScheduledReport", content, InsightsJson.Default.NewReport, InsightsJson.Default.EnvelopeMadeReport, cancellationToken);
        return First(answer, made => made.Id);
    }

    /// <summary>The newest run of a report. While none has ended the service says that there is none, as of a report that is gone.</summary>
    /// <param name="status">Which runs are looked at.</param>
    public Task<InsightsAnswer<Envelope<ReportRun>>> RunAsync(string reportId, string status, CancellationToken cancellationToken) => GetAsync(
        $"ScheduledReport/execution/{Uri.EscapeDataString(reportId)}?executionStatus={status}&getLatestExecution=true",
        InsightsJson.Default.EnvelopeReportRun,
        cancellationToken);

    private async Task<InsightsAnswer<string>> AddQueryAsync(string name, string query, CancellationToken cancellationToken)
    {
        var content = new NewQuery(name, Description, query);
        var answer = await PostAsync("ScheduledQueries", content, InsightsJson.Default.NewQuery, InsightsJson.Default.EnvelopeMadeQuery, cancellationToken);
        return First(answer, made => made.Id);
    }

    private async Task<InsightsAnswer<IReadOnlyList<T>>> AllAsync<T>(string path, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        var next = path;
        for (var page = 0; page < MostPages && !string.IsNullOrEmpty(next); page++)
        {
            var answer = await GetAsync(next, type, cancellationToken);
            if (answer.Value is not { } envelope)
                return answer.Fault!;
            found.AddRange(envelope.Value ?? []);
            next = envelope.NextLink;
        }

        return new(found);
    }

    private static InsightsAnswer<string> First<T>(InsightsAnswer<Envelope<T>> answer, Func<T, string?> id) => answer switch
    {
        { Fault: { } fault } => fault,
        { Value.Value: [{ } first, ..] } when id(first) is { Length: > 0 } made => new(made),
        _ => InsightsTrouble.Answer,
    };

    private Task<InsightsAnswer<Envelope<T>>> GetAsync<T>(string path, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellationToken) =>
        calls.SendAsync(HttpMethod.Get, path, null, type, cancellationToken);

    private Task<InsightsAnswer<Envelope<TAnswer>>> PostAsync<TContent, TAnswer>(
        string path, TContent content, JsonTypeInfo<TContent> type, JsonTypeInfo<Envelope<TAnswer>> answer, CancellationToken cancellationToken) =>
        calls.SendAsync(HttpMethod.Post, path, () => JsonContent.Create(content, type, new MediaTypeHeaderValue("application/json")), answer, cancellationToken);
}
