using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CompetencyBot.Sandbox.Connector;
using Microsoft.Extensions.Time.Testing;

namespace CompetencyBot.Tests.Sandbox;

/// <summary>Calls a fake connector as a bot would, well or badly, with nothing in between.</summary>
internal sealed class ConnectorCaller : IAsyncDisposable
{
    public const string Chat = "a:mei";

    private readonly HttpClient _http = new();

    private ConnectorCaller(FakeConnector connector, FakeTimeProvider clock) => (Connector, Clock) = (connector, clock);

    public FakeConnector Connector { get; }

    public FakeTimeProvider Clock { get; }

    public static async Task<ConnectorCaller> StartAsync()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2018, 3, 1, 8, 0, 0, TimeSpan.Zero));
        return new ConnectorCaller(await FakeConnector.StartAsync(clock: clock), clock);
    }

    /// <summary>A message that keeps to every rule.</summary>
    public static JsonObject Message(string conversation = Chat, string text = "hi") => new()
    {
        ["type"] = "message",
        ["text"] = text,
        ["from"] = new JsonObject { ["id"] = "28:bot" },
        ["conversation"] = new JsonObject { ["id"] = conversation },
    };

    public static JsonObject NewChat(string member = "29:mei") => new()
    {
        ["isGroup"] = false,
        ["bot"] = new JsonObject { ["id"] = "28:bot" },
        ["members"] = new JsonArray(new JsonObject { ["id"] = member }),
        ["tenantId"] = "tenant",
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = "tenant" } },
    };

    public static string PathOf(string conversation, string rest = "activities") =>
        $"/v3/conversations/{Uri.EscapeDataString(conversation)}/{rest}";

    public Task<Reply> SendAsync(string conversation = Chat, string text = "hi") =>
        CallAsync("POST", PathOf(conversation), Message(conversation, text));

    public Task<Reply> UpdateAsync(string activityId, string conversation = Chat) =>
        CallAsync("PUT", PathOf(conversation, $"activities/{activityId}"), Message(conversation));

    public Task<Reply> GetAsync(string conversation, string rest) => CallAsync("GET", PathOf(conversation, rest));

    public Task<Reply> CallAsync(string method, string path, JsonNode? body = null) => CallAsync(method, path, body?.ToJsonString());

    public async Task<Reply> CallAsync(
        string method, string path, string? body, string contentType = "application/json; charset=utf-8", string? authorization = "Bearer token")
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method),
            new Uri(Connector.ServiceUrl + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Reply((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), response.Headers.RetryAfter?.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Connector.DisposeAsync();
    }
}

internal sealed record Reply(int Status, JsonNode? Body, string? RetryAfter)
{
    public string? Id => (string?)Body?["id"];

    public (int Status, string? Code) Error => (Status, (string?)Body?["error"]?["code"]);

    public string? Reason => (string?)Body?["error"]?["message"];
}
