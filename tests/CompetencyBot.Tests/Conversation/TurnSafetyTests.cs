using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Conversation;

public sealed partial class TurnSafetyTests
{
    [Fact]
    public async Task A_failing_turn_says_sorry_with_a_reference_that_is_also_in_the_log()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        await BreakDatabaseAsync(app);

        var answer = await grace.Says("progress");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var text = Assert.Single(answer.Messages).Text!;
        var reference = Reference().Match(text).Value;
        Assert.Contains("went wrong on my side", text, StringComparison.Ordinal);
        Assert.Contains($"Turn failed, reference {reference}", app.Log.Text, StringComparison.Ordinal);
        AssertTellsNothing(text);
    }

    [Fact]
    public async Task A_press_that_fails_is_answered_with_an_error_and_a_reference()
    {
        await using var app = await AppFixture.StartAsync();
        await BreakDatabaseAsync(app);

        var answer = await app.As(Sample.Grace).Invokes("progress/show");

        Assert.Equal((HttpStatusCode.OK, 500), (answer.Status, (int)answer.Body!["statusCode"]!));
        Assert.Matches(Reference(), answer.Text);
        AssertTellsNothing(answer.Text!);
    }

    [Fact]
    public async Task The_apology_speaks_the_readers_language()
    {
        await using var app = await AppFixture.StartAsync();
        await BreakDatabaseAsync(app);

        var answer = await app.As(Sample.Tsai).Says("progress");

        Assert.DoesNotContain("Sorry", answer.Text, StringComparison.Ordinal);
        Assert.Matches(Reference(), answer.Text);
    }

    [Fact]
    public async Task When_the_roster_fails_the_person_is_a_stranger_for_this_turn_and_asked_for_again()
    {
        await using var app = await AppFixture.StartAsync();
        app.Connector.AddMember(Sample.Stranger.TeamsId, "Sam", Sample.Stranger.ObjectId, Sample.Grace.UserPrincipalName);
        app.Connector.Answer(500);

        var unknown = await app.As(Sample.Stranger).Says("status");
        var again = await app.As(Sample.Stranger).Says("status");

        Assert.StartsWith("I do not find you among the people", unknown.Text, StringComparison.Ordinal);
        Assert.StartsWith("Status of Grace Huang", again.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(413)]
    public async Task When_an_answer_cannot_be_sent_the_person_gets_a_reference_and_the_log_says_why(int status)
    {
        await using var app = await AppFixture.StartAsync();
        app.Connector.Answer(status, "Trouble");

        var answer = await app.As(Sample.Grace).Says("help");

        Assert.Equal((HttpStatusCode.OK, 2), (answer.Status, answer.Messages.Count()));
        Assert.Contains($"Turn failed, reference {Reference().Match(answer.Text!).Value}", app.Log.Text, StringComparison.Ordinal);
        Assert.Contains($"{status} Trouble", app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_message_is_answered_once_also_after_a_restart()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        Assert.Single((await grace.Says("help", id: "f:same")).Messages);
        Assert.Empty((await grace.Says("help", id: "f:same")).Messages);
        await app.RestartAsync();
        var repeat = await grace.Says("help", id: "f:same");

        Assert.Equal(HttpStatusCode.OK, repeat.Status);
        Assert.Empty(repeat.Messages);
    }

    [Fact]
    public async Task The_same_message_at_the_same_moment_is_answered_once()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        for (var round = 0; round < 10; round++)
        {
            var message = grace.Message("help", $"f:round-{round}").ToJsonString();
            var responses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => app.PostAsync(message))));
            Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
            Assert.Single(app.Connector.Calls, call => call.ActivityId == $"f:round-{round}");
        }
    }

    [Fact]
    public async Task The_same_id_in_another_conversation_is_another_message()
    {
        await using var app = await AppFixture.StartAsync();

        Assert.Single((await app.As(Sample.Grace).Says("help", id: "f:same")).Messages);
        Assert.Single((await app.As(Sample.David).Says("help", id: "f:same")).Messages);
    }

    [Fact]
    public async Task A_repeated_press_gets_the_same_answer()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        var data = new JsonObject { ["competency"] = "messaging" };

        var first = await grace.Invokes("progress/competency", data, id: "f:press");
        await app.RestartAsync();
        var second = await grace.Invokes("progress/competency", data, id: "f:press");

        Assert.NotNull(first.Card);
        Assert.Equal(first.Body!.ToJsonString(), second.Body!.ToJsonString());
    }

    [Fact]
    public async Task A_press_that_failed_may_be_repeated_at_once()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        await app.InDatabaseAsync(db => db.Database.ExecuteSqlAsync($"ALTER TABLE EvidenceSnapshots RENAME TO Elsewhere"));
        var failed = await grace.Invokes("progress/show", id: "f:press");
        await app.InDatabaseAsync(db => db.Database.ExecuteSqlAsync($"ALTER TABLE Elsewhere RENAME TO EvidenceSnapshots"));
        var repeated = await grace.Invokes("progress/show", id: "f:press");

        Assert.Equal(500, (int)failed.Body!["statusCode"]!);
        Assert.Equal(200, (int)repeated.Body!["statusCode"]!);
    }

    [Fact]
    public async Task The_repeat_of_a_press_that_still_runs_is_told_so()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Invokes("progress/show", id: "f:running");
        await app.InDatabaseAsync(db => db.SeenActivities.ExecuteUpdateAsync(
            row => row.SetProperty(r => r.DoneAt, (DateTimeOffset?)null).SetProperty(r => r.AnswerStatus, (int?)null)));

        var repeating = grace.Invokes("progress/show", id: "f:running");
        await app.Clock.BegunAsync(wait => wait == TimeSpan.FromMilliseconds(200));
        app.Clock.Advance(TimeSpan.FromSeconds(7));

        var repeat = await repeating;
        Assert.Equal((HttpStatusCode.OK, "I am still working on that."), (repeat.Status, repeat.Text));
    }

    [Fact]
    public async Task A_turn_that_died_half_way_may_run_again_after_a_minute()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Says("help", id: "f:died");
        await app.InDatabaseAsync(db => db.SeenActivities.ExecuteUpdateAsync(row => row.SetProperty(r => r.DoneAt, (DateTimeOffset?)null)));

        Assert.Empty((await grace.Says("help", id: "f:died")).Messages);
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Single((await grace.Says("help", id: "f:died")).Messages);
    }

    /// <summary>Every query fails as on a disk that went away; the connector still works.</summary>
    private static Task<int> BreakDatabaseAsync(AppFixture app) => app.InDatabaseAsync(db =>
        db.Database.ExecuteSqlRawAsync("ALTER TABLE SeenActivities RENAME TO Gone"));

    private static void AssertTellsNothing(string text)
    {
        foreach (var word in new[] { "SQLite", "Exception", "SeenActivities", "table", " at " })
            Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex("[0-9A-F]{8}")]
    private static partial Regex Reference();
}
