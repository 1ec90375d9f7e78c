namespace CompetencyBot.BotFramework.Connector;

/// <summary>When the latest calls of one kind ended, as many as the widest limit looks back on. Not for several threads at once.</summary>
internal sealed class CallHistory(IReadOnlyList<RateLimit> limits)
{
    private readonly int _most = limits.Count == 0 ? 0 : limits.Max(limit => limit.Count);
    private DateTimeOffset[] _ring = [];
    private int _next;
    private int _count;
    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;

    /// <summary>When a call may be made without breaking a limit whose window is at most this long.</summary>
    public DateTimeOffset FreeAt(TimeSpan longestWindow)
    {
        var free = _closedUntil;
        foreach (var limit in limits)
            if (limit.Window <= longestWindow && limit.Count <= _count && Ago(limit.Count) + limit.Window is var end && end > free)
                free = end;
        return free;
    }

    public void Add(DateTimeOffset ended)
    {
        if (_most == 0)
            return;
        if (_count == _ring.Length && _count < _most)
            Grow();
        _ring[_next] = ended;
        _next = (_next + 1) % _ring.Length;
        _count = Math.Min(_count + 1, _ring.Length);
    }

    /// <summary>The service said how long it wants to hear nothing.</summary>
    public void Close(DateTimeOffset until) => _closedUntil = until;

    private DateTimeOffset Ago(int calls) => _ring[(_next - calls + _ring.Length) % _ring.Length];

    private void Grow()
    {
        var larger = new DateTimeOffset[Math.Min(_most, Math.Max(4, _ring.Length * 2))];
        for (var i = 0; i < _count; i++)
            larger[i] = Ago(_count - i);
        (_ring, _next) = (larger, _count);
    }
}
