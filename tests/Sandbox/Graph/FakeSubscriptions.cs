using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Graph;

/// <summary>Who wants to be told of changes of users, and what has not been told yet: notifications go out when <see cref="SendAsync()"/> says so.</summary>
public sealed class FakeSubscriptions : IDisposable
{
    /// <summary>What is not taken is told again for so long.</summary>
    private static readonly TimeSpan Retries = TimeSpan.FromHours(4);

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly string _tenantId;
    private readonly GraphNotifier _notifier;
    private readonly List<GraphSubscription> _subscriptions = [];
    private readonly List<GraphDelivery> _deliveries = [];
    private List<Waiting> _waiting = [];

    internal FakeSubscriptions(FakeDirectory directory, TimeProvider clock, string tenantId)
    {
        (_clock, _tenantId, _notifier) = (clock, tenantId, new GraphNotifier(clock));
        directory.Changed = Note;
    }

    /// <summary>Whether they go out by themselves, behind the request that changed something, as in a trial.</summary>
    public bool SendsAtOnce { get; set; }

    /// <summary>Those that have not expired.</summary>
    public IReadOnlyList<GraphSubscription> All
    {
        get
        {
            lock (_gate)
                return [.. _subscriptions.Where(subscription => subscription.ExpirationDateTime > _clock.GetUtcNow())];
        }
    }

    /// <summary>Every notification that was sent, of changes and of the subscriptions' own life, oldest first.</summary>
    public IReadOnlyList<GraphDelivery> Deliveries
    {
        get
        {
            lock (_gate)
                return [.. _deliveries];
        }
    }

    /// <summary>Tells what has changed since the last time, and again what was not taken then, one message for each subscription.</summary>
    public async Task SendAsync()
    {
        foreach (var waiting in Take().GroupBy(waiting => waiting.SubscriptionId))
            if (All.FirstOrDefault(subscription => subscription.Id == waiting.Key) is { } subscription)
                await SendAsync(subscription, [.. waiting]);
    }

    /// <summary>Tells those who gave an address for it that something is about to happen to their subscription.</summary>
    public async Task SendLifecycleAsync(string lifecycleEvent = "reauthorizationRequired")
    {
        foreach (var subscription in All)
            if (subscription.LifecycleNotificationUrl is { } url)
                Keep(await _notifier.TellAsync(url, [subscription.Lifecycle(lifecycleEvent, _tenantId)]));
    }

    /// <summary>Sends anything, to try how it is taken.</summary>
    public async Task<GraphDelivery> SendAsync(string url, JsonObject notification) => Keep(await _notifier.TellAsync(url, [notification]));

    public void Dispose() => _notifier.Dispose();

    internal Task<string?> ValidateAsync(string url) => _notifier.ValidateAsync(url);

    /// <returns>As it is kept, with an id.</returns>
    internal GraphSubscription Add(GraphSubscription subscription)
    {
        lock (_gate)
        {
            var kept = subscription with { Id = $"5d1c7b0a-0000-4000-8000-{_subscriptions.Count + 1:d12}" };
            _subscriptions.Add(kept);
            return kept;
        }
    }

    /// <returns>Null = there is none, or it has expired.</returns>
    internal GraphSubscription? Change(string id, Func<GraphSubscription, GraphSubscription> change)
    {
        lock (_gate)
        {
            if (All.FirstOrDefault(subscription => subscription.Id == id) is not { } subscription)
                return null;
            return _subscriptions[_subscriptions.IndexOf(subscription)] = change(subscription);
        }
    }

    private void Note(DirectoryChange change)
    {
        var changeType = GraphSubscription.ChangeTypeOf(change.Kind);
        lock (_gate)
            _waiting.AddRange(All.Where(subscription => subscription.Wants(changeType))
                .Select(subscription => new Waiting(subscription.Id, changeType, change.UserId, _clock.GetUtcNow())));
    }

    private List<Waiting> Take()
    {
        lock (_gate)
        {
            var taken = _waiting.Where(waiting => _clock.GetUtcNow() - waiting.Since <= Retries).ToList();
            _waiting = [];
            return taken;
        }
    }

    private async Task SendAsync(GraphSubscription subscription, List<Waiting> waiting)
    {
        var notifications = waiting.Select(change => subscription.Notification(change.ChangeType, change.UserId, _tenantId));
        if (Keep(await _notifier.TellAsync(subscription.NotificationUrl, notifications)).IsTaken)
            return;
        lock (_gate)
            _waiting = [.. waiting, .. _waiting];
    }

    private GraphDelivery Keep(GraphDelivery delivery)
    {
        lock (_gate)
            _deliveries.Add(delivery);
        return delivery;
    }

    private sealed record Waiting(string SubscriptionId, string ChangeType, string UserId, DateTimeOffset Since);
}
