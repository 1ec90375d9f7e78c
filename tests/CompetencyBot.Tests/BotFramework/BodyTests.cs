using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.Tests.BotFramework;

public sealed class BodyTests : IAsyncLifetime
{
    private const int Limit = 256 * 1024;

    private readonly TaskCompletionSource<InboundActivity> _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WireHost _bot = null!;

    public async ValueTask InitializeAsync() => _bot = await WireHost.StartAsync(Layer.For((turn, _) =>
    {
        _received.TrySetResult(turn.Activity);
        return Task.CompletedTask;
    }));

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Theory]
    [InlineData("", "wrong at $,")]
    [InlineData("{", "wrong at $,")]
    [InlineData("no json", "wrong at $,")]
    [InlineData("null", "it is null")]
    [InlineData("[]", "wrong at $,")]
    [InlineData("\"text\"", "wrong at $,")]
    [InlineData("""{"type": 5}""", "The activity has no type.")]
    [InlineData("""{"type": "message", "conversation": "a:mei"}""", "The activity has no conversation.id.")]
    [InlineData("""{"type": "message"} and more""", "wrong at $,")]
    [InlineData("""{"type": "\ud800"}""", "wrong at $.type,")]
    [InlineData("""{"channelData": {"tenant": {"id": "\ud800"}}}""", "wrong at $.channelData,")]
    [InlineData("""{"type": "message", "value": {"verb": "\ud83d"}}""", "a text in it ends within a character")]
    [InlineData("""{"type": "message", "ofTomorrow": [{"\uDE00": 1}]}""", "a text in it ends within a character")]
    [InlineData("""{"type": "message", "\ud83d": 1}""", "not an activity in JSON")]
    public async Task A_broken_body_is_refused(string body, string reason) =>
        await IsRefusedAsync(await PostAsync(body), HttpStatusCode.BadRequest, reason);

    [Fact]
    public async Task Nesting_without_end_is_refused() =>
        await IsRefusedAsync(await PostAsync($$"""{"value": {{new string('[', 10_000)}}"""), HttpStatusCode.BadRequest, "not an activity in JSON");

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_refused()
    {
        var body = new ByteArrayContent([.. "{\"type\": \""u8, 0xFF, .. "\"}"u8]) { Headers = { { "Content-Type", "application/json" } } };

        await IsRefusedAsync(await _bot.SendAsync(HttpMethod.Post, body, Authorization), HttpStatusCode.BadRequest, "not an activity in JSON");
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_refused_also_where_nothing_is_read_yet()
    {
        var message = Encoding.UTF8.GetBytes(With("value", new JsonObject { ["action"] = "~" }).ToJsonString());
        message[Array.LastIndexOf(message, (byte)'~')] = 0xFF;
        var body = new ByteArrayContent(message) { Headers = { { "Content-Type", "application/json" } } };

        await IsRefusedAsync(await _bot.SendAsync(HttpMethod.Post, body, Authorization), HttpStatusCode.BadRequest, "it is not UTF-8");
    }

    [Theory]
    [InlineData("type", "The activity has no type.")]
    [InlineData("conversation", "The activity has no conversation.id.")]
    [InlineData("serviceUrl", "The activity has no serviceUrl.")]
    public async Task A_missing_field_is_named(string field, string reason)
    {
        var without = _bot.Message();
        without.Remove(field);
        var empty = _bot.Message();
        empty[field] = null;

        await IsRefusedAsync(await _bot.PostAsync(without), HttpStatusCode.BadRequest, reason);
        await IsRefusedAsync(await _bot.PostAsync(empty), HttpStatusCode.BadRequest, reason);
    }

    [Fact]
    public async Task A_service_url_that_is_no_url_is_named()
    {
        var message = _bot.Message();
        message["serviceUrl"] = "teams";

        await IsRefusedAsync(await _bot.PostAsync(message), HttpStatusCode.BadRequest, "serviceUrl is not an absolute URL");
    }

    [Theory]
    [InlineData("id")]
    [InlineData("conversation.id")]
    [InlineData("conversation.tenantId")]
    [InlineData("from.id")]
    [InlineData("from.aadObjectId")]
    [InlineData("recipient.id")]
    [InlineData("replyToId")]
    [InlineData("locale")]
    public async Task An_id_that_cannot_be_kept_is_named(string field)
    {
        var tooLong = With(field, new string('x', 1_001));
        var withNul = With(field, "a\0b");

        await IsRefusedAsync(await _bot.PostAsync(tooLong), HttpStatusCode.BadRequest, $"{field} is longer than 1000 characters");
        await IsRefusedAsync(await _bot.PostAsync(withNul), HttpStatusCode.BadRequest, $"{field} has a control character");
    }

    [Fact]
    public async Task An_id_of_a_thousand_characters_is_taken() => await IsTakenAsync(With("id", new string('x', 1_000)));

    [Theory]
    [InlineData("timestamp", "\"yesterday\"")]
    [InlineData("text", "5")]
    [InlineData("locale", "[\"en\"]")]
    [InlineData("from", "\"mei\"")]
    [InlineData("channelData", "\"x\"")]
    [InlineData("channelData", """{"tenant": {"id": 5}, "team": []}""")]
    [InlineData("entities", "{}")]
    [InlineData("entities", """["x", {"type": {}, "mentioned": 5}, [[]]]""")]
    [InlineData("attachments", "true")]
    [InlineData("membersAdded", "\"x\"")]
    [InlineData("membersRemoved", "5")]
    [InlineData("conversation.isGroup", "\"no\"")]
    public async Task An_optional_field_of_another_kind_is_taken_for_missing(string field, string value) =>
        await IsTakenAsync(With(field, JsonNode.Parse(value)));

    [Fact]
    public async Task What_stands_behind_a_field_of_another_kind_is_read()
    {
        var message = _bot.Message();
        message["entities"] = new JsonArray(new JsonObject { ["type"] = 5, ["text"] = "after" }, "x", new JsonObject { ["text"] = "last" });
        message["channelData"] = new JsonObject { ["tenant"] = new JsonArray(), ["team"] = new JsonObject { ["id"] = "19:team" } };

        await IsTakenAsync(message);
        var activity = await _received.Task;
        Assert.Equal(["after", "last"], activity.Entities!.Select(entity => entity.Text));
        Assert.Equal("19:team", activity.ChannelData!.Team!.Id);
    }

    [Fact]
    public async Task A_broken_body_without_a_token_is_only_told_that_the_token_is_missing()
    {
        var response = await _bot.PostAsync("{", null);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_text_of_100_KB_is_taken()
    {
        await IsTakenAsync(_bot.Message(new string('x', 100 * 1024)));

        Assert.Equal(100 * 1024, (await _received.Task).Text!.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_256_KB_is_refused(bool lengthIsTold)
    {
        var body = Encoding.UTF8.GetBytes(_bot.Message(new string('x', Limit)).ToJsonString());
        HttpContent content = lengthIsTold ? new ByteArrayContent(body) : new StreamContent(new Unmeasured(body));
        content.Headers.Add("Content-Type", "application/json");

        await IsRefusedAsync(await _bot.SendAsync(HttpMethod.Post, content, Authorization), HttpStatusCode.RequestEntityTooLarge, "larger than 262144 bytes");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Other_content_types_are_refused(string contentType) => await IsRefusedAsync(
        await _bot.PostAsync(_bot.Message().ToJsonString(), Authorization, contentType), HttpStatusCode.UnsupportedMediaType, "not application/json");

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_are_refused(string method)
    {
        var response = await _bot.SendAsync(new HttpMethod(method));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_service_url_that_is_not_trusted_is_refused_although_its_token_is_good()
    {
        var message = _bot.Message();
        message["serviceUrl"] = "https://smba.trafficmanager.net.example.com/";

        var response = await _bot.PostAsync(message.ToJsonString(), $"Bearer {_bot.Login.CreateToken("https://smba.trafficmanager.net.example.com/")}");

        await IsRefusedAsync(response, HttpStatusCode.Forbidden, "'smba.trafficmanager.net.example.com' is not trusted");
    }

    [Fact]
    public async Task A_message_without_an_id_is_taken()
    {
        var message = _bot.Message();
        message.Remove("id");

        await IsTakenAsync(message);
    }

    [Fact]
    public async Task Nulls_where_none_belong_are_tolerated()
    {
        var message = _bot.Message();
        message["conversation"]!["isGroup"] = null;
        message["entities"] = new JsonArray(null, new JsonObject { ["type"] = "mention", ["mentioned"] = null });
        message["attachments"] = new JsonArray((JsonNode?)null);
        message["from"] = null;
        message["channelData"] = new JsonObject { ["tenant"] = null };
        message["value"] = null;

        await IsTakenAsync(message);
        var activity = await _received.Task;
        Assert.Single(activity.Entities!);
        Assert.Empty(activity.Attachments!);
    }

    [Fact]
    public async Task An_unknown_type_is_taken()
    {
        var activity = _bot.Message();
        activity["type"] = "somethingOfTomorrow";

        await IsTakenAsync(activity);
    }

    [Fact]
    public async Task Unknown_fields_are_kept()
    {
        var message = _bot.Message();
        message["callerId"] = "urn:botframework:azure";
        message["channelData"] = new JsonObject { ["meeting"] = new JsonObject { ["id"] = "m1" } };

        await IsTakenAsync(message);
        var activity = await _received.Task;
        Assert.Equal("urn:botframework:azure", activity.Extra!["callerId"].GetString());
        Assert.Equal("m1", activity.ChannelData!.Extra!["meeting"].GetProperty("id").GetString());
    }

    private JsonObject With(string field, JsonNode? value)
    {
        var message = _bot.Message();
        var path = field.Split('.');
        var place = path is [var parent, _] ? message[parent]!.AsObject() : message;
        place[path[^1]] = value;
        return message;
    }

    private string Authorization => $"Bearer {_bot.Login.CreateToken(_bot.Connector.ServiceUrl)}";

    private Task<HttpResponseMessage> PostAsync(string body) => _bot.PostAsync(body, Authorization);

    private async Task IsTakenAsync(JsonObject activity) => Assert.Equal(HttpStatusCode.OK, (await _bot.PostAsync(activity)).StatusCode);

    private async Task IsRefusedAsync(HttpResponseMessage response, HttpStatusCode status, string reason)
    {
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(reason, (string?)body["error"]!["message"], StringComparison.Ordinal);
        Assert.Contains($"[{body["error"]!["reference"]}]", _bot.Log.Text, StringComparison.Ordinal);
        Assert.False(_received.Task.IsCompleted);
    }

    /// <summary>A stream of unknown length, so that the request is sent in chunks.</summary>
    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
