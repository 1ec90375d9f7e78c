using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompetencyBot.Sources.Insights;

/// <summary>A dataset that the API offers.</summary>
/// <param name="MinimumRecurrence">Hours between two runs; null = it does not say.</param>
public sealed record OfferedDataset(
    [property: JsonPropertyName("datasetName")] string? Name,
    [property: JsonPropertyName("selectableColumns")] IReadOnlyList<string?>? Columns,
    [property: JsonPropertyName("availableDateRanges")] IReadOnlyList<string?>? DateRanges,
    [property: JsonPropertyName("minimumRecurrenceInterval")] long? MinimumRecurrence);

public sealed record MadeQuery(
    [property: JsonPropertyName("queryId")] string? Id, [property: JsonPropertyName("query")] string? Text = null);

public sealed record MadeReport([property: JsonPropertyName("reportId")] string? Id);

/// <summary>A run of a report.</summary>
public sealed record ReportRun(
    [property: JsonPropertyName("executionId")] string? Id,
    [property: JsonPropertyName("executionStatus")] string? Status,
    [property: JsonPropertyName("format")] string? Format,
    [property: JsonPropertyName("reportGeneratedTime")] string? GeneratedAt,
    [property: JsonPropertyName("reportAccessSecureLink")] string? Link)
{
    /// <summary>The compiler's text of a record would hold the link, which lets anybody read the file.</summary>
    public override string ToString() => $"{Id}: {Status}";
}

/// <summary>In what every answer comes, refusals too.</summary>
/// <param name="StatusCode">As the service means it, whatever HTTP says.</param>
/// <param name="DataRedacted">Whether the account may not see addresses.</param>
public sealed record Envelope<T>(IReadOnlyList<T>? Value, string? NextLink, int? StatusCode, bool? DataRedacted);

public sealed record NewQuery(string Name, string Description, string Query);

public sealed record NewReport(string ReportName, string Description, string QueryId, bool ExecuteNow, string Format);

/// <summary>Names are read whatever their case, and written as the service's documents write them.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.General, PropertyNameCaseInsensitive = true, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(Envelope<OfferedDataset>))]
[JsonSerializable(typeof(Envelope<MadeQuery>))]
[JsonSerializable(typeof(Envelope<MadeReport>))]
[JsonSerializable(typeof(Envelope<ReportRun>))]
[JsonSerializable(typeof(NewQuery))]
[JsonSerializable(typeof(NewReport))]
internal sealed partial class InsightsJson : JsonSerializerContext;
