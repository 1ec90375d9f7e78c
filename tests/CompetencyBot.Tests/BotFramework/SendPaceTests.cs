using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.Tests.BotFramework;

/// <summary>How fast, how often and in what order the bot calls the connector.</summary>
public sealed class SendPaceTests : IAsyncLifetime
{
    private WireHost _bot = null!;

    public async ValueTask InitializeAsync() => _bot = await WireHost.StartAsync();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Theory]
    [InlineData(412)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task What_may_pass_is_tried_again_after_growing_waits_while_somebody_waits(int status)
    {
        _bot.Connector.Answer(status, times: 3);

        var sending = SendAsync(until: Now + TimeSpan.FromSeconds(10));
        var first = await _bot.Clock.PassAsync(Between(0.8, 1.2));
        var second = await _bot.Clock.PassAsync(Between(1.6, 2.4));
        var third = await _bot.Clock.PassAsync(Between(3.2, 4.8));

        Assert.IsType<SendResult.Sent>(await sending);
        Assert.Equal([status, status, status, 201], _bot.Connector.Calls.Select(call => call.Status));
        Assert.True(first < second && second < third);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(500)]
    public async Task Nothing_else_is_tried_again(int status)
    {
        _bot.Connector.Answer(status);

        Assert.IsNotType<SendResult.Sent>(await SendAsync(until: Now + TimeSpan.FromSeconds(10)));
        Assert.Single(_bot.Connector.Calls);
    }

    [Fact]
    public async Task The_wait_that_the_service_names_is_kept()
    {
        _bot.Connector.Answer(429, "Throttled", retryAfter: "7");

        var sending = SendAsync(until: Now + TimeSpan.FromSeconds(10));
        await _bot.Clock.PassAsync(Exactly(7));

        Assert.IsType<SendResult.Sent>(await sending);
    }

    [Fact]
    public async Task A_wait_that_ends_too_late_is_told_instead_of_waited_for()
    {
        _bot.Connector.Answer(429, "Throttled", retryAfter: "11");

        var result = Assert.IsType<SendResult.TryLater>(await SendAsync(until: Now + TimeSpan.FromSeconds(10)));

        Assert.Equal(TimeSpan.FromSeconds(11), result.RetryAfter);
        Assert.Single(_bot.Connector.Calls);
    }

    [Fact]
    public async Task While_the_service_wants_to_hear_nothing_no_other_message_is_sent_into_that_conversation()
    {
        _bot.Connector.Answer(429, "Throttled", retryAfter: "60");
        await SendAsync();

        var next = Assert.IsType<SendResult.TryLater>(await SendAsync());
        var elsewhere = await SendAsync(conversation: "a:other");

        Assert.Equal((null, TimeSpan.FromSeconds(60)), (next.Status, next.RetryAfter));
        Assert.IsType<SendResult.Sent>(elsewhere);
        Assert.Equal(2, _bot.Connector.Calls.Count);
    }

    [Fact]
    public async Task Nobody_waits_so_it_is_tried_once()
    {
        _bot.Connector.Answer(502);

        Assert.IsType<SendResult.TryLater>(await SendAsync());
        Assert.Single(_bot.Connector.Calls);
    }

    [Fact]
    public async Task A_message_waits_for_the_one_before_it_that_is_tried_again()
    {
        _bot.Connector.Answer(502);

        var first = SendAsync(text: "first", until: Now + TimeSpan.FromSeconds(10));
        await _bot.Connector.NextAsync();
        var second = SendAsync(text: "second", until: Now + TimeSpan.FromSeconds(10));
        await _bot.Clock.PassAsync(Between(0.8, 1.2));
        await Task.WhenAll(first, second);

        Assert.Equal(["first", "first", "second"], _bot.Connector.Calls.Select(call => call.Text));
    }

    [Fact]
    public async Task Whoever_waits_too_long_behind_an_earlier_message_is_told_so_and_nothing_is_sent()
    {
        _bot.Connector.Hold();
        var first = SendAsync(text: "first");
        await _bot.Connector.NextAsync();

        var second = SendAsync(text: "second", until: Now + TimeSpan.FromSeconds(4));
        await _bot.Clock.PassAsync(Exactly(4));

        Assert.Contains("still on their way", Assert.IsType<SendResult.TryLater>(await second).Reason, StringComparison.Ordinal);
        _bot.Connector.Release();
        Assert.IsType<SendResult.Sent>(await first);
        Assert.IsType<SendResult.Sent>(await SendAsync(text: "third"));
        Assert.Equal(["first", "third"], _bot.Connector.Calls.Select(call => call.Text));
    }

    [Fact]
    public async Task Threads_of_one_channel_share_its_limit_and_its_order()
    {
        for (var i = 0; i < 7; i++)
            await SendAsync(conversation: $"19:general@thread.tacv2;messageid={i}");

        var eighth = SendAsync(conversation: "19:general@thread.tacv2;messageid=8");

        await _bot.Clock.PassAsync(Exactly(1));
        Assert.IsType<SendResult.Sent>(await eighth);
    }

    [Fact]
    public async Task No_more_than_seven_messages_a_second_and_eight_in_two()
    {
        for (var i = 0; i < 7; i++)
            await SendAsync(until: Now + TimeSpan.FromSeconds(10));

        var eighth = SendAsync(until: Now + TimeSpan.FromSeconds(10));
        await _bot.Clock.PassAsync(Exactly(1));
        await eighth;
        var ninth = SendAsync(until: Now + TimeSpan.FromSeconds(10));
        await _bot.Clock.PassAsync(Exactly(1));
        await ninth;

        Assert.Equal(9, _bot.Connector.Calls.Count);
    }

    [Fact]
    public async Task Sixty_messages_in_half_a_minute_hold_up_what_nobody_waits_for_and_no_answer()
    {
        for (var i = 0; i < 60; i++)
        {
            await SendAsync();
            _bot.Clock.Advance(TimeSpan.FromSeconds(0.25));
        }

        var unasked = Assert.IsType<SendResult.TryLater>(await SendAsync());
        var answer = await SendAsync(until: Now + TimeSpan.FromSeconds(10));

        Assert.Equal(TimeSpan.FromSeconds(15), unasked.RetryAfter);
        Assert.Contains("as many messages as Teams takes", unasked.Reason, StringComparison.Ordinal);
        Assert.IsType<SendResult.Sent>(answer);
    }

    [Fact]
    public async Task A_tenant_gets_thirty_unasked_messages_a_second_and_an_answer_goes_first()
    {
        for (var i = 0; i < 30; i++)
            await SendAsync(conversation: $"a:{i}");

        var unasked = SendAsync(conversation: "a:next");
        var answer = SendAsync(conversation: "a:waiting", until: Now + TimeSpan.FromSeconds(10));

        Assert.IsType<SendResult.Sent>(await answer);
        Assert.False(unasked.IsCompleted);
        await _bot.Clock.PassAsync(Exactly(1));
        Assert.IsType<SendResult.Sent>(await unasked);
    }

    [Fact]
    public async Task The_limits_are_settings()
    {
        await using var bot = await WireHost.StartAsync(settings: new() { ["ConversationLimits"] = "1/5", ["TenantLimit"] = "0" });
        await bot.Client.SendAsync(bot.Conversation, OutboundActivity.Message("one"), null, TestContext.Current.CancellationToken);

        var second = await bot.Client.SendAsync(bot.Conversation, OutboundActivity.Message("two"), null, TestContext.Current.CancellationToken);

        Assert.Equal(TimeSpan.FromSeconds(5), Assert.IsType<SendResult.TryLater>(second).RetryAfter);
    }

    [Fact]
    public async Task A_conversation_is_forgotten_once_no_limit_looks_back_on_it()
    {
        var pace = _bot.Service<SendPace>();
        await SendAsync(conversation: "a:once");
        Assert.Equal(1, pace.ConversationsRemembered);

        _bot.Clock.Advance(TimeSpan.FromMinutes(61));
        await SendAsync(conversation: "a:later");

        Assert.Equal(1, pace.ConversationsRemembered);
    }

    [Fact]
    public async Task A_sender_is_asked_for_again_while_somebody_waits()
    {
        _bot.Connector.AddMember("29:mei", "Mei Lin");
        _bot.Connector.Answer(503);

        var asking = _bot.Client.FindMemberAsync(
            _bot.Conversation, "29:mei", Now + TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await _bot.Clock.PassAsync(Between(0.8, 1.2));

        Assert.Equal("Mei Lin", (await asking)?.Name);
    }

    private DateTimeOffset Now => _bot.Clock.GetUtcNow();

    private static Predicate<TimeSpan> Exactly(double seconds) => wait => wait == TimeSpan.FromSeconds(seconds);

    private static Predicate<TimeSpan> Between(double least, double most) =>
        wait => wait.TotalSeconds >= least && wait.TotalSeconds <= most && wait != TimeSpan.FromSeconds(1);

    private Task<SendResult> SendAsync(string text = "hi", string? conversation = null, DateTimeOffset? until = null) => _bot.Client.SendAsync(
        conversation is null ? _bot.Conversation : _bot.Conversation with { ConversationId = conversation },
        OutboundActivity.Message(text),
        until,
        TestContext.Current.CancellationToken);
}
