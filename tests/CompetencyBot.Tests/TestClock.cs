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

    /// <summary>The same for what many wait for at once: lets the time pass to the end of one wait that is not over yet, and forgets the others.</summary>
    public async Task PassOnceAsync(Predicate<TimeSpan> wait)
    {
        var (_, end) = await BegunAsync(begun => begun.End > GetUtcNow() && wait(begun.Length));
        Advance(end - GetUtcNow());
        lock (_gate)
            _waits.RemoveAll(begun => begun.End <= end && wait(begun.Length));
    }

    public async Task<TimeSpan> BegunAsync(Predicate<TimeSpan> wait) => (await BegunAsync(begun => wait(begun.Length))).Length;

    private async Task<(TimeSpan Length, DateTimeOffset End)> BegunAsync(Predicate<(TimeSpan Length, DateTimeOffset End)> wait)
    {
        var found = new TaskCompletionSource<(TimeSpan, DateTimeOffset)>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (!IsServed())
                _watching.Add(IsServed);
        }

        return await found.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);

        bool IsServed()
        {
            var index = _waits.FindIndex(wait);
            if (index < 0 || !found.TrySetResult(_waits[index]))
                return false;
            _waits.RemoveAt(index);
            return true;
        }
    }
}
