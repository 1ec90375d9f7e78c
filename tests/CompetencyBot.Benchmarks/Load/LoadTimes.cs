using System.Collections.Concurrent;
using System.Diagnostics;

namespace CompetencyBot.Benchmarks.Load;

/// <summary>How long each turn of a run took, and the run itself.</summary>
internal sealed class LoadTimes(int turns)
{
    private const int MostShown = 5;

    private readonly double[] _milliseconds = new double[turns];
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly long _started = Stopwatch.GetTimestamp();

    public int Turns => turns;

    public TimeSpan Elapsed { get; private set; }

    public int Failures => _failures.Count;

    public IEnumerable<string> SomeFailures => _failures.Take(MostShown);

    /// <param name="run">Says what went wrong; null = nothing.</param>
    public async Task TakeAsync(int turn, Func<Task<string?>> run)
    {
        var began = Stopwatch.GetTimestamp();
        if (await run() is { } failure)
            _failures.Enqueue(failure);
        _milliseconds[turn] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    public LoadTimes Ended()
    {
        Elapsed = Stopwatch.GetElapsedTime(_started);
        Array.Sort(_milliseconds);
        return this;
    }

    /// <param name="share">Of all turns; 1 is the slowest.</param>
    public double At(double share) => _milliseconds[Math.Max(0, (int)Math.Ceiling(share * turns) - 1)];
}
