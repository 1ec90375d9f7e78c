using System.Net;
using System.Text.Json.Nodes;
using CompetencyBot.Tests.Postgres;

namespace CompetencyBot.Tests.Conversation;

/// <summary>
/// Whoever sends activities to the bot must expect to send one twice (Activity Protocol A2033): here at the same moment, to one or two
/// processes, and for presses, whose sender waits for the answer.
/// </summary>
public sealed class RepeatTests(PostgresServer postgres)
{
    [Fact]
    public async Task Sent_to_two_processes_at_the_same_moment_a_message_is_answered_once()
    {
        await using var apps = await TwoAsync();
        var grace = apps.First.As(Sample.Grace);

        for (var round = 0; round < 15; round++)
        {
            var message = grace.Message("help", $"f:round-{round}").ToJsonString();
            AppFixture[] receivers = [apps.First, apps.Second, apps.Second, apps.First];
            var responses = await Task.WhenAll(receivers.Select(app => Task.Run(() => app.PostAsync(message))));

            Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
            Assert.Single(apps.First.Connector.Calls, call => call.ActivityId == $"f:round-{round}");
        }
    }

    [Fact]
    public async Task After_both_processes_were_started_again_a_repeat_is_still_known()
    {
        await using var apps = await TwoAsync();
        var grace = apps.First.As(Sample.Grace);
        var message = grace.Message("help", "f:before").ToJsonString();
        var press = Press(grace, "f:press-before", keep: false);
        await apps.First.PostAsync(message);
        var first = await ReadAsync(apps.First.PostAsync(press));

        await apps.First.RestartAsync();
        await apps.Second.RestartAsync();
        await apps.Second.PostAsync(message);
        var repeat = await ReadAsync(apps.Second.PostAsync(press));

        Assert.Single(apps.First.Connector.Calls);
        Assert.Contains("Messaging", first.Body, StringComparison.Ordinal);
        Assert.Equal(first, repeat);
    }

    [Fact]
    public async Task A_press_repeated_while_it_runs_gets_the_answer_of_the_first()
    {
        await using var app = await AppFixture.StartAsync();

        await GetsTheSameAnswerAsync(app, app);
    }

    [Fact]
    public async Task A_press_repeated_to_another_process_while_it_runs_gets_the_answer_of_the_first()
    {
        await using var apps = await TwoAsync();

        await GetsTheSameAnswerAsync(apps.First, apps.Second);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Presses_at_the_same_moment_all_get_the_same_answer(int processes)
    {
        await using var apps = await TwoAsync();
        var grace = apps.First.As(Sample.Grace);
        AppFixture[] receivers = processes == 1 ? [apps.First, apps.First, apps.First] : [apps.First, apps.Second, apps.First, apps.Second];

        var firstAnswer = Task.CompletedTask;
        var rounds = RoundsAsync();
        await Task.WhenAll(receivers.Distinct().Select(app => PassWaitsAsync(app.Clock, rounds, () => firstAnswer)));
        await rounds;

        async Task RoundsAsync()
        {
            for (var round = 0; round < 5; round++)
            {
                var press = Press(grace, $"f:press-{round}", keep: false);
                var answering = receivers.Select(app => Task.Run(() => ReadAsync(app.PostAsync(press)))).ToList();
                firstAnswer = Task.WhenAny(answering);
                var answers = await Task.WhenAll(answering);

                Assert.All(answers, answer => Assert.Contains("application/vnd.microsoft.card.adaptive", answer.Body, StringComparison.Ordinal));
                Assert.Single(answers.Distinct());
            }
        }
    }

    /// <summary>The first delivery is held up while it sends; the repeat comes meanwhile.</summary>
    private static async Task GetsTheSameAnswerAsync(AppFixture first, AppFixture second)
    {
        var press = Press(first.As(Sample.Grace), "f:twice", keep: true);
        first.Connector.Hold();
        var answering = ReadAsync(first.PostAsync(press));
        await first.Connector.NextAsync();

        var repeating = ReadAsync(second.PostAsync(press));
        await second.Log.WaitForAsync("Repeated delivery of invoke f:twice");
        first.Connector.Release();
        var answer = await answering;
        await PassWaitsAsync(second.Clock, repeating, () => answering);
        var repeat = await repeating;

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(answer, repeat);
        Assert.Single(first.Connector.Calls); // the repeat sent nothing of its own
    }

    /// <summary>
    /// Whoever looks again and again for an answer that is not there yet waits by the clock, which nobody else moves. It moves when the first
    /// answer is there: before, patience would end sooner than this machine is able to answer.
    /// </summary>
    private static async Task PassWaitsAsync(TestClock clock, Task ended, Func<Task> firstAnswer)
    {
        while (!ended.IsCompleted)
        {
            var wait = clock.BegunAsync(time => time > TimeSpan.Zero && time < TimeSpan.FromSeconds(1));
            if (await Task.WhenAny(wait, ended) != wait)
                return;
            await firstAnswer();
            clock.Advance(await wait);
        }
    }

    /// <param name="keep">The card that was pressed stays, so that the answer is a message besides: a press that takes its time.</param>
    private static string Press(Chat chat, string id, bool keep)
    {
        var invoke = chat.Activity("invoke", id);
        invoke["name"] = "adaptiveCard/action";
        var data = new JsonObject { ["competency"] = "messaging", ["keep"] = keep };
        invoke["value"] = new JsonObject { ["action"] = new JsonObject { ["verb"] = "progress/competency", ["data"] = data } };
        return invoke.ToJsonString();
    }

    private static async Task<(HttpStatusCode Status, string Body)> ReadAsync(Task<HttpResponseMessage> posting)
    {
        using var response = await posting;
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Two processes on one PostgreSQL, talking to the same Teams.</summary>
    private async Task<TwoApps> TwoAsync()
    {
        var first = await AppFixture.StartAsync(new AppOptions { Postgres = await postgres.CreateDatabaseAsync() });
        return new TwoApps(first, await first.StartAnotherAsync());
    }

    private sealed record TwoApps(AppFixture First, AppFixture Second) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Second.DisposeAsync();
            await First.DisposeAsync();
        }
    }
}
