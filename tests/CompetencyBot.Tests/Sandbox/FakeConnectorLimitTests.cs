using CompetencyBot.Sandbox.Connector;

namespace CompetencyBot.Tests.Sandbox;

public sealed class FakeConnectorLimitTests : IAsyncLifetime
{
    private ConnectorCaller _bot = null!;

    private Limits Limits => _bot.Connector.Limits;

    public async ValueTask InitializeAsync() => _bot = await ConnectorCaller.StartAsync();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task As_many_sends_as_are_allowed_break_nothing_and_one_more_does()
    {
        await TimesAsync(7, () => _bot.SendAsync());
        Assert.Empty(Limits.Broken);

        await _bot.SendAsync();

        Assert.Equal([new BrokenLimit(ConnectorCaller.Chat, "write", TimeSpan.FromSeconds(1), 7, 8)], Limits.Broken);
    }

    [Fact]
    public async Task A_window_slides()
    {
        await TimesAsync(4, () => _bot.SendAsync());
        _bot.Clock.Advance(TimeSpan.FromSeconds(0.9));
        await TimesAsync(3, () => _bot.SendAsync());
        _bot.Clock.Advance(TimeSpan.FromSeconds(0.1)); // the first four are a second old, and count no more
        await _bot.SendAsync();

        Assert.Empty(Limits.Broken);
        _bot.Clock.Advance(TimeSpan.FromSeconds(0.1));
        await _bot.SendAsync();
        Assert.Equal([new BrokenLimit(ConnectorCaller.Chat, "write", TimeSpan.FromSeconds(2), 8, 9)], Limits.Broken);
    }

    [Theory]
    [InlineData(60, 30, 0.49)]
    [InlineData(1800, 3600, 1.99)]
    public async Task The_longer_windows_are_counted_too(int allowed, int seconds, double pause)
    {
        await TimesAsync(allowed + 1, async () =>
        {
            await _bot.SendAsync();
            _bot.Clock.Advance(TimeSpan.FromSeconds(pause));
        });

        Assert.Equal([new BrokenLimit(ConnectorCaller.Chat, "write", TimeSpan.FromSeconds(seconds), allowed, allowed + 1)], Limits.Broken);
    }

    [Fact]
    public async Task A_conversation_is_counted_with_its_threads_and_apart_from_others_and_reads_apart_from_sends()
    {
        await TimesAsync(4, () => _bot.SendAsync("19:general@thread.tacv2;messageid=1"));
        await TimesAsync(4, () => _bot.SendAsync("19:general@thread.tacv2;messageid=2"));
        await TimesAsync(7, () => _bot.SendAsync("19:sales@thread.tacv2"));
        await TimesAsync(15, () => _bot.GetAsync("19:sales@thread.tacv2", "pagedmembers"));

        Assert.Equal(
            [
                new BrokenLimit("19:general@thread.tacv2", "write", TimeSpan.FromSeconds(1), 7, 8),
                new BrokenLimit("19:sales@thread.tacv2", "read", TimeSpan.FromSeconds(1), 14, 15),
            ],
            Limits.Broken.OrderBy(limit => limit.Scope, StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_creation_of_a_chat_counts_as_a_message_to_it()
    {
        await TimesAsync(8, () => _bot.CallAsync("POST", "/v3/conversations", ConnectorCaller.NewChat()));

        Assert.Equal("a:29:mei", Assert.Single(Limits.Broken).Scope);
    }

    [Fact]
    public async Task All_calls_together_are_counted_for_the_tenant()
    {
        for (var i = 0; i < 51; i++)
            await _bot.SendAsync($"a:{i}");

        Assert.Equal(51, Limits.MostInASecond);
        Assert.Equal([new BrokenLimit("tenant", "all", TimeSpan.FromSeconds(1), 50, 51)], Limits.Broken);
    }

    [Theory]
    [InlineData(true, "1")]
    [InlineData(false, null)]
    public async Task Enforced_a_limit_is_answered_with_429_until_the_wait_is_over(bool tells, string? retryAfter)
    {
        (_bot.Connector.EnforceLimits, _bot.Connector.TellsWait) = (true, tells);
        await TimesAsync(7, () => _bot.SendAsync());

        var refused = await _bot.SendAsync();
        _bot.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((429, "Throttled"), refused.Error);
        Assert.Equal(retryAfter, refused.RetryAfter);
        Assert.Equal(8, Assert.Single(Limits.Broken).Most);
        Assert.Equal(201, (await _bot.SendAsync()).Status);
        Assert.Equal(429, (await _bot.SendAsync()).Status); // eight in two seconds are enough
    }

    [Fact]
    public void A_window_remembers_no_more_than_it_needs()
    {
        var window = new SlidingWindow(7, TimeSpan.FromSeconds(1));

        for (var i = 0; i < SlidingWindow.Most + 5; i++)
            window.Add(TimeSpan.Zero);

        Assert.Equal(SlidingWindow.Most, window.Highest);
    }

    private static async Task TimesAsync(int times, Func<Task> call)
    {
        for (var i = 0; i < times; i++)
            await call();
    }
}
