using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Insights;

/// <summary>The programmatic API (<c>/insights/v1/mpn</c>). Every answer lies in its envelope, refusals too.</summary>
internal sealed class InsightsApi(InsightsDesk desk, InsightsSignIn signIn, InsightsLog log, Func<string> filesUrl)
{
    public const string Root = "/insights/v1/mpn";

    public void Map(WebApplication app)
    {
        app.Use(CheckAsync);
        var api = app.MapGroup(Root);
        api.MapGet("/ScheduledDataset", Datasets);
        api.MapPost("/ScheduledQueries", AddQueryAsync);
        api.MapGet("/ScheduledQueries", () => Envelope([.. desk.Queries.Values.Select(Json)]));
        api.MapDelete("/ScheduledQueries/{id}", (string id) => desk.Queries.TryRemove(id, out var query) ? Envelope([Json(query)]) : Fault(404, "Query not found."));
        api.MapPost("/ScheduledReport", AddReportAsync);
        api.MapGet("/ScheduledReport/execution/{id}", Execution);
    }

    private async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var token = InsightsLog.TokenOf(context);
        var (path, planned) = (context.Request.Path.Value![Root.Length..] + context.Request.QueryString, log.NextAnswer());
        if (planned is { } answer)
        {
            context.Response.Headers.RetryAfter = answer.RetryAfter;
            await Fault(answer.Status, "Played.").ExecuteAsync(context);
        }
        else if (token is null || !signIn.IsGood(token))
            await Fault(401, "Unauthorized. The token is missing or has expired.").ExecuteAsync(context);
        else
            await next(context);
        log.Add(context, InsightsServer.Api, path);
    }

    /// <summary>A page has one dataset, so that whoever reads the first page only misses something.</summary>
    private IResult Datasets(HttpRequest request)
    {
        var all = desk.All.ToList();
        var page = int.TryParse(request.Query["page"], out var wanted) ? wanted : 0;
        var next = page + 1 < all.Count ? desk.Behaviour.NextLink ?? $"{request.Scheme}://{request.Host}{Root}/ScheduledDataset?page={page + 1}" : null;
        return Envelope([.. Nulls, .. all.Skip(page).Take(1).Select(set => (JsonNode?)new JsonObject
        {
            ["datasetName"] = set.Name,
            ["selectableColumns"] = new JsonArray([.. set.Table.Columns.Select(column => (JsonNode?)column), .. Nulls]),
            ["availableMetrics"] = new JsonArray(),
            ["availableDateRanges"] = new JsonArray([.. desk.Behaviour.DateRanges.Select(range => (JsonNode)range)]),
            ["minimumRecurrenceInterval"] = desk.Behaviour.MinimumRecurrence,
        })], next, all.Count);
    }

    private async Task<IResult> AddQueryAsync(HttpRequest request)
    {
        var body = await log.ReadAsync(request);
        var (query, fault) = desk.Add((string?)body?["Name"] ?? "", (string?)body?["Query"] ?? "");
        return query is null ? Fault(400, fault) : Envelope([Json(query)]);
    }

    private async Task<IResult> AddReportAsync(HttpRequest request)
    {
        var body = await log.ReadAsync(request);
        if ((string?)body?["QueryId"] is not { } id || !desk.Queries.TryGetValue(id, out var query))
            return Fault(404, "Query not found.");
        if ((bool?)body["ExecuteNow"] != true)
            return Fault(400, "StartTime is missing.");
        var report = desk.NewId("report");
        desk.Executions[report] = new InsightsExecution(desk.NewId("execution"), query, desk.Now);
        return Envelope([new JsonObject { ["reportId"] = report, ["reportName"] = (string?)body["ReportName"], ["queryId"] = id, ["reportStatus"] = "Active" }]);
    }

    /// <summary>As at Microsoft it finds completed runs only, unless others are asked for.</summary>
    private IResult Execution(string id, HttpRequest request)
    {
        if (!desk.Executions.TryGetValue(id, out var execution))
            return Fault(404, "Report not found.");
        var wanted = request.Query["executionStatus"].ToString() is { Length: > 0 } asked ? asked : "Completed";
        var status = wanted is "Completed" ? execution.StatusNow(desk.Behaviour, desk.Now) : $"{desk.Behaviour.End}";
        if (status != wanted)
            return Fault(404, "No execution found.");
        var answer = new JsonObject
        {
            ["executionId"] = execution.Id,
            ["reportId"] = id,
            ["format"] = desk.Behaviour.AsTsv ? "TSV" : "CSV",
            ["executionStatus"] = status,
        };
        if (status == "Completed")
            AddLink(answer, execution);
        return Envelope([answer]);
    }

    private void AddLink(JsonObject answer, InsightsExecution execution)
    {
        var (code, until) = (InsightsSignIn.NewSecret("link"), desk.Now + desk.Behaviour.LinksGoodFor);
        desk.Links[code] = (execution, until);
        answer["reportAccessSecureLink"] = $"{filesUrl()}/reports/{execution.Query.Dataset}?sig={code}";
        answer["reportExpiryTime"] = until.UtcDateTime;
        answer["reportGeneratedTime"] = execution.CreatedAt.UtcDateTime;
    }

    private static JsonNode Json(InsightsQuery query) =>
        new JsonObject { ["queryId"] = query.Id, ["name"] = query.Name, ["query"] = query.Text, ["type"] = "userDefined" };

    private JsonNode?[] Nulls => desk.Behaviour.HasNulls ? [null] : [];

    private IResult Envelope(JsonNode?[] value, string? next = null, int? total = null, int status = 200, string message = "Success") => Results.Json(
        new JsonObject
        {
            ["value"] = new JsonArray(value),
            ["nextLink"] = next,
            ["totalCount"] = total ?? value.Length,
            ["message"] = message,
            ["statusCode"] = status,
            ["dataRedacted"] = desk.Behaviour.DataRedacted,
        },
        statusCode: status);

    private IResult Fault(int status, string message) => Envelope([], status: status, message: message);
}
