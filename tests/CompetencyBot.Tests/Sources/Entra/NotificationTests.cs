using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CompetencyBot.Sources.Entra;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CompetencyBot.Tests.Sources.Entra;

/// <summary>Graph tells of a change, and the directory is read at once instead of at the next hour.</summary>
public sealed class NotificationTests : IDisposable
{
    private static readonly TriggerKey Told = new("DirectorySyncJob.Told");

    private readonly HttpClient _http = new();

    [Fact]
    public async Task A_subscription_is_made_with_a_secret_and_renewed_once_a_day()
    {
        await using var story = await StartAsync();

        var made = Assert.Single(story.Graph.Subscriptions.All);
        Assert.Equal(("updated,deleted", "users"), (made.ChangeType, made.Resource));
        Assert.True(made.ClientState?.Length >= 32);
        Assert.DoesNotContain(made.ClientState!, Encoding.UTF8.GetString((await story.StateAsync()).SubscriptionSecret!), StringComparison.Ordinal);
        Assert.Equal(story.App.Clock.GetUtcNow() + TimeSpan.FromDays(28), made.ExpirationDateTime);

        story.Pass(TimeSpan.FromHours(1));
        await story.SyncAsync();
        Assert.Equal(made.ExpirationDateTime, Assert.Single(story.Graph.Subscriptions.All).ExpirationDateTime);

        story.Pass(TimeSpan.FromHours(24));
        await story.SyncAsync();
        Assert.Equal(made.ExpirationDateTime + TimeSpan.FromHours(25), Assert.Single(story.Graph.Subscriptions.All).ExpirationDateTime);
        Assert.Contains("told by Microsoft Graph at once", (await story.App.As(Sample.Julia).Says("admin directory")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_gone_is_made_again()
    {
        await using var story = await StartAsync();
        var first = Assert.Single(story.Graph.Subscriptions.All);
        story.Pass(TimeSpan.FromDays(30)); // the bot was down

        await story.SyncAsync();

        Assert.NotEqual(first.Id, Assert.Single(story.Graph.Subscriptions.All).Id);
        Assert.Equal(Assert.Single(story.Graph.Subscriptions.All).Id, (await story.StateAsync()).SubscriptionId);
    }

    [Fact]
    public async Task One_that_leads_to_where_the_bot_was_before_is_made_anew_once()
    {
        await using var story = await StartAsync();
        var first = Assert.Single(story.Graph.Subscriptions.All);
        await story.App.RestartAsync(); // on another port

        await story.SyncAsync();
        var second = Assert.Single(story.Graph.Subscriptions.All);
        await story.SyncAsync();

        Assert.NotEqual(first.NotificationUrl, second.NotificationUrl);
        Assert.NotEqual(first.ClientState, second.ClientState);
        Assert.Equal(second.Id, Assert.Single(story.Graph.Subscriptions.All).Id);
        await story.Graph.Subscriptions.SendAsync(second.NotificationUrl, Notification(second.Id, second.ClientState));
        Assert.True(await IsToldAsync(story));
    }

    [Fact]
    public async Task Many_changes_have_the_directory_read_once()
    {
        await using var story = await StartAsync();
        story.Graph.Directory.Disable(Sample.Grace.ObjectId!);
        story.Graph.Directory.SetManager(Sample.David.ObjectId!, null);
        await story.Graph.Subscriptions.SendAsync();
        story.Graph.Directory.Disable(Sample.Chen.ObjectId!);
        await story.Graph.Subscriptions.SendAsync();
        Assert.All(story.Graph.Subscriptions.Deliveries, delivery => Assert.Equal(202, delivery.Status));
        Assert.Null((await story.PersonAsync(Sample.Grace))?.LeftOn);

        var asked = story.Graph.Calls.Count(call => call.Path == "/users/delta");
        var read = story.App.Jobs.NextRunOf<DirectorySyncJob>();
        story.Pass(NotificationReader.Gathering);
        await read;

        Assert.Equal(DirectoryStory.Today, (await story.PersonAsync(Sample.Grace))?.LeftOn);
        Assert.Equal(asked + 1, story.Graph.Calls.Count(call => call.Path == "/users/delta"));
    }

    [Fact]
    public async Task When_Graph_asks_for_it_the_subscription_is_renewed()
    {
        await using var story = await StartAsync();
        story.Pass(TimeSpan.FromHours(2));

        await story.Graph.Subscriptions.SendLifecycleAsync();
        Assert.True(await IsToldAsync(story));
        await story.SyncAsync();

        Assert.Equal(story.App.Clock.GetUtcNow() + TimeSpan.FromDays(28), Assert.Single(story.Graph.Subscriptions.All).ExpirationDateTime);
    }

    [Fact]
    public async Task What_comes_without_the_secret_or_for_another_subscription_is_ignored()
    {
        await using var story = await StartAsync();
        var subscription = Assert.Single(story.Graph.Subscriptions.All);

        var wrong = await story.Graph.Subscriptions.SendAsync(subscription.NotificationUrl, Notification(subscription.Id, "wrong"));
        var missing = await story.Graph.Subscriptions.SendAsync(subscription.NotificationUrl, Notification(subscription.Id, null));
        var other = await story.Graph.Subscriptions.SendAsync(subscription.NotificationUrl, Notification("another", subscription.ClientState));

        Assert.Equal([202, 202, 202], [wrong.Status, missing.Status, other.Status]);
        Assert.False(await IsToldAsync(story));
        Assert.Contains("without its secret. It is ignored.", story.App.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Sample.Grace.ObjectId!, story.App.Log.Text, StringComparison.Ordinal);

        await story.Graph.Subscriptions.SendAsync(subscription.NotificationUrl, Notification(subscription.Id, subscription.ClientState));
        Assert.True(await IsToldAsync(story));
    }

    [Theory]
    [InlineData("/graph/notifications")]
    [InlineData("/graph/lifecycle")]
    public async Task The_token_of_a_validation_is_given_back_as_text_that_no_browser_runs(string path)
    {
        await using var story = await StartAsync();
        const string Token = "<script>alert('1')</script> Validation: 100 %";

        using var answer = await PostAsync(story, $"{path}?validationToken={Uri.EscapeDataString(Token)}", "");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(("text/plain", Token), (answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("no JSON", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.Accepted)]
    [InlineData("""{"value":[null,1,"a",{"clientState":{}}]}""", HttpStatusCode.Accepted)]
    public async Task What_makes_no_sense_starts_nothing(string body, HttpStatusCode status)
    {
        await using var story = await StartAsync();

        using var answer = await PostAsync(story, "/graph/notifications", body);

        Assert.Equal(status, answer.StatusCode);
        Assert.False(await IsToldAsync(story));
    }

    [Fact]
    public async Task What_is_much_too_large_is_not_read()
    {
        await using var story = await StartAsync();

        using var answer = await PostAsync(story, "/graph/notifications", $"{{\"value\":[\"{new string('a', 1 << 20)}\"]}}");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Whoever_calls_without_end_is_told_to_stop()
    {
        await using var story = await StartAsync();
        var last = HttpStatusCode.OK;

        for (var count = 0; count < 400 && last != HttpStatusCode.TooManyRequests; count++)
        {
            using var answer = await PostAsync(story, "/graph/notifications", "[]");
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task Where_nothing_is_subscribed_to_there_is_no_such_place()
    {
        await using var story = await DirectoryStory.StartAsync();

        using var answer = await PostAsync(story, "/graph/notifications?validationToken=a", "");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<DirectoryStory> StartAsync()
    {
        var story = await DirectoryStory.StartAsync(("Graph:Subscribes", "true"));
        await story.SyncAsync();
        return story;
    }

    private static JsonObject Notification(string subscription, string? secret) => new()
    {
        ["subscriptionId"] = subscription,
        ["clientState"] = secret,
        ["changeType"] = "updated",
        ["resource"] = $"Users/{Sample.Grace.ObjectId}",
    };

    private static async Task<bool> IsToldAsync(DirectoryStory story)
    {
        var scheduler = await story.App.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        return await scheduler.GetTrigger(Told, TestContext.Current.CancellationToken) is not null;
    }

    private Task<HttpResponseMessage> PostAsync(DirectoryStory story, string path, string body) =>
        _http.PostAsync(new Uri(story.App.Address, path), new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
}
