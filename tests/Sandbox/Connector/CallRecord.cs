namespace CompetencyBot.Sandbox.Connector;

/// <summary>The calls that came, and whoever waits for one. Nobody polls: each new call is shown to those who wait.</summary>
internal sealed class CallRecord
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly List<ConnectorCall> _calls = [];
    private readonly List<Func<bool>> _waiting = [];
    private int _taken;

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
            _calls.Add(call);
            _waiting.RemoveAll(isServed => isServed());
        }
    }

    public Task<ConnectorCall> NextAsync(TimeSpan? limit)
    {
        var index = Interlocked.Increment(ref _taken) - 1;
        return WaitAsync(() => index < _calls.Count ? _calls[index] : null, limit);
    }

    public Task<ConnectorCall> WaitForAsync(Func<ConnectorCall, bool> predicate, TimeSpan? limit) =>
        WaitAsync(() => _calls.Find(call => predicate(call)), limit);

    private async Task<ConnectorCall> WaitAsync(Func<ConnectorCall?> find, TimeSpan? limit)
    {
        var found = new TaskCompletionSource<ConnectorCall>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (!IsServed())
                _waiting.Add(IsServed);
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

        bool IsServed() => find() is { } call && found.TrySetResult(call);
    }
}
