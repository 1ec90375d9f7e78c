namespace CompetencyBot.Sandbox;

/// <summary>A clock that begins at another time and runs on at the pace of the real one; timers are those of the real one.</summary>
public sealed class ShiftedClock(DateTimeOffset begin, TimeProvider real) : TimeProvider
{
    private readonly long _started = real.GetTimestamp();

    public override long TimestampFrequency => real.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    // Elapsed by the monotonic timestamp: setting the machine's clock does not move the trial.
    public override DateTimeOffset GetUtcNow() => begin.ToUniversalTime() + real.GetElapsedTime(_started);

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);
}
