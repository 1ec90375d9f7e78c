using System.Text.Json;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.Tests.BotFramework;

public sealed class ConnectorClientTests : IAsyncLifetime
{
    private const string Escaped = "/v3/conversations/19%3Achat%40thread.tacv2%3Bmessageid%3D17";

    private WireHost _bot = null!;

    public async ValueTask InitializeAsync() => _bot = await WireHost.StartAsync();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task A_message_is_posted_to_the_thread_with_what_the_protocol_asks_for_and_no_more()
    {
        var result = await SendAsync(OutboundActivity.Message("銅級 <b>"));

        var call = await _bot.Connector.NextAsync();
        Assert.Equal(new SendResult.Sent(call.GivenId), result);
        Assert.Equal(("POST", $"{Escaped}/activities"), (call.Method, call.RawPath));
        Assert.Equal(
            $$$"""{"type":"message","text":"銅級 <b>","from":{"id":"28:{{{WireHost.AppId}}}"},"conversation":{"id":"19:chat@thread.tacv2;messageid=17"}}""",
            call.Body!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task Empty_fields_are_left_out()
    {
        await SendAsync(new OutboundActivity { Text = "", Summary = "", Attachments = [] });

        Assert.Equal(["type", "from", "conversation"], (await _bot.Connector.NextAsync()).Body!.AsObject().Select(field => field.Key));
        var fault = Assert.Single(Assert.Single(_bot.Connector.TakeFaults()).Faults); // nothing is left that could be said
        Assert.Equal("a message has neither text nor attachments", fault.Reason);
    }

    [Fact]
    public async Task An_attachment_and_channel_data_are_sent_as_they_are()
    {
        var card = JsonSerializer.SerializeToElement(new { type = "AdaptiveCard", version = "1.5" });
        await SendAsync(new OutboundActivity
        {
            Attachments = [new OutboundAttachment("application/vnd.microsoft.card.adaptive", card)],
            ChannelData = new JsonObject { ["notification"] = new JsonObject { ["alert"] = true } },
        });

        var call = await _bot.Connector.NextAsync();
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)call.Body!["attachments"]![0]!["contentType"]);
        Assert.Equal("AdaptiveCard", (string?)call.Card!["type"]);
        Assert.True((bool)call.Body["channelData"]!["notification"]!["alert"]!);
    }

    [Fact]
    public async Task A_reply_names_what_it_replies_to()
    {
        await SendAsync(OutboundActivity.Message("hi") with { ReplyToId = "f:1/2" });

        var call = await _bot.Connector.NextAsync();
        Assert.Equal(("POST", $"{Escaped}/activities/f%3A1%2F2"), (call.Method, call.RawPath));
        Assert.Equal("f:1/2", (string?)call.Body!["replyToId"]);
    }

    [Fact]
    public async Task A_reply_to_nothing_is_a_message()
    {
        await SendAsync(OutboundActivity.Message("hi") with { ReplyToId = null });

        Assert.Equal($"{Escaped}/activities", (await _bot.Connector.NextAsync()).RawPath);
    }

    [Fact]
    public async Task An_update_replaces_a_message()
    {
        await SendAsync();
        var id = (await _bot.Connector.NextAsync()).GivenId!;

        var result = await _bot.Client.UpdateAsync(_bot.Conversation, id, OutboundActivity.Message("new"), null, TestContext.Current.CancellationToken);

        Assert.Equal(new SendResult.Sent(id), result);
        var call = await _bot.Connector.NextAsync();
        Assert.Equal(("PUT", $"{Escaped}/activities/{id}"), (call.Method, call.RawPath));
    }

    [Fact]
    public async Task A_slash_at_the_end_of_the_service_url_changes_nothing()
    {
        await _bot.Client.SendAsync(
            _bot.Conversation with { ServiceUrl = _bot.Connector.ServiceUrl + "/" }, OutboundActivity.Message("hi"), null, TestContext.Current.CancellationToken);

        Assert.Equal($"{Escaped}/activities", (await _bot.Connector.NextAsync()).RawPath);
    }

    [Theory]
    [InlineData(200, "{\"id\": \"7\"}", "7")]
    [InlineData(202, "", null)]
    [InlineData(201, "<html>", null)]
    [InlineData(200, "{}", null)]
    public async Task A_message_is_sent_whatever_the_answers_body(int status, string body, string? id)
    {
        _bot.Connector.AnswerWith(status, body);

        Assert.Equal(new SendResult.Sent(id), await SendAsync());
    }

