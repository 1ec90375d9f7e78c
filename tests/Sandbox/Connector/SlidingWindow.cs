namespace CompetencyBot.Sandbox.Connector;

/// <summary>Calls within the last so many seconds, whichever moment one looks at. Not safe for several threads.</summary>
public sealed class SlidingWindow(int allowed, TimeSpan length)
{
    /// <summary>No window remembers more calls than these, so that a long run does not fill the memory.</summary>
    public const int Most = 10_000;

    private readonly Queue<TimeSpan> _times = new();

    public int Allowed => allowed;

    public TimeSpan Length => length;

    /// <summary>The highest number of calls that ever were, or wanted to be, in it.</summary>
    public int Highest { get; private set; }

    public void Add(TimeSpan now)
    {
        Expire(now);
        if (_times.Count == Most)
            _times.Dequeue();
        _times.Enqueue(now);
        Highest = Math.Max(Highest, _times.Count);
    }

    /// <returns>How long until one more fits; null when it does now.</returns>
    public TimeSpan? Wait(TimeSpan now)
    {
        Expire(now);
        if (_times.Count < allowed)
            return null;
        Highest = Math.Max(Highest, _times.Count + 1);
        return _times.ElementAt(_times.Count - allowed) + length - now;
    }

    private void Expire(TimeSpan now)
    {
        while (_times.TryPeek(out var oldest) && now - oldest >= length)
            _times.Dequeue();
    }
}
