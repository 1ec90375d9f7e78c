using Microsoft.Extensions.Time.Testing;

namespace CompetencyBot.Tests;

/// <summary>A clock that stands still until a test moves it, and that tells when somebody begins to wait by it.</summary>
internal sealed class TestClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    /// <summary>Reached only when something hangs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<(TimeSpan Length, DateTimeOffset End)> _waits = [];
    private readonly List<Func<bool>> _watching = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_gate)
        {
            _waits.Add((dueTime, dueTime > TimeSpan.Zero ? GetUtcNow() + dueTime : GetUtcNow()));
            _watching.RemoveAll(isServed => isServed());
        }

        return timer;
    }

    /// <summary>Waits until somebody has begun to wait for such a time, which is then forgotten, and lets exactly that time pass.</summary>
    public async Task<TimeSpan> PassAsync(Predicate<TimeSpan> wait)
    {
        var begun = await BegunAsync(wait);
        Advance(begun);
        return begun;
    }

    /// <summary>The same where many wait: as soon as so many do, lets the time pass to the end of the shortest wait.</summary>
    public async Task PassToNextAsync(int waiting, Predicate<TimeSpan> wait)
    {
        var end = await SeenAsync(() => Running() is var ends && ends.Count >= waiting ? ends.Min() : (DateTimeOffset?)null);
        Advance(end - GetUtcNow());

        List<DateTimeOffset> Running()
        {
            _waits.RemoveAll(begun => begun.End <= GetUtcNow() && wait(begun.Length));
            return [.. _waits.Where(begun => wait(begun.Length)).Select(begun => begun.End)];
        }
    }

    public Task<TimeSpan> BegunAsync(Predicate<TimeSpan> wait) => SeenAsync(() =>
    {
        var index = _waits.FindIndex(begun => wait(begun.Length));
        if (index < 0)
            return (TimeSpan?)null;
        var length = _waits[index].Length;
        _waits.RemoveAt(index);
        return length;
    });

    private async Task<TResult> SeenAsync<TResult>(Func<TResult?> look)
        where TResult : struct
    {
        var found = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (!IsServed())
                _watching.Add(IsServed);
        }

        return await found.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);

        bool IsServed() => look() is { } seen && found.TrySetResult(seen);
    }
}
