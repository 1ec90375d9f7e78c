using Microsoft.Extensions.Time.Testing;

namespace CompetencyBot.Tests;

/// <summary>A clock that stands still until a test moves it, and that tells when somebody begins to wait by it.</summary>
internal sealed class TestClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    /// <summary>Reached only when something hangs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _waits = [];
    private readonly List<Func<bool>> _watching = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_gate)
        {
            _waits.Add(dueTime);
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

    public async Task<TimeSpan> BegunAsync(Predicate<TimeSpan> wait)
    {
        var found = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
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
