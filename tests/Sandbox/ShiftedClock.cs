namespace CompetencyBot.Sandbox;

/// <summary>A clock that begins at another time and runs on at the pace of the real one; timers are those of the real one.</summary>
public sealed class ShiftedClock(DateTimeOffset begin, TimeProvider real) : TimeProvider
{
    private readonly long _started = real.GetTimestamp();
    private long _ahead;

    public override long TimestampFrequency => real.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    // Elapsed by the monotonic timestamp: setting the machine's clock does not move the trial.
    public override DateTimeOffset GetUtcNow() => begin.ToUniversalTime() + real.GetElapsedTime(_started) + TimeSpan.FromTicks(Volatile.Read(ref _ahead));

    /// <summary>Lets days go by at once; whoever waits for a moment between finds out when they look next.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Time does not go back.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        Interlocked.Add(ref _ahead, time.Ticks);
    }

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);
}
