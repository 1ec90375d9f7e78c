using CompetencyBot.Sandbox.Connector;

namespace CompetencyBot.Tests.Sandbox;

public sealed class FakeConnectorPlanTests : IAsyncLifetime
{
    private const string Other = "a:tom";

    private ConnectorCaller _bot = null!;

    private FakeConnector Connector => _bot.Connector;

    public async ValueTask InitializeAsync() => _bot = await ConnectorCaller.StartAsync();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Theory]
    [InlineData(404, "ConversationNotFound", null)]
    [InlineData(403, "BotDisabledByAdmin", null)]
    [InlineData(412, "PreconditionFailed", null)]
    [InlineData(413, "MessageSizeTooBig", null)]
    [InlineData(429, "Throttled", null)]
    [InlineData(429, "Throttled", "7")]
    [InlineData(502, null, null)]
    public async Task The_next_call_is_answered_as_planned_and_the_one_after_it_as_usual(int status, string? code, string? retryAfter)
    {
        Connector.Answer(status, code, retryAfter);

        var planned = await _bot.SendAsync();

        Assert.Equal((status, code), planned.Error);
        Assert.Equal(retryAfter, planned.RetryAfter);
        Assert.Null((await Connector.NextAsync()).GivenId);
        Assert.Equal(201, (await _bot.SendAsync()).Status);
    }

    [Fact]
    public async Task A_plan_can_be_for_one_conversation_and_for_a_chat_that_is_yet_to_be_created()
    {
        Connector.InstallFor("29:mei");
        Connector.Answer(502, conversationId: Other);
        Connector.Answer(403, "BotDisabledByAdmin", conversationId: "a:29:mei");

        Assert.Equal(201, (await _bot.SendAsync()).Status);
        Assert.Equal(502, (await _bot.SendAsync(Other)).Status);
        Assert.Equal((403, "BotDisabledByAdmin"), (await _bot.CallAsync("POST", "/v3/conversations", ConnectorCaller.NewChat())).Error);
    }

    [Fact]
    public async Task A_plan_can_last_until_it_is_taken_back()
    {
        Connector.Answer(503, times: FakeConnector.Always);

        for (var i = 0; i < 5; i++)
            Assert.Equal(503, (await _bot.SendAsync()).Status);
        Connector.AnswerAsUsual();
        Assert.Equal(201, (await _bot.SendAsync()).Status);
    }

    [Theory]
    [InlineData(502)]
    [InlineData(504)]
    public async Task A_message_can_be_delivered_though_the_answer_denies_it(int status)
    {
        Connector.CarryOutButAnswer(status);

        Assert.Equal(status, (await _bot.SendAsync()).Status);

        var delivered = (await Connector.NextAsync()).GivenId;
        Assert.NotNull(delivered);
        Assert.Equal(200, (await _bot.UpdateAsync(delivered)).Status);
    }

    [Fact]
    public async Task A_slow_answer_comes_by_the_connectors_clock()
    {
        Connector.AnswerAfter(TimeSpan.FromSeconds(5));

        var sending = _bot.SendAsync();
        await Connector.NextAsync();
        _bot.Clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(201, (await _bot.SendAsync(Other)).Status); // others are not held up
        Assert.False(sending.IsCompleted);
        _bot.Clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(201, (await sending).Status);
    }

    [Fact]
    public async Task Calls_are_held_until_they_are_released()
    {
        Connector.Hold(times: 2);
        var first = _bot.SendAsync();
        await Connector.NextAsync();

        Connector.Release();
        Assert.Equal(201, (await first).Status);
        var second = _bot.SendAsync();
        await Connector.NextAsync();
        Assert.Equal(201, (await _bot.SendAsync(Other)).Status);
        Assert.False(second.IsCompleted);
        Connector.Release();

        Assert.Equal(201, (await second).Status);
    }

    [Fact]
    public async Task The_end_of_the_connector_lets_go_of_what_hangs()
    {
        Connector.Hang();
        var sending = _bot.SendAsync();
        Assert.Equal(0, (await Connector.NextAsync()).Status);

        await Connector.DisposeAsync();

        // Whether the empty answer or the end of the connection comes first is the server's affair.
        Assert.True(await Record.ExceptionAsync(() => sending) is null or HttpRequestException);
    }

    [Fact]
    public async Task A_call_that_breaks_the_protocol_uses_up_no_plan()
    {
        Connector.Answer(502);

        Assert.Equal(400, (await _bot.SendAsync(text: "")).Status);
        Assert.Equal(502, (await _bot.SendAsync()).Status);
    }
}
