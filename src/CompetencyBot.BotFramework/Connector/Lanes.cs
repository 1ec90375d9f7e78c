namespace CompetencyBot.BotFramework.Connector;

/// <summary>
/// One lane per conversation: calls go one after the other, in the order in which they were asked for, and each lane remembers its calls.
/// A lane that nobody has used for as long as any limit looks back is forgotten.
/// </summary>
internal sealed class Lanes(IReadOnlyList<RateLimit> limits, TimeProvider clock)
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(10);

    private readonly TimeSpan _kept = limits.Count == 0 ? TimeSpan.Zero : limits.Max(limit => limit.Window);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private DateTimeOffset _sweptAt = clock.GetUtcNow();

    public IReadOnlyList<RateLimit> Limits => limits;

    /// <summary>How many are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _lanes.Count;
        }
    }

    /// <summary>Waits until the lane is free. Who calls first is first: the place in the order is taken before this returns.</summary>
    /// <param name="until">Null = as long as it takes.</param>
    /// <returns>Null when it was not free by then.</returns>
    public async ValueTask<Lane?> EnterAsync(string key, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var lane = Take(key, now);
        if (lane.Free.Wait(0, CancellationToken.None))
            return lane;
        if (until <= now) // such as the dots of somebody typing, which nobody needs later
        {
            Release(lane);
            return null;
        }

        using var late = until is { } end ? new CancellationTokenSource(end - now, clock) : null;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late?.Token ?? CancellationToken.None);
        try
        {
            await lane.Free.WaitAsync(either.Token);
            return lane;
        }
        catch (OperationCanceledException)
        {
            Release(lane);
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    private Lane Take(string key, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (now - _sweptAt >= SweepEvery)
                Sweep(now);
            if (!_lanes.TryGetValue(key, out var lane))
                _lanes[key] = lane = new Lane(this, new CallHistory(limits));
            lane.Users++;
            lane.UsedAt = now;
            return lane;
        }
    }

    private void Leave(Lane lane)
    {
        lane.Free.Release();
        Release(lane);
    }

    private void Release(Lane lane)
    {
        lock (_gate)
            lane.Users--;
    }

    private void Sweep(DateTimeOffset now)
    {
        _sweptAt = now;
        foreach (var (key, lane) in _lanes)
            if (lane.Users == 0 && now - lane.UsedAt > _kept)
                _lanes.Remove(key);
    }

    /// <summary>Held by one caller at a time, until disposed of.</summary>
    internal sealed class Lane(Lanes lanes, CallHistory history) : IDisposable
    {
        /// <summary>Of which nobody ever asks for a wait handle, so that there is nothing to dispose of.</summary>
        public SemaphoreSlim Free { get; } = new(1, 1);

        public CallHistory History { get; } = history;

        public int Users { get; set; }

        public DateTimeOffset UsedAt { get; set; }

        public void Dispose() => lanes.Leave(this);
    }
}
