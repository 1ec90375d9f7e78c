using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using CompetencyBot.Sandbox.Graph;
using CompetencyBot.Sandbox.Trial;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using WebApplication = Microsoft.AspNetCore.Builder.WebApplication;

namespace CompetencyBot.Tests.Sandbox;

public sealed class FakeGraphSubscriptionTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Path, JsonNode Body)> _told = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GraphCaller _caller = null!;
    private WebApplication _listener = null!;
    private Func<HttpContext, string, Task> _handshake = Give;
    private int _answer = 202;

    private FakeGraph Graph => _caller.Graph;

    private static DateTimeOffset Now => SampleCast.Morning;

    public async ValueTask InitializeAsync()
    {
        _caller = await GraphCaller.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _listener = builder.Build();
        _listener.MapPost("/{where}", ListenAsync);
        await _listener.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        await _caller.DisposeAsync();
    }

    [Fact]
    public async Task Both_addresses_are_asked_before_they_are_told_anything()
    {
        var asked = new List<string>();
        _handshake = (context, token) =>
        {
            asked.Add(context.Request.Path);
            return Give(context, token);
        };

        var made = await _caller.Client.Subscriptions.PostAsync(Wanted());

        Assert.Equal(["/changes", "/lifecycle"], asked);
        Assert.Equal((Now.AddDays(28), "a secret", "users"), (made!.ExpirationDateTime, made.ClientState, made.Resource));
        Assert.Equal([made.Id], Graph.Subscriptions.All.Select(subscription => subscription.Id));
        Assert.Equal([made.Id], (await _caller.Client.Subscriptions.GetAsync())!.Value!.Select(subscription => subscription.Id));
    }

    [Theory]
    [InlineData(401, "text/plain", "{0}", "must respond with 200 OK")]
    [InlineData(202, "text/plain", "{0}", "must respond with 200 OK")]
    [InlineData(200, "application/json", "{0}", "must respond with 200 OK")]
    [InlineData(200, "text/plain", "\"{0}\"", "must exactly match")]
    public async Task Who_does_not_give_the_token_back_gets_no_subscription(int status, string contentType, string format, string reason)
    {
        _handshake = (context, token) =>
        {
            (context.Response.StatusCode, context.Response.ContentType) = (status, contentType);
            return context.Response.WriteAsync(format.Replace("{0}", token, StringComparison.Ordinal));
        };

        await IsRefusedAsync(Wanted(), reason);
    }

    [Fact]
    public async Task Who_needs_more_than_ten_seconds_gets_no_subscription()
    {
        var asked = new TaskCompletionSource();
        _handshake = (context, _) =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var refused = IsRefusedAsync(Wanted(), "timed out");
        await asked.Task;

        _caller.Clock.Advance(TimeSpan.FromSeconds(10));

        await refused;
    }

    [Fact]
    public async Task Nobody_is_subscribed_for_longer_than_29_days_or_at_an_address_without_https()
    {
        var tooLong = Wanted();
        tooLong.ExpirationDateTime = Now.AddMinutes(41_761);
        await IsRefusedAsync(tooLong, "41760 minutes");

        var open = Wanted();
        open.NotificationUrl = "http://bot.contoso.example/changes";
        await IsRefusedAsync(open, "https");
    }

    [Fact]
    public async Task A_change_is_told_when_the_test_says_so_and_says_only_who()
    {
        var made = await _caller.Client.Subscriptions.PostAsync(Wanted());
        Graph.Directory.Disable(Sample.Grace.ObjectId!);
        Graph.Directory.Delete(Sample.David.ObjectId!);
        Graph.Directory.DeletePermanently(Sample.Chen.ObjectId!);
        Assert.Empty(_told);

        await Graph.Subscriptions.SendAsync();
        await Graph.Subscriptions.SendAsync();

        var (path, body) = Assert.Single(_told);
        var notifications = body["value"]!.AsArray();
        Assert.Equal("/changes", path);
        Assert.Equal(
            [("updated", Sample.Grace.ObjectId), ("updated", Sample.David.ObjectId), ("deleted", Sample.Chen.ObjectId)],
            notifications.Select(one => ((string)one!["changeType"]!, (string?)one["resourceData"]!["id"])));
        Assert.All(notifications, one => Assert.Equal(
            (made!.Id, "a secret", SampleCast.TenantId), ((string?)one!["subscriptionId"], (string?)one["clientState"], (string?)one["tenantId"])));
        Assert.DoesNotContain("Grace", body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_trial_a_change_by_the_page_is_told_by_itself()
    {
        Graph.Subscriptions.SendsAtOnce = true;
        await _caller.Client.Subscriptions.PostAsync(Wanted());
        using var browser = new HttpClient();
        using var form = new FormUrlEncodedContent([new("user", Sample.Grace.ObjectId), new("deed", "disable")]);

        using var answer = await browser.PostAsync(new Uri(Graph.PageUrl), form, TestContext.Current.CancellationToken);
        await _first.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Contains(Sample.Grace.ObjectId!, Assert.Single(_told).Body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_taken_is_told_again_for_four_hours()
    {
        await _caller.Client.Subscriptions.PostAsync(Wanted());
        Graph.Directory.Disable(Sample.Grace.ObjectId!);
        _answer = 503;
        await Graph.Subscriptions.SendAsync();
        _caller.Clock.Advance(TimeSpan.FromHours(4));
        await Graph.Subscriptions.SendAsync();
        Assert.Equal([503, 503], Graph.Subscriptions.Deliveries.Select(delivery => delivery.Status));

        _caller.Clock.Advance(TimeSpan.FromSeconds(1));
        await Graph.Subscriptions.SendAsync();

        Assert.Equal(2, _told.Count);
    }

    [Fact]
    public async Task The_subscription_itself_is_told_of_at_its_own_address()
    {
        var made = await _caller.Client.Subscriptions.PostAsync(Wanted());

        await Graph.Subscriptions.SendLifecycleAsync();
        await _caller.Client.Subscriptions[made!.Id].Reauthorize.PostAsync();

        var (path, body) = Assert.Single(_told);
        var notification = Assert.Single(body["value"]!.AsArray())!;
        Assert.Equal(("/lifecycle", "reauthorizationRequired"), (path, (string?)notification["lifecycleEvent"]));
        Assert.Equal((made.Id, "a secret"), ((string?)notification["subscriptionId"], (string?)notification["clientState"]));
    }

    [Fact]
    public async Task A_subscription_is_renewed_until_it_expires_or_is_ended()
    {
        var made = await _caller.Client.Subscriptions.PostAsync(Wanted());
        _caller.Clock.Advance(TimeSpan.FromDays(27));
        var renewed = await _caller.Client.Subscriptions[made!.Id].PatchAsync(new Subscription { ExpirationDateTime = Now.AddDays(40) });
        Assert.Equal(Now.AddDays(40), renewed!.ExpirationDateTime);

        _caller.Clock.Advance(TimeSpan.FromDays(13));
        Assert.Equal((404, "ResourceNotFound"), await GraphCaller.RefusalAsync(
            () => _caller.Client.Subscriptions[made.Id].PatchAsync(new Subscription { ExpirationDateTime = Now.AddDays(60) })));

        var other = await _caller.Client.Subscriptions.PostAsync(Wanted(Now.AddDays(41)));
        await _caller.Client.Subscriptions[other!.Id].DeleteAsync();
        Assert.Empty(Graph.Subscriptions.All);
    }

    private Subscription Wanted(DateTimeOffset? until = null) => new()
    {
        ChangeType = "updated,deleted",
        Resource = "users",
        NotificationUrl = $"{_listener.Urls.First()}/changes",
        LifecycleNotificationUrl = $"{_listener.Urls.First()}/lifecycle",
        ClientState = "a secret",
        ExpirationDateTime = until ?? Now.AddDays(28),
    };

    private async Task IsRefusedAsync(Subscription wanted, string reason)
    {
        var error = await Assert.ThrowsAsync<ODataError>(() => _caller.Client.Subscriptions.PostAsync(wanted));
        Assert.Equal((400, "ValidationError"), (error.ResponseStatusCode, error.Error!.Code));
        Assert.Contains(reason, error.Error.Message, StringComparison.Ordinal);
        Assert.Empty(Graph.Subscriptions.All);
    }

    private async Task ListenAsync(HttpContext context)
    {
        if (context.Request.Query["validationToken"].ToString() is { Length: > 0 } token)
        {
            await _handshake(context, token);
            return;
        }

        _told.Enqueue((context.Request.Path, (await JsonNode.ParseAsync(context.Request.Body))!));
        context.Response.StatusCode = _answer;
        _first.TrySetResult();
    }

    private static Task Give(HttpContext context, string token)
    {
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(token);
    }
}
