using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CompetencyBot.Tests.BotFramework;

/// <summary>Keeps what the host logs, at every level, so that a test can ask for the reason and for what must not be there.</summary>
internal sealed class LogRecord : ILoggerProvider, ILogger
{
    /// <summary>Reached only when something hangs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _expected = new();

    public string Text => string.Join('\n', _lines);

    /// <summary>What a person would look at when a test has failed.</summary>
    public string Warnings => string.Join('\n', _lines.Where(line => line.StartsWith("Warn", StringComparison.Ordinal) || line.StartsWith("Err", StringComparison.Ordinal)));

    /// <summary>Waits for a line that holds this, whether it was written already or will be.</summary>
    public Task WaitForAsync(string part)
    {
        var found = _expected.GetOrAdd(part, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (_lines.Any(line => line.Contains(part, StringComparison.Ordinal)))
            found.TrySetResult();
        return found.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = $"{logLevel}: {formatter(state, exception)} {exception}";
        _lines.Enqueue(line);
        foreach (var (part, found) in _expected)
            if (line.Contains(part, StringComparison.Ordinal))
                found.TrySetResult();
    }

    public void Dispose()
    {
    }
}
