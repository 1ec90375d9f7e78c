using System.Diagnostics;

namespace CompetencyBot.Tests.Outbox;

/// <summary>The bot in a process of its own that can be killed, and that tells by its log how far it is.</summary>
internal sealed class DeliveringBot : IAsyncDisposable
{
    /// <summary>Reached only when something hangs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<Func<bool>> _waiting = [];

    private DeliveringBot(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static DeliveringBot Start(string storage, string connectionString)
    {
        string[] settings =
        [
            "--urls", "http://127.0.0.1:0",
            "--Storage:Provider", storage,
            "--Storage:ConnectionString", connectionString,
            "--BotFramework:TenantLimit", "600",
            "--Logging:LogLevel:Default", "Warning",
            "--Logging:LogLevel:CompetencyBot.Outbox", "Debug",
        ];
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "CompetencyBot.dll"), .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var setting in start.Environment.Keys.Where(key => key.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(setting);
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        return new DeliveringBot(Process.Start(start)!);
    }

    /// <summary>Ends when it has written down so many messages as sent.</summary>
    public Task HasSentAsync(int count) => WaitAsync(() => _lines.Count(line => line.EndsWith(": Sent (null)", StringComparison.Ordinal)) >= count);

    /// <summary>Ends when it has found nothing more to send.</summary>
    public Task IsThroughAsync() => WaitAsync(() => _lines.Exists(line => line.Contains("Nothing more is due", StringComparison.Ordinal)));

    public async Task KillAsync()
    {
        _process.Kill(); // SIGKILL
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ends it as an operator does, unless it was killed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var terminate = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Limit);
        }

        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is null)
            return;
        lock (_gate)
        {
            _lines.Add(line);
            _waiting.RemoveAll(isServed => isServed());
        }
    }

    private async Task WaitAsync(Func<bool> condition)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (!IsServed())
                _waiting.Add(IsServed);
        }

        try
        {
            await met.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            lock (_gate)
                throw new TimeoutException($"It did not come so far. It said:\n{string.Join('\n', _lines.TakeLast(40))}");
        }

        bool IsServed() => condition() && met.TrySetResult();
    }
}
