using System.ComponentModel;
using System.Diagnostics;

namespace CompetencyBot.Sandbox.Playground;

/// <summary>Node.js and npm as found on the PATH.</summary>
/// <param name="Node">Name or path of the executable; a test gives one that does not exist.</param>
public sealed record NodeTools(string Node = "node", string? Npm = null)
{
    public const int OldestMajor = 20;

    private const string Advice = "Install Node.js 20 or newer (https://nodejs.org), so that node and npm are on the PATH.";

    // On Windows npm is a script, which Process starts only by its full name.
    private string NpmCommand => Npm ?? (OperatingSystem.IsWindows() ? "npm.cmd" : "npm");

    /// <exception cref="TrialException">There is no Node.js, or it is older than 20.</exception>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        var (exitCode, output) = await RunAsync(Node, ["--version"], null, cancellationToken);
        if (exitCode != 0 || MajorOf(output) is not { } major)
            throw new TrialException($"\"{Node} --version\" does not answer with a version. {Advice}");
        if (major < OldestMajor)
            throw new TrialException($"Node.js {output.Trim()} is too old for the Playground. {Advice}");
    }

    /// <exception cref="TrialException">npm is missing or fails.</exception>
    public async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await RunAsync(NpmCommand, ["ci"], folder, cancellationToken);
        if (exitCode == 0)
            return;
        var reason = output.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase))?.Trim();
        throw new TrialException(
            $"The Playground could not be installed: \"npm ci\" in {folder} ended with exit code {exitCode} ({reason ?? "no output"}).");
    }

    /// <returns>The first number of <c>v20.11.1</c>; null when the text is no such version.</returns>
    public static int? MajorOf(string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return int.TryParse(version.Trim().TrimStart('v').Split('.')[0], out var major) ? major : null;
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(
        string command, string[] arguments, string? folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        using var process = Start(start);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new TrialException($"\"{start.FileName}\" was not found. {Advice}", failure);
        }
    }
}
