using System.Collections.Concurrent;
using CompetencyBot.BotFramework.Connector;

namespace CompetencyBot.Outbox;

/// <summary>
/// The places that this instance has taken within the tenant's limit of all instances. They are taken a few at a time, so that the one row of
/// the tenant is not locked for every message.
/// </summary>
/// <param name="perSecond">0 = no limit.</param>
internal sealed class TenantPlaces(int perSecond, TimeProvider clock)
{
    /// <summary>A place that was not used by then is lost: used later, it would stand too close to others'.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMilliseconds(500);

    private readonly int _atOnce = Math.Clamp(perSecond / 6, 1, 50);
    private readonly RateLimit _limit = new(Math.Max(perSecond, 1), TimeSpan.FromSeconds(1));
    private readonly ConcurrentDictionary<string, Places> _tenants = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>When the call may be made; a time in the past is at once.</returns>
    public async Task<DateTimeOffset> TakeAsync(PaceLedger ledger, string tenant, CancellationToken cancellationToken)
    {
        if (perSecond == 0)
            return clock.GetUtcNow();
        var places = _tenants.GetOrAdd(tenant, _ => new Places());
        await places.Gate.WaitAsync(cancellationToken);
        try
        {
            if (places.Next(clock.GetUtcNow() - Kept) is { } left)
                return left;
            await ReserveAsync(ledger, tenant, places, cancellationToken);
            return places.Next(DateTimeOffset.MinValue)!.Value;
        }
        finally
        {
            places.Gate.Release();
        }
    }

    public void GiveBack(string tenant, DateTimeOffset place)
    {
        if (_tenants.TryGetValue(tenant, out var places))
            places.Add(place);
    }

    /// <summary>Counts what is not held. Within the caller's transaction.</summary>
    public async Task CountAsync(PaceLedger ledger, string tenant, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (calls, _) = await ledger.LockAsync(KeyOf(tenant), cancellationToken);
        await ledger.WriteAsync(KeyOf(tenant), calls.With(at, [_limit], TimeSpan.Zero, clock.GetUtcNow()), cancellationToken);
    }

    private async Task ReserveAsync(PaceLedger ledger, string tenant, Places places, CancellationToken cancellationToken)
    {
        await using var transaction = await ledger.BeginAsync(cancellationToken);
        var (calls, _) = await ledger.LockAsync(KeyOf(tenant), cancellationToken);
        var now = clock.GetUtcNow();
        var taken = new List<DateTimeOffset>(_atOnce);
        for (var i = 0; i < _atOnce; i++)
        {
            taken.Add(_limit.Next(now, calls.FreeAt([_limit], _limit.Window, TimeSpan.Zero), calls.Last));
            calls = calls.With(taken[^1], [_limit], TimeSpan.Zero, now);
        }

        await ledger.WriteAsync(KeyOf(tenant), calls, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        taken.ForEach(places.Add);
    }

    private static string KeyOf(string tenant) => $"tenant|{tenant.ToLowerInvariant()}";

    /// <summary>Of one tenant; the semaphore has no wait handle that would have to be disposed of.</summary>
    private sealed class Places
    {
        private readonly Lock _lock = new();
        private readonly SortedSet<(DateTimeOffset At, int Number)> _places = [];
        private int _number;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public void Add(DateTimeOffset place)
        {
            lock (_lock)
                _places.Add((place, _number++));
        }

        /// <returns>The earliest that is not older than this; null when there is none.</returns>
        public DateTimeOffset? Next(DateTimeOffset oldest)
        {
            lock (_lock)
            {
                _places.RemoveWhere(place => place.At < oldest);
                if (_places.Count == 0)
                    return null;
                var first = _places.Min;
                _places.Remove(first);
                return first.At;
            }
        }
    }
}
