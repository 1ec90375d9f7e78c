namespace CompetencyBot.Sandbox.Connector;

/// <summary>A limit that was exceeded.</summary>
/// <param name="Scope">Conversation id without its thread, or <c>tenant</c>.</param>
/// <param name="Kind"><c>write</c> (send, reply, update, delete, create), <c>read</c> (members) or <c>all</c>.</param>
/// <param name="Most">Highest number of calls within any window of this length; it counts to <see cref="SlidingWindow.Most"/>.</param>
public sealed record BrokenLimit(string Scope, string Kind, TimeSpan Window, int Allowed, int Most);

/// <summary>
/// Counts calls against the limits of the page "Optimize your bot with rate limiting in Teams". Those of "all bots in a conversation" are
/// wider and never reached by one bot. Page and protocol do not tell whether updates count as sends; here they do. The calls do not name
/// their tenant: a connector plays one.
/// </summary>
public sealed class Limits
{
    private static readonly (int Allowed, int Seconds)[] Writes = [(7, 1), (8, 2), (60, 30), (1800, 3600)];
    private static readonly (int Allowed, int Seconds)[] Reads = [(14, 1), (16, 2), (120, 30), (3600, 3600)];

    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Scope, string Kind), Meter> _meters = [];
    private readonly Meter _tenant = new("tenant", "all", [(50, 1)]);

    internal Limits(TimeProvider clock) => (_clock, _start) = (clock, clock.GetTimestamp());

    /// <summary>The limits that were exceeded so far, each once, with the worst that was seen.</summary>
    public IReadOnlyList<BrokenLimit> Broken
    {
        get
        {
            lock (_gate)
                return [.. _meters.Values.Append(_tenant).SelectMany(meter => meter.Broken)];
        }
    }

    /// <summary>Highest number of calls of any kind within any second.</summary>
    public int MostInASecond
    {
        get
        {
            lock (_gate)
                return _tenant.Windows[0].Highest;
        }
    }

    /// <param name="refuse">A call that would break a limit is told to wait, and does not count further.</param>
    /// <returns>How long to wait; null for a call that goes through.</returns>
    internal TimeSpan? Count(string? conversationId, bool reads, bool refuse)
    {
        var scope = (ConversationIds.WithoutThread(conversationId ?? ""), reads ? "read" : "write");
        lock (_gate)
        {
            if (!_meters.TryGetValue(scope, out var meter))
                _meters[scope] = meter = new Meter(scope.Item1, scope.Item2, reads ? Reads : Writes);
            var now = _clock.GetElapsedTime(_start);
            SlidingWindow[] windows = [.. meter.Windows, .. _tenant.Windows];
            if (refuse && windows.Max(window => window.Wait(now)) is { } wait)
                return wait;
            foreach (var window in windows)
                window.Add(now);
            return null;
        }
    }

    /// <summary>All windows of one kind of calls in one place.</summary>
    private sealed class Meter(string scope, string kind, (int Allowed, int Seconds)[] limits)
    {
        public SlidingWindow[] Windows { get; } =
            [.. limits.Select(limit => new SlidingWindow(limit.Allowed, TimeSpan.FromSeconds(limit.Seconds)))];

        public IEnumerable<BrokenLimit> Broken => Windows.Where(window => window.Highest > window.Allowed)
            .Select(window => new BrokenLimit(scope, kind, window.Length, window.Allowed, window.Highest));
    }
}
