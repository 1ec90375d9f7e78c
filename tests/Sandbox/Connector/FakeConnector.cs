using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;

namespace CompetencyBot.Sandbox.Connector;

/// <summary>
/// Plays the Bot Connector of Teams on this machine: send, reply, update, create conversation, members. It records every request and can
/// be told what to answer next.
/// </summary>
public sealed class FakeConnector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CallRecord _record = new();
    private readonly AnswerPlan _plan = new();
    private ImmutableList<JsonObject> _members = [];
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _ids;

    private FakeConnector(WebApplication app)
    {
        _app = app;
        const string conversation = "/v3/conversations/{cid}";
        app.MapPost("/v3/conversations", context => AnswerAsync(context, Create));
        app.MapPost($"{conversation}/activities", context => AnswerAsync(context, Accept));
        app.MapPost($"{conversation}/activities/{{aid}}", context => AnswerAsync(context, Accept));
        app.MapPut($"{conversation}/activities/{{aid}}", context => AnswerAsync(context, Accept));
        app.MapGet($"{conversation}/members/{{uid}}", context => AnswerAsync(context, Member));
        app.MapGet($"{conversation}/pagedmembers", context => AnswerAsync(context, Page));
    }

    /// <summary>What activities name as their service; without a slash at its end, like the Playground's (Teams' own has one).</summary>
    public string ServiceUrl => _app.Urls.First();

    /// <summary>Everything that came so far, oldest first.</summary>
    public IReadOnlyList<ConnectorCall> Calls => _record.Calls;

    /// <param name="port">0 takes a free one.</param>
    public static async Task<FakeConnector> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var connector = new FakeConnector(builder.Build());
        await connector._app.StartAsync();
        return connector;
    }

    /// <summary>The oldest call that no <see cref="NextAsync"/> has returned yet, waited for if need be.</summary>
    /// <exception cref="TimeoutException">Nothing came within the limit (10 s unless told).</exception>
    public Task<ConnectorCall> NextAsync(TimeSpan? limit = null) => _record.NextAsync(limit);

    /// <summary>The first call, past or coming, that the predicate takes.</summary>
    /// <exception cref="TimeoutException">None came within the limit (10 s unless told).</exception>
    public Task<ConnectorCall> WaitForAsync(Func<ConnectorCall, bool> predicate, TimeSpan? limit = null) =>
        _record.WaitForAsync(predicate, limit);

    /// <summary>The next calls are answered with this status instead of being carried out.</summary>
    /// <param name="code">Error code of the body; null answers without a body.</param>
    /// <param name="retryAfter">Value of <c>Retry-After</c>, seconds or a date.</param>
    public void Answer(int status, string? code = null, string? retryAfter = null, int times = 1) =>
        _plan.Add(new PlannedAnswer(status, code is null ? null : ErrorBody(code), retryAfter), times);

    /// <summary>The next call is answered with exactly this body.</summary>
    public void AnswerWith(int status, string body, string? location = null) =>
        _plan.Add(new PlannedAnswer(status, body, null) { Location = location }, 1);

    /// <summary>The next call is recorded but never answered.</summary>
    public void Hang() => _plan.Add(PlannedAnswer.Never, 1);

    /// <summary>Puts somebody on the roster, which is the same in every conversation.</summary>
    public void AddMember(string id, string name, string? aadObjectId = null, string? userPrincipalName = null, string? tenantId = null) =>
        _members = _members.Add(new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["aadObjectId"] = aadObjectId,
            ["userPrincipalName"] = userPrincipalName,
            ["tenantId"] = tenantId,
        });

    public async ValueTask DisposeAsync()
    {
        _ending.TrySetResult(); // lets go of the calls that hang
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, Func<HttpContext, JsonNode?, (int Status, JsonNode Body)> carryOut)
    {
        var body = await ReadBodyAsync(context.Request);
        var planned = _plan.Next();
        var (status, answer) = planned is null ? carryOut(context, body) : (planned.Status, null);
        Record(context, body, status, (string?)answer?["id"]);
        if (planned is null)
            await Results.Json(answer, statusCode: status).ExecuteAsync(context);
        else if (planned == PlannedAnswer.Never)
            await _ending.Task;
        else
            await planned.WriteAsync(context.Response);
    }

    private void Record(HttpContext context, JsonNode? body, int status, string? givenId)
    {
        var request = context.Request;
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.Split('?')[0].Split('/'); // "", v3, conversations, {cid}, activities, {aid}
        _record.Add(new ConnectorCall(
            request.Method,
            target,
            body,
            request.Headers.Authorization.Count == 0 ? null : request.Headers.Authorization.ToString(),
            status)
        {
            ConversationId = path.Length > 3 ? Uri.UnescapeDataString(path[3]) : null,
            ActivityId = path.Length > 5 && path[4] == "activities" ? Uri.UnescapeDataString(path[5]) : null,
            GivenId = givenId,
        });
    }

    private (int Status, JsonNode Body) Accept(HttpContext context, JsonNode? body) =>
        body is null ? (400, Error("BadArgument"))
        : context.Request.Method == HttpMethods.Put ? (200, new JsonObject { ["id"] = (string?)context.Request.RouteValues["aid"] })
        : (201, new JsonObject { ["id"] = NewId() });

    private (int Status, JsonNode Body) Create(HttpContext context, JsonNode? body) =>
        (string?)body?["tenantId"] is { Length: > 0 } && body["members"]?[0]?["id"] is { } member
            ? (201, new JsonObject { ["id"] = $"a:{member}", ["serviceUrl"] = ServiceUrl })
            : (400, Error("BadArgument"));

    private (int Status, JsonNode Body) Member(HttpContext context, JsonNode? body)
    {
        var id = (string?)context.Request.RouteValues["uid"];
        return _members.Find(member => id == (string?)member["id"] || id == (string?)member["aadObjectId"]) is { } found
            ? (200, found.DeepClone())
            : (404, Error("MemberNotFoundInConversation"));
    }

    /// <summary>Pages of 50 to 500, as Teams makes them whatever is asked for.</summary>
    private (int Status, JsonNode Body) Page(HttpContext context, JsonNode? body)
    {
        var query = context.Request.Query;
        var size = Math.Clamp(int.TryParse(query["pageSize"], out var asked) ? asked : 200, 50, 500);
        var start = int.TryParse(query["continuationToken"], out var token) ? token : 0;
        var page = new JsonObject { ["members"] = new JsonArray([.. _members.Skip(start).Take(size).Select(m => m.DeepClone())]) };
        if (start + size < _members.Count)
            page["continuationToken"] = $"{start + size}";
        return (200, page);
    }

    private static async Task<JsonNode?> ReadBodyAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private string NewId() => $"1{Interlocked.Increment(ref _ids):D12}"; // Teams numbers its messages by milliseconds

    private static JsonNode Error(string code) => JsonNode.Parse(ErrorBody(code))!;

    private static string ErrorBody(string code) =>
        JsonSerializer.Serialize(new { error = new { code, message = $"{code}, says the connector." } });
}
