using System.Collections.Concurrent;
using CompetencyBot.Hosting;
using Quartz;

namespace CompetencyBot.Tests;

/// <summary>Hears of every job that ends, so that a test can wait for one without looking again and again.</summary>
internal sealed class JobRecord : IJobListener
{
    /// <summary>Key in a job's data by which a test knows its own run.</summary>
    public const string Mark = "run-of-the-test";

    /// <summary>Reached only when something hangs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _marked = new();
    private readonly ConcurrentDictionary<JobKey, TaskCompletionSource> _next = new();
    private readonly ConcurrentQueue<Exception> _failures = new();
    private int _marks;

    /// <summary>Failures of jobs that nobody waited for.</summary>
    public IReadOnlyCollection<Exception> Failures => _failures;

    public (Task Ended, string Mark) Expect()
    {
        var mark = $"{Interlocked.Increment(ref _marks)}";
        var ended = _marked.GetOrAdd(mark, _ => NewSource());
        return (ended.Task.WaitAsync(Limit, TestContext.Current.CancellationToken), mark);
    }

    /// <summary>Ends with the next run of this job, whatever starts it. Ask before the run can start.</summary>
    public Task NextRunOf<TJob>()
        where TJob : IJob => _next.GetOrAdd(Jobs.KeyOf<TJob>(), _ => NewSource()).Task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public ValueTask JobWasExecuted(
        IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        TaskCompletionSource?[] waiting =
        [
            context.MergedJobDataMap.TryGetString(Mark, out var mark) && mark is not null && _marked.TryRemove(mark, out var marked) ? marked : null,
            _next.TryRemove(context.JobDetail.Key, out var next) ? next : null,
        ];
        if (jobException is not null)
            _failures.Enqueue(jobException);
        foreach (var source in waiting)
            if (jobException is null)
                source?.TrySetResult();
            else
                source?.TrySetException(jobException);
        return ValueTask.CompletedTask;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