    [Theory]
    [InlineData(412, "PreconditionFailed")]
    [InlineData(429, "Throttled")]
    [InlineData(502, "ServiceError")]
    [InlineData(503, "ServiceError")]
    [InlineData(504, null)]
    public async Task What_may_succeed_later_is_to_be_tried_later(int status, string? code)
    {
        _bot.Connector.Answer(status, code);

        var result = Assert.IsType<SendResult.TryLater>(await SendAsync());

        Assert.Equal(status, result.Status);
        Assert.Null(result.RetryAfter);
        Assert.Contains(code ?? $"{status}", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Thu, 01 Mar 2018 08:02:00 GMT", 120)]
    [InlineData("Thu, 01 Mar 2018 07:59:00 GMT", 0)]
    [InlineData("soon", null)]
    public async Task The_wait_that_the_service_asks_for_is_told(string retryAfter, int? seconds)
    {
        _bot.Connector.Answer(429, "Throttled", retryAfter);

        var result = Assert.IsType<SendResult.TryLater>(await SendAsync());

        Assert.Equal(seconds, result.RetryAfter?.TotalSeconds);
    }

    [Theory]
    [InlineData(403, "BotDisabledByAdmin", UnreachableCause.Disabled)]
    [InlineData(403, "BotNotInConversationRoster", UnreachableCause.NotInstalled)]
    [InlineData(403, "ConversationBlockedByUser", UnreachableCause.Blocked)]
    [InlineData(403, "MessageWritesBlocked", UnreachableCause.Blocked)]
    [InlineData(403, "ForbiddenOperationException", UnreachableCause.NotInstalled)]
    [InlineData(403, "NotEnoughPermissions", UnreachableCause.NotAllowed)]
    [InlineData(403, "SomethingOfTomorrow", UnreachableCause.NotAllowed)]
    [InlineData(404, "ConversationNotFound", UnreachableCause.Gone)]
    public async Task A_conversation_that_is_closed_to_the_bot_is_unreachable_for_a_cause(int status, string code, UnreachableCause cause)
    {
        _bot.Connector.Answer(status, code);

        var result = Assert.IsType<SendResult.Unreachable>(await SendAsync());

        Assert.Equal(new SendResult.Unreachable(status, code, $"{status} {code}, says the connector."), result);
        Assert.Equal(cause, result.Cause);
    }

    [Fact]
    public async Task The_older_form_of_an_error_is_understood()
    {
        _bot.Connector.AnswerWith(403, """{"errorCode": 209, "message": "{\r\n  \"subCode\": \"MessageWritesBlocked\",\r\n  \"details\": \"Thread is blocked.\"}"}""");

        Assert.Equal(new SendResult.Unreachable(403, "MessageWritesBlocked", "403 Thread is blocked."), await SendAsync());
    }

    [Theory]
    [InlineData("""{"errorCode": 209, "message": "plain"}""", "209", "403 plain")]
    [InlineData("""{"error": {"code": null}}""", "", "403 Forbidden")]
    [InlineData("""{"error": "x"}""", "", "403 Forbidden")]
    [InlineData("<html>", "", "403 Forbidden")]
    [InlineData("[]", "", "403 Forbidden")]
    public async Task An_error_without_the_usual_fields_is_understood(string body, string code, string reason)
    {
        _bot.Connector.AnswerWith(403, body);

        Assert.Equal(new SendResult.Unreachable(403, code, reason), await SendAsync());
    }

    [Theory]
    [InlineData(400, "BadArgument")]
    [InlineData(401, "BotNotRegistered")]
    [InlineData(500, "ServiceError")]
    public async Task What_is_wrong_by_itself_is_refused(int status, string code)
    {
        _bot.Connector.Answer(status, code);

        Assert.Equal(new SendResult.Refused(status, code, $"{status} {code}, says the connector."), await SendAsync());
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_told_apart_from_one_that_is_wrong()
    {
        _bot.Connector.Answer(413, "MessageSizeTooBig");

        Assert.Equal(new SendResult.TooLarge("413 MessageSizeTooBig, says the connector."), await SendAsync());
    }

    [Fact]
    public async Task A_message_that_is_gone_is_told_apart_from_a_conversation_that_is()
    {
        _bot.Connector.Answer(404, "ActivityNotFoundInConversation");

        Assert.Equal(new SendResult.MessageGone("404 ActivityNotFoundInConversation, says the connector."), await SendAsync());
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _bot.Connector.AnswerWith(307, "", location: $"{_bot.Connector.ServiceUrl}/v3/conversations/other/activities");

        Assert.Equal(307, Assert.IsType<SendResult.Refused>(await SendAsync()).Status);
        Assert.Single(_bot.Connector.Calls);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_to_be_tried_later()
    {
        _bot.Connector.Hang();

        var sending = SendAsync();
        await _bot.Connector.NextAsync();
        _bot.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(new SendResult.TryLater(null, "The service did not answer within 10 s.", null), await sending);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_to_be_tried_later()
    {
        var result = Assert.IsType<SendResult.TryLater>(await _bot.Client.SendAsync(
            _bot.Conversation with { ServiceUrl = "http://127.0.0.1:1" }, OutboundActivity.Message("hi"), null, TestContext.Current.CancellationToken));

        Assert.Contains("not reached: ConnectionError", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_cancellation_is_no_ending_of_the_call()
    {
        using var cancel = new CancellationTokenSource();
        _bot.Connector.Hang();

        var sending = _bot.Client.SendAsync(_bot.Conversation, OutboundActivity.Message("hi"), null, cancel.Token);
        await _bot.Connector.NextAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task A_personal_chat_is_created_for_its_tenant()
    {
        _bot.Connector.InstallFor("29:mei");

        var created = await _bot.Client.CreateConversationAsync(
            _bot.Connector.ServiceUrl, "tenant", "28:bot", "29:mei", TestContext.Current.CancellationToken);

        var call = await _bot.Connector.NextAsync();
        Assert.Equal(("POST", "/v3/conversations"), (call.Method, call.RawPath));
        Assert.Equal(
            """{"isGroup":false,"bot":{"id":"28:bot"},"members":[{"id":"29:mei"}],"tenantId":"tenant","channelData":{"tenant":{"id":"tenant"}}}""",
            call.Body!.ToJsonString());
        Assert.Equal(new ConversationReference(_bot.Connector.ServiceUrl, "a:29:mei", "tenant", "28:bot"), created.Conversation);
    }

    [Fact]
    public async Task A_personal_chat_cannot_be_created_where_the_app_is_not_installed()
    {
        _bot.Connector.Answer(403, "ForbiddenOperationException");

        var created = await _bot.Client.CreateConversationAsync(
            _bot.Connector.ServiceUrl, "tenant", "28:bot", "29:mei", TestContext.Current.CancellationToken);

        Assert.Null(created.Conversation);
        Assert.Equal("ForbiddenOperationException", Assert.IsType<SendResult.Unreachable>(created.Result).Code);
    }

    [Fact]
    public async Task A_member_who_is_not_there_is_null()
    {
        Assert.Null(await _bot.Client.FindMemberAsync(_bot.Conversation, "29:nobody", null, TestContext.Current.CancellationToken));
        Assert.Equal($"{Escaped}/members/29%3Anobody", (await _bot.Connector.NextAsync()).RawPath);

        _bot.Connector.Answer(403, "BotNotInConversationRoster");
        Assert.Null(await _bot.Client.FindMemberAsync(_bot.Conversation, "29:nobody", null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_member_that_cannot_be_asked_for_now_is_an_exception()
    {
        _bot.Connector.Answer(429, "Throttled", "3");

        var failure = await Assert.ThrowsAsync<ConnectorException>(
            () => _bot.Client.FindMemberAsync(_bot.Conversation, "29:mei", null, TestContext.Current.CancellationToken));

        Assert.Equal(TimeSpan.FromSeconds(3), Assert.IsType<SendResult.TryLater>(failure.Result).RetryAfter);
    }

    [Fact]
    public async Task Members_are_read_page_by_page()
    {
        for (var i = 0; i < 450; i++)
            _bot.Connector.AddMember($"29:{i}", $"Person {i}");

        var members = await _bot.Client.GetMembersAsync(_bot.Conversation, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 450).Select(i => $"29:{i}"), members.Select(m => m.Id));
        Assert.Equal(3, _bot.Connector.Calls.Count);
        Assert.Equal($"{Escaped}/pagedmembers?pageSize=200", _bot.Connector.Calls[0].RawPath);
        Assert.All(
            _bot.Connector.Calls.Skip(1),
            call => Assert.StartsWith($"{Escaped}/pagedmembers?pageSize=200&continuationToken=", call.RawPath, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_roster_that_cannot_be_read_is_an_exception()
    {
        _bot.Connector.Answer(404, "ConversationNotFound");

        var failure = await Assert.ThrowsAsync<ConnectorException>(async () => await _bot.Client
            .GetMembersAsync(_bot.Conversation, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));

        Assert.IsType<SendResult.Unreachable>(failure.Result);
    }

    private Task<SendResult> SendAsync(OutboundActivity? activity = null) =>
        _bot.Client.SendAsync(_bot.Conversation, activity ?? OutboundActivity.Message("hi"), null, TestContext.Current.CancellationToken);
}
