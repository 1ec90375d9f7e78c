using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CompetencyBot.Tests.BotFramework;

/// <summary>Keeps what the host logs, at every level, so that a test can ask for the reason and for what must not be there.</summary>
internal sealed class LogRecord : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    /// <summary>What a person would look at when a test has failed.</summary>
    public string Warnings => string.Join('\n', _lines.Where(line => line.StartsWith("Warn", StringComparison.Ordinal) || line.StartsWith("Err", StringComparison.Ordinal)));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
