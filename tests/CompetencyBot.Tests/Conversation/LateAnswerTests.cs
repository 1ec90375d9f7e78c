using System.Net;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Conversation;

/// <summary>Answers that Teams cannot take when they are given.</summary>
public sealed class LateAnswerTests
{
    [Fact]
    public async Task An_answer_that_meets_a_bad_gateway_is_sent_again_within_its_turn()
    {
        await using var app = await AppFixture.StartAsync();
        app.Connector.Answer(502);

        var asking = app.As(Sample.Grace).Says("help");
        await app.Clock.PassAsync(IsShortPause);

        Assert.Equal([502, 201], (await asking).Messages.Select(call => call.Status));
        Assert.Empty(await OutboxAsync(app));
    }

    [Fact]
    public async Task An_answer_that_Teams_puts_off_for_longer_comes_later_and_in_its_thread()
    {
        await using var app = await AppFixture.StartAsync();
        app.Connector.Answer(429, "Throttled", retryAfter: "60");

        var answer = await app.As(Sample.David).InChannel().Says("renewal");
        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Equal((HttpStatusCode.OK, 1), (answer.Status, app.Connector.Calls.Count));

        app.Clock.Advance(TimeSpan.FromSeconds(60));
        await app.RunAsync<OutboxDeliveryJob>();

        var late = app.Connector.Calls[^1];
        var first = Assert.Single(answer.Messages);
        Assert.Equal((201, first.RawPath), (late.Status, late.RawPath));
        Assert.Equal(first.Body!.ToJsonString(), late.Body!.ToJsonString());
        Assert.Contains("1 answers will be sent later: 429", app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Later_answers_queue_behind_one_that_waits_and_keep_their_order_also_after_a_restart()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        app.Connector.Answer(429, "Throttled", retryAfter: "60");
        await grace.Says("help");
        await app.RestartAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Empty((await grace.Says("status")).Messages);
        Assert.Empty((await grace.Says("something else")).Messages);
        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Single(app.Connector.Calls);
        app.Clock.Advance(TimeSpan.FromSeconds(60));
        await app.RunAsync<OutboxDeliveryJob>();
        var delivered = app.Connector.Calls.Skip(1).Select(call => (string?)call.Body!["summary"]);
        Assert.Equal(["What I can do", "My status", "I did not understand that. You can ask, for example:"], delivered);

        Assert.Single((await grace.Says("help")).Messages);
    }

    [Fact]
    public async Task Somebody_else_is_answered_at_once_meanwhile()
    {
        await using var app = await AppFixture.StartAsync();
        app.Connector.Answer(429, "Throttled", retryAfter: "60");
        await app.As(Sample.Grace).Says("help");

        Assert.Single((await app.As(Sample.David).Says("help")).Messages);
    }

    [Fact]
    public async Task A_button_is_answered_at_once_also_while_answers_wait()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        app.Connector.Answer(429, "Throttled", retryAfter: "60");
        await grace.Says("help");

        Assert.NotNull((await grace.Invokes("progress/show")).Card);
    }

    [Fact]
    public async Task Whoever_expects_the_replies_in_the_answer_gets_them_there_also_while_answers_wait()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        app.Connector.Answer(429, "Throttled", retryAfter: "60");
        await grace.Says("help");
        var message = grace.Message("help");
        message["deliveryMode"] = "expectReplies";

        var answer = await grace.SendAsync(message);

        Assert.Single(answer.Body!["activities"]!.AsArray());
    }

    [Fact]
    public async Task An_answer_is_given_up_after_a_day_and_later_ones_are_sent_at_once()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        app.Connector.Answer(429, "Throttled", retryAfter: "11");
        app.Connector.Answer(503);
        await grace.Says("help");
        var yesterday = app.Clock.GetUtcNow().AddDays(-1);
        await app.InDatabaseAsync(db => db.Outbox.ExecuteUpdateAsync(row => row.SetProperty(r => r.CreatedAt, yesterday)));

        app.Clock.Advance(TimeSpan.FromSeconds(11));
        await app.RunAsync<OutboxDeliveryJob>();

        var row = Assert.Single(await OutboxAsync(app));
        Assert.Equal(OutboxState.GivenUp, row.State);
        Assert.StartsWith("too late for an answer, last: 503", row.Reason, StringComparison.Ordinal);
        Assert.Single((await grace.Says("help")).Messages);
    }

    [Fact]
    public async Task An_answer_to_somebody_who_blocked_the_bot_is_noted_and_not_repeated()
    {
        await using var app = await AppFixture.StartAsync();
        app.Connector.Answer(403, "ConversationBlockedByUser");

        var answer = await app.As(Sample.Grace).Says("help");

        Assert.Equal([403], answer.Messages.Select(call => call.Status));
        Assert.Equal("ConversationBlockedByUser", await app.InDatabaseAsync(db => db.Conversations.Select(row => row.UnreachableReason).SingleAsync()));
        Assert.Contains("An answer reached nobody (Blocked)", app.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Turn failed", app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_welcome_that_Teams_cannot_take_now_comes_later_and_once()
    {
        await using var app = await AppFixture.StartAsync();
        app.Connector.Answer(429, "Throttled", retryAfter: "60");

        var answers = await app.As(Sample.Grace).Installs();
        app.Clock.Advance(TimeSpan.FromSeconds(60));
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Equal([429], answers.SelectMany(answer => answer.Messages).Select(call => call.Status));
        Assert.Equal([429, 201], app.Connector.Calls.Where(call => call.Type == "message").Select(call => call.Status));
    }

    private static bool IsShortPause(TimeSpan wait) =>
        wait > TimeSpan.FromSeconds(0.7) && wait < TimeSpan.FromSeconds(1.3) && wait != TimeSpan.FromSeconds(1);

    private static Task<List<OutboxMessage>> OutboxAsync(AppFixture app) => app.InDatabaseAsync(db => db.Outbox.AsNoTracking().ToListAsync());
}
