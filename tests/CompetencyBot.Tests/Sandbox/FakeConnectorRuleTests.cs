using System.Text.Json.Nodes;

namespace CompetencyBot.Tests.Sandbox;

/// <summary>Each rule of the protocol that the connector watches: what breaks it, and how it is told.</summary>
public sealed class FakeConnectorRuleTests : IAsyncLifetime
{
    private static readonly string Activities = ConnectorCaller.PathOf(ConnectorCaller.Chat);

    private ConnectorCaller _bot = null!;

    public async ValueTask InitializeAsync() => _bot = await ConnectorCaller.StartAsync();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Theory]
    [InlineData("type", null, "A2010: type is missing")]
    [InlineData("type", "7", "A2010: type is missing")]
    [InlineData("id", "'1'", "A2031: id is the service's to set")]
    [InlineData("timestamp", "'2018-03-01T08:00:00Z'", "A2041: timestamp is the service's to set")]
    [InlineData("callerId", "'urn:bot'", "A2250: callerId is the service's to set")]
    [InlineData("serviceUrl", "'https://example.org'", "A2302: serviceUrl is the service's to set")]
    [InlineData("conversation", "{'id':'a:mei','isGroup':false}", "A2083: conversation.isGroup is the service's to set")]
    [InlineData("conversation", "{'id':'a:mei','conversationType':'personal'}", "A2083: conversation.conversationType is the service's to set")]
    [InlineData("conversation", null, "A2080: conversation.id is missing")]
    [InlineData("conversation", "'a:mei'", "A2080: conversation.id is missing")]
    [InlineData("conversation", "{'id':'a:tom'}", "A2080: conversation.id is 'a:tom', in the path it is 'a:mei'")]
    [InlineData("from", null, "A2061: from.id is missing")]
    [InlineData("from", "{'name':'Bot'}", "A2061: from.id is missing")]
    [InlineData("textFormat", "'html'", "A3010: textFormat is none of plain, markdown, xml")]
    [InlineData("inputHint", "'x'", "A3040: inputHint is none of accepting, expecting, ignoring")]
    [InlineData("attachmentLayout", "'x'", "A3060: attachmentLayout is none of list, carousel")]
    [InlineData("importance", "'urgent'", "A3100: importance is none of low, normal, high")]
    [InlineData("deliveryMode", "'expectReplies'", "A3116: deliveryMode is none of normal")]
    [InlineData("summary", "''", "A2004: summary is an empty string")]
    [InlineData("from", "{'id':'28:bot','name':''}", "A2004: from.name is an empty string")]
    [InlineData("locale", "null", "null: locale is null")]
    [InlineData("entities", "[]", "A2100: entities is an empty list")]
    [InlineData("attachments", "[]", "A3050: attachments is an empty list")]
    [InlineData("membersAdded", "[]", "empty list: membersAdded is an empty list")]
    [InlineData("text", null, "message: a message has neither text nor attachments")]
    [InlineData("text", "''", "message: a message has neither text nor attachments")]
    [InlineData("type", "'typing'", "typing: a typing activity carries nothing, this one has text")]
    [InlineData("entities", "[{'type':'mention','text':'<at>Mei</at>','mentioned':{'id':'29:mei'}}]", "mention: '<at>Mei</at>' does not stand in the text")]
    [InlineData("entities", "[{'type':'mention','text':'hi'}]", "mention: mentioned.id is missing")]
    [InlineData("entities", "[{'type':'x'},{'type':'x'}]", "A2102: two entities are the same")]
    [InlineData("attachments", "[{'content':{}}]", "attachment: contentType is missing")]
    [InlineData("attachments", "[{'contentType':'text/plain'}]", "attachment: content is missing")]
    public async Task An_activity_is_refused_for(string field, string? value, string reason)
    {
        var message = ConnectorCaller.Message();
        message.Remove(field);
        if (value is not null)
            message[field] = JsonNode.Parse(value.Replace('\'', '"'));

        await AssertRefusedAsync(reason, await _bot.CallAsync("POST", Activities, message));
    }

    [Fact]
    public async Task An_activity_that_keeps_to_the_rules_is_taken_whatever_its_data_are()
    {
        var message = ConnectorCaller.Message(text: "<at>Mei</at>, look");
        message["entities"] = Json("[{'type':'mention','text':'<at>Mei</at>','mentioned':{'id':'29:mei','name':'Mei'}}]");
        message["channelData"] = Json("{'notification':{'alert':true},'more':[],'none':null}");
        message["attachments"] = new JsonArray(Card(6));

        Assert.Equal(201, (await _bot.CallAsync("POST", Activities, message)).Status);
        Assert.Equal(201, (await _bot.CallAsync("POST", Activities, Typing())).Status);
        Assert.Empty(_bot.Connector.Faults);
    }

    [Theory]
    [InlineData("type", "AdaptiveCards", "card: type is not AdaptiveCard")]
    [InlineData("version", "1.6", "card version: version is '1.6', Teams shows up to 1.5")]
    [InlineData("version", "newest", "card version: version is 'newest', Teams shows up to 1.5")]
    public async Task A_card_is_refused_for(string field, string value, string reason)
    {
        var card = Card(1);
        card["content"]![field] = value;

        await AssertRefusedAsync(reason, await SendAsync(card));
    }

    [Fact]
    public async Task Seven_actions_are_one_too_many_also_within_the_body()
    {
        var inside = Card(1);
        inside["content"]!["body"] = new JsonArray(new JsonObject { ["type"] = "ActionSet", ["actions"] = Card(7)["content"]!["actions"]!.DeepClone() });

        await AssertRefusedAsync("card actions: 7 actions in one place, Teams shows 6", await SendAsync(Card(7)));
        await AssertRefusedAsync("card actions: 7 actions in one place, Teams shows 6", await SendAsync(inside));
    }

    [Theory]
    [InlineData(25 * 1024, 201)]
    [InlineData(25 * 1024 + 1, 413)]
    public async Task A_card_is_measured_in_UTF8(int size, int status)
    {
        var card = Card(0);
        card["content"]!["fallbackText"] = "";
        var content = card["content"]!.ToJsonString();
        var text = ConnectorCaller.Message();
        text["attachments"] = new JsonArray(card);
        var filler = new string('銅', (size - content.Length) / 3) + new string('x', (size - content.Length) % 3);
        var body = text.ToJsonString().Replace("\"fallbackText\":\"\"", $"\"fallbackText\":\"{filler}\"", StringComparison.Ordinal);

        var reply = await _bot.CallAsync("POST", Activities, body);

        Assert.Equal(status, reply.Status);
        Assert.Equal(status == 201 ? null : $"card size: {size} bytes as UTF-8, at most 25600 are taken", reply.Reason);
    }

    [Theory]
    [InlineData(100 * 1024, 201)]
    [InlineData(100 * 1024 + 2, 413)]
    public async Task A_message_is_measured_in_UTF16(int size, int status)
    {
        var empty = ConnectorCaller.Message(text: "#").ToJsonString();
        var body = empty.Replace("#", new string('銅', size / 2 - empty.Length + 1), StringComparison.Ordinal);

        var reply = await _bot.CallAsync("POST", Activities, body);

        Assert.Equal((status, status == 201 ? null : "MessageSizeTooBig"), reply.Error);
        Assert.Equal(status == 201 ? null : $"message size: {size} bytes as UTF-16, at most 102400 are taken", reply.Reason);
    }

    [Fact]
    public async Task A_reply_names_the_activity_of_its_path()
    {
        var path = ConnectorCaller.PathOf(ConnectorCaller.Chat, "activities/f%3A1%2F2");
        var reply = ConnectorCaller.Message();
        await AssertRefusedAsync("A2090: replyToId is '', in the path it is 'f:1/2'", await _bot.CallAsync("POST", path, reply));

        reply["replyToId"] = "f:1/2";
        Assert.Equal(201, (await _bot.CallAsync("POST", path, reply)).Status);
    }

    [Theory]
    [InlineData("isGroup", "true", "create: isGroup is not false: a bot cannot create a group chat")]
    [InlineData("isGroup", null, "create: isGroup is not false: a bot cannot create a group chat")]
    [InlineData("bot", null, "create: bot.id is missing")]
    [InlineData("members", "[]", "create: members does not name exactly one member")]
    [InlineData("members", "[{'id':'29:a'},{'id':'29:b'}]", "create: members does not name exactly one member")]
    [InlineData("members", "[{'name':'Mei'}]", "create: members does not name exactly one member")]
    [InlineData("tenantId", null, "create: tenantId is missing")]
    [InlineData("channelData", null, "create: channelData.tenant.id is missing")]
    [InlineData("channelData", "{'tenant':{'id':'other'}}", "create: tenantId and channelData.tenant.id are not the same")]
    public async Task A_new_chat_is_refused_for(string field, string? value, string reason)
    {
        var chat = ConnectorCaller.NewChat();
        chat.Remove(field);
        if (value is not null)
            chat[field] = Json(value);

        await AssertRefusedAsync(reason, await _bot.CallAsync("POST", "/v3/conversations", chat));
    }

    [Theory]
    [InlineData("[]", "A2001: the body is no JSON object, or names a field twice")]
    [InlineData("{'type':'message'", "A2001: the body is no JSON object, or names a field twice")]
    [InlineData("{'type':'message','type':'typing'}", "A2001: the body is no JSON object, or names a field twice")]
    [InlineData(null, "content-type: the content type is '', not 'application/json; charset=utf-8'")]
    public async Task A_body_is_refused_for(string? body, string reason) =>
        await AssertRefusedAsync(reason, await _bot.CallAsync("POST", Activities, body?.Replace('\'', '"')));

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("text/json; charset=utf-8")]
    public async Task A_content_type_is_refused(string type) => await AssertRefusedAsync(
        $"content-type: the content type is '{type}', not 'application/json; charset=utf-8'",
        await _bot.CallAsync("POST", Activities, ConnectorCaller.Message().ToJsonString(), type));

    private Task<Reply> SendAsync(JsonObject card)
    {
        var message = ConnectorCaller.Message();
        message["attachments"] = new JsonArray(card);
        return _bot.CallAsync("POST", Activities, message);
    }

    private async Task AssertRefusedAsync(string reason, Reply reply)
    {
        var call = await _bot.Connector.NextAsync();
        Assert.Equal(reason, reply.Reason);
        Assert.Equal((400, "BadArgument"), reply.Error);
        Assert.Equal(reason, call.Faults[0].ToString());
        Assert.Same(call, Assert.Single(_bot.Connector.TakeFaults()));
    }

    private static JsonObject Typing()
    {
        var typing = ConnectorCaller.Message();
        typing["type"] = "typing";
        typing.Remove("text");
        return typing;
    }

    private static JsonObject Card(int actions) => new()
    {
        ["contentType"] = "application/vnd.microsoft.card.adaptive",
        ["content"] = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["version"] = "1.5",
            ["body"] = new JsonArray(),
            ["actions"] = new JsonArray([.. Enumerable.Range(0, actions).Select(i => new JsonObject { ["type"] = "Action.Submit", ["title"] = $"{i}" })]),
        },
    };

    private static JsonNode Json(string text) => JsonNode.Parse(text.Replace('\'', '"'))!;
}
