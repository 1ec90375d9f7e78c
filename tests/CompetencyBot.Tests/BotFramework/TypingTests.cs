using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.BotFramework;

public sealed class TypingTests
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task An_answer_that_takes_longer_than_a_second_is_announced_every_three_seconds()
    {
        await using var bot = await StartAsync();
        var answer = bot.PostAsync(bot.Message());
        await _started.Task;

        await bot.Clock.PassAsync(wait => wait == TimeSpan.FromSeconds(1));
        await bot.Connector.NextAsync();
        await bot.Clock.PassAsync(wait => wait == TimeSpan.FromSeconds(3));
        await bot.Connector.NextAsync();
        _goOn.SetResult();
        await answer;

        Assert.Equal(["typing", "typing", "message"], bot.Connector.Calls.Select(call => call.Type));
    }

    [Fact]
    public async Task An_answer_within_a_second_is_not_announced()
    {
        await using var bot = await StartAsync();
        var answer = bot.PostAsync(bot.Message());
        await _started.Task;

        bot.Clock.Advance(TimeSpan.FromSeconds(0.9));
        _goOn.SetResult();
        await answer;
        bot.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(["message"], bot.Connector.Calls.Select(call => call.Type));
    }

    [Fact]
    public async Task Nothing_is_announced_once_the_answer_is_on_its_way()
    {
        await using var bot = await StartAsync();
        _goOn.SetResult();
        bot.Connector.Answer(502);

        var answer = bot.PostAsync(bot.Message());
        await bot.Connector.NextAsync();
        await bot.Clock.PassAsync(wait => wait == TimeSpan.FromSeconds(1));
        await bot.Clock.PassAsync(wait => wait > TimeSpan.FromSeconds(0.7) && wait < TimeSpan.FromSeconds(1.3));
        await answer;

        Assert.Equal(["message", "message"], bot.Connector.Calls.Select(call => call.Type));
    }

    [Fact]
    public async Task Nothing_is_announced_to_whoever_expects_the_replies_in_the_answer()
    {
        await using var bot = await StartAsync();
        var message = bot.Message();
        message["deliveryMode"] = "expectReplies";
        var answer = bot.PostAsync(message);
        await _started.Task;

        await bot.Clock.PassAsync(wait => wait == TimeSpan.FromSeconds(1));
        _goOn.SetResult();
        await answer;

        Assert.Empty(bot.Connector.Calls);
    }

    [Fact]
    public async Task A_button_is_not_announced_since_the_client_shows_that_itself()
    {
        await using var bot = await StartAsync();
        var answer = bot.PostAsync(bot.Invoke("adaptiveCard/action"));
        await _started.Task;

        bot.Clock.Advance(TimeSpan.FromSeconds(5));
        _goOn.SetResult();
        await answer;

        Assert.DoesNotContain("typing", bot.Connector.Calls.Select(call => call.Type));
    }

    /// <summary>A bot that answers once it is told to.</summary>
    private Task<WireHost> StartAsync() => WireHost.StartAsync(
        new Layer((_, next, cancellationToken) => next(cancellationToken)),
        services: services => services
            .AddScoped<ITurnMiddleware, TypingWhenSlow>()
            .AddScoped<ITurnMiddleware>(_ => Layer.For(async (turn, cancellationToken) =>
            {
                _started.TrySetResult();
                await _goOn.Task;
                await turn.ReplyAsync(OutboundActivity.Message("done"), cancellationToken);
            })));
}
