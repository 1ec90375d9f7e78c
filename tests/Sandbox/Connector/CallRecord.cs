namespace CompetencyBot.Sandbox.Connector;

/// <summary>The calls that came, and whoever waits for one. Nobody polls: each new call is shown to those who wait.</summary>
internal sealed class CallRecord
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly List<ConnectorCall> _calls = [];
    private readonly List<Func<ConnectorCall, bool>> _waiting = [];
    private int _count;
    private int _taken;

    /// <summary>Off, calls are counted and shown to those who wait, but not kept.</summary>
    public bool Keeps { get; set; } = true;

    public int Count => Volatile.Read(ref _count);

    public IReadOnlyList<ConnectorCall> Calls
    {
        get
        {
            lock (_gate)
                return [.. _calls];
        }
    }

    public void Add(ConnectorCall call)
    {
        lock (_gate)
        {
            _count++;
            if (Keeps)
                _calls.Add(call);
            _waiting.RemoveAll(isServedBy => isServedBy(call));
        }
    }

    public Task<ConnectorCall> NextAsync(TimeSpan? limit)
    {
        var index = Interlocked.Increment(ref _taken) - 1;
        return WaitAsync(() => index < _calls.Count ? _calls[index] : null, _ => index < _calls.Count ? _calls[index] : null, limit);
    }

    public Task<ConnectorCall> WaitForAsync(Func<ConnectorCall, bool> predicate, TimeSpan? limit) =>
        WaitAsync(() => _calls.Find(call => predicate(call)), call => predicate(call) ? call : null, limit);

    private async Task<ConnectorCall> WaitAsync(Func<ConnectorCall?> find, Func<ConnectorCall, ConnectorCall?> take, TimeSpan? limit)
    {
        var found = new TaskCompletionSource<ConnectorCall>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (find() is { } known)
                found.SetResult(known);
            else
                _waiting.Add(call => take(call) is { } taken && found.TrySetResult(taken));
        }

        try
        {
            return await found.Task.WaitAsync(limit ?? Limit);
        }
        catch (TimeoutException)
        {
            var seen = string.Join("\n", Calls.Select(call => $"  {call.Method} {call.RawPath} {call.Body?.ToJsonString()}"));
            throw new TimeoutException($"The bot did not make the call that was waited for. It made:\n{seen}");
        }
    }
}
