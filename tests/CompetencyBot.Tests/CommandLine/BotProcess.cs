using System.Diagnostics;

namespace CompetencyBot.Tests.CommandLine;

/// <summary>The program as an operator runs it, in a folder of its own and without this machine's settings.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bot-process-");
    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Process _process;

    public BotProcess(string environment, params string[] arguments)
    {
        _limit.CancelAfter(Limit);
        string[] place = ["--Storage:ConnectionString", $"Data Source={Path.Combine(_folder.FullName, "bot.db")}"];
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "CompetencyBot.dll"), .. arguments, .. place])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        };
        foreach (var setting in start.Environment.Keys.Where(key => key.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(setting);
        start.Environment["DOTNET_ENVIRONMENT"] = environment;
        _process = Process.Start(start)!;
    }

    /// <summary>Reads what it writes until a line holds this.</summary>
    public async Task<string> ReadToAsync(string text)
    {
        while (await _process.StandardOutput.ReadLineAsync(_limit.Token) is { } line)
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        throw new InvalidOperationException($"It ended without saying {text}: {await _process.StandardError.ReadToEndAsync(_limit.Token)}");
    }

    /// <summary>Paths of the files that are in its memory; on Linux only.</summary>
    public async Task<string> LoadedFilesAsync() => await File.ReadAllTextAsync($"/proc/{_process.Id}/maps", _limit.Token);

    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync(_limit.Token);
    }

    public async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        var output = _process.StandardOutput.ReadToEndAsync(_limit.Token);
        var error = _process.StandardError.ReadToEndAsync(_limit.Token);
        await _process.WaitForExitAsync(_limit.Token);
        return (_process.ExitCode, await output, await error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        _limit.Dispose();
        _folder.Delete(recursive: true);
    }
}
