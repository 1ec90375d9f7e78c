using System.Net;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.BotFramework;

public sealed class TurnTests
{
    [Fact]
    public async Task A_reply_goes_to_the_asking_activity_with_the_bots_token()
    {
        await using var bot = await WireHost.StartAsync();

        await bot.PostAsync(bot.Message("progress"));

        var call = await bot.Connector.NextAsync();
        Assert.Equal("POST", call.Method);
        Assert.Equal("/v3/conversations/a%3Amei/activities/1519891200000", call.RawPath);
        Assert.Equal("Bearer bot-token-1", call.Authorization);
        Assert.Equal("1519891200000", (string?)call.Body!["replyToId"]);
        Assert.Equal($"28:{WireHost.AppId}", (string?)call.Body["from"]!["id"]);
        Assert.Equal("a:mei", (string?)call.Body["conversation"]!["id"]);
    }

    [Fact]
    public async Task The_layers_run_in_the_order_of_their_registration()
    {
        var order = new List<string>();
        Layer Named(string name) => new(async (_, next, cancellationToken) =>
        {
            order.Add($"{name} in");
            var response = await next(cancellationToken);
            order.Add($"{name} out");
            return response;
        });
        await using var bot = await WireHost.StartAsync(Named("outer"), services: s => s.AddScoped<ITurnMiddleware>(_ => Named("inner")));

        await bot.PostAsync(bot.Message());

        Assert.Equal(["outer in", "inner in", "inner out", "outer out"], order);
    }

    [Fact]
    public async Task The_layers_of_two_turns_do_not_share_a_scope()
    {
        var layers = new List<object>();
        await using var bot = await WireHost.StartAsync(services: s => s
            .AddScoped<object>()
            .AddScoped<ITurnMiddleware>(scope => Layer.For((_, _) =>
            {
                layers.Add(scope.GetRequiredService<object>());
                return Task.CompletedTask;
            })), layer: new Layer((_, next, cancellationToken) => next(cancellationToken)));

        await bot.PostAsync(bot.Message());
        await bot.PostAsync(bot.Message());

        Assert.Equal(2, layers.Distinct().Count());
    }

    [Fact]
    public async Task An_invoke_is_answered_with_the_status_and_body_of_the_bot()
    {
        await using var bot = await WireHost.StartAsync(Layer.Answering(InvokeResponse.Message("銅級 <reached>")));

        var response = await bot.PostAsync(bot.Invoke("adaptiveCard/action"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"銅級 <reached>"}""", await TextAsync(response));
    }

    [Fact]
    public async Task An_invoke_may_be_answered_with_another_status_and_no_body()
    {
        await using var bot = await WireHost.StartAsync(Layer.Answering(new InvokeResponse(412)));

        var response = await bot.PostAsync(bot.Invoke("signin/tokenExchange"));

        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
        Assert.Equal("", await TextAsync(response));
    }

    [Fact]
    public async Task An_invoke_that_no_layer_answers_is_not_implemented()
    {
        await using var bot = await WireHost.StartAsync(Layer.Answering(null));

        var response = await bot.PostAsync(bot.Invoke("something/ofTomorrow"));

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Equal("", await TextAsync(response));
    }

    [Fact]
    public async Task Expected_replies_come_in_the_answer_and_not_through_the_connector()
    {
        await using var bot = await WireHost.StartAsync(Layer.For(async (turn, cancellationToken) =>
        {
            await turn.ReplyAsync(OutboundActivity.Message("one"), cancellationToken);
            await turn.ReplyAsync(OutboundActivity.Message("two"), cancellationToken);
        }));
        var message = bot.Message();
        message["deliveryMode"] = "expectReplies";

        var response = await bot.PostAsync(message);

        var activities = JsonNode.Parse(await TextAsync(response))!["activities"]!.AsArray();
        Assert.Equal(["one", "two"], activities.Select(a => (string?)a!["text"]));
        Assert.All(activities, a => Assert.Equal("1519891200000", (string?)a!["replyToId"]));
        Assert.Empty(bot.Connector.Calls);
    }

    [Fact]
    public async Task Expected_replies_may_be_none()
    {
        await using var bot = await WireHost.StartAsync(Layer.Answering(null));
        var message = bot.Message();
        message["deliveryMode"] = "expectReplies";

        Assert.Equal("""{"activities":[]}""", await TextAsync(await bot.PostAsync(message)));
    }

    [Fact]
    public async Task A_failure_that_no_layer_caught_tells_the_caller_nothing_and_the_log_everything()
    {
        await using var bot = await WireHost.StartAsync(Layer.For((_, _) => throw new InvalidOperationException("the secret of the house")));

        var response = await bot.PostAsync(bot.Message());

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("", await TextAsync(response));
        Assert.Matches(@"Error: A turn failed: message .*\[.+\][\s\S]*the secret of the house", bot.Log.Text);
    }

    [Theory]
    [InlineData("adaptiveCard/action", HttpStatusCode.OK, "Timeout")]
    [InlineData("signin/verifyState", HttpStatusCode.GatewayTimeout, "")]
    public async Task An_invoke_is_answered_after_eight_seconds_even_if_a_layer_does_not_listen(string name, HttpStatusCode status, string body)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var bot = await WireHost.StartAsync(Layer.For(async (_, _) =>
        {
            started.SetResult();
            await end.Task;
        }));

        var answer = bot.PostAsync(bot.Invoke(name));
        await started.Task;
        bot.Clock.Advance(TimeSpan.FromSeconds(7.9));
        Assert.False(answer.IsCompleted);
        bot.Clock.Advance(TimeSpan.FromSeconds(0.1));

        var response = await answer;
        end.SetResult();
        Assert.Equal(status, response.StatusCode);
        Assert.Contains(body, await TextAsync(response), StringComparison.Ordinal);
        Assert.Contains($"A turn did not end within 00:00:08: invoke {name}", bot.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_is_told_when_its_time_is_over()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var bot = await WireHost.StartAsync(Layer.For(async (_, cancellationToken) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }));

        var answer = bot.PostAsync(bot.Message());
        await started.Task;
        bot.Clock.Advance(TimeSpan.FromSeconds(25));

        Assert.Equal(HttpStatusCode.GatewayTimeout, (await answer).StatusCode);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_does_not_stop_the_turn()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var bot = await WireHost.StartAsync(Layer.For(async (turn, cancellationToken) =>
        {
            started.SetResult();
            await goOn.Task;
            await turn.ReplyAsync(OutboundActivity.Message("late"), cancellationToken);
        }));

        var answer = bot.PostAsync(bot.Message());
        await started.Task;
        bot.HangUp();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        goOn.SetResult();

        Assert.Equal("late", (await bot.Connector.NextAsync()).Text);
    }

    [Fact]
    public async Task The_bot_finds_out_who_is_speaking()
    {
        ChannelAccount? sender = null;
        await using var bot = await WireHost.StartAsync(Layer.For(async (turn, cancellationToken) => sender = await turn.FindSenderAsync(cancellationToken)));
        bot.Connector.AddMember("29:mei", "Mei Lin", "mei-object-id", "mei@contoso.example");

        await bot.PostAsync(bot.Message());

        Assert.Equal("mei@contoso.example", sender?.UserPrincipalName);
        Assert.Equal("mei-object-id", sender?.EntraObjectId);
    }

    private static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
