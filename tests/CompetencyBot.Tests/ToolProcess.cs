using System.Diagnostics;

namespace CompetencyBot.Tests;

/// <summary>Runs a program to its end, bounded in time.</summary>
internal static class ToolProcess
{
    /// <summary>Much longer than any of them takes; reached only when one hangs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="InvalidOperationException">Its exit code was not 0; the message carries all that it wrote.</exception>
    /// <exception cref="OperationCanceledException">It ran for more than a minute, or the test was cancelled; it was ended.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string input = "")
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Limit);
        using var process = Process.Start(StartInfo(program, arguments))!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), timeout.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(timeout.Token);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException(
                    $"{program} ended with exit code {process.ExitCode}.\n{await errors}\n{await output}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments) => new(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        // The programs of PostgreSQL, run as another user, warn when they cannot enter the directory they are started in.
        WorkingDirectory = Path.GetTempPath(),
    };
}
