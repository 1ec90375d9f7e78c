using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CompetencyBot.Sandbox.Playground;

/// <summary>One Microsoft 365 Agents Playground: the local Teams of one user, running as a child process.</summary>
public sealed partial class PlaygroundProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TaskCompletionSource<int> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PlaygroundProcess(Process process, PlaygroundWorld world)
    {
        _process = process;
        World = world;
    }

    public PlaygroundWorld World { get; }

    public PlaygroundUser CurrentUser => World.CurrentUser;

    public Uri Address { get; private set; } = null!;

    public int ProcessId => _process.Id;

    /// <summary>Completes when the process has ended, for whatever reason.</summary>
    public Task EndedAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <param name="port">0 lets the system choose one.</param>
    /// <param name="folder">An existing folder for the Playground's config and log file.</param>
    /// <exception cref="TrialException">The port is taken, or the Playground ended or did not answer in time.</exception>
    public static async Task<PlaygroundProcess> StartAsync(
        NodeTools tools,
        PlaygroundPackage package,
        PlaygroundWorld world,
        Uri botEndpoint,
        int port,
        string folder,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tools);
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(world);
        var config = Path.Combine(folder, $"{world.CurrentUser.Alias}.yml");
        await File.WriteAllTextAsync(config, world.ToConfig(), cancellationToken);

        var playground = new PlaygroundProcess(new Process { StartInfo = CommandOf(tools, package, config, botEndpoint, port) }, world);
        try
        {
            await playground.WaitUntilItAnswersAsync(port, cancellationToken);
            return playground;
        }
        catch
        {
            await playground.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static ProcessStartInfo CommandOf(NodeTools tools, PlaygroundPackage package, string config, Uri botEndpoint, int port) =>
        new(tools.Node)
        {
            ArgumentList =
            {
                package.CommandLine, "start",
                "--app-endpoint", botEndpoint.ToString(),
                "--channel-id", "msteams",
                "--port", $"{port}",
                "--disable-telemetry", "true",
            },
            Environment =
            {
                ["TEAMSAPPTESTER_BROWSER"] = "none",
                ["M365_AGENTS_PLAYGROUND_CONFIG_PATH"] = config,
                ["M365_AGENTS_PLAYGROUND_LOGFILE"] = Path.ChangeExtension(config, ".log"),
            },
            WorkingDirectory = Path.GetDirectoryName(config),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    private async Task WaitUntilItAnswersAsync(int port, CancellationToken cancellationToken)
    {
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, _) => { };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartTimeout);
        try
        {
            await Task.WhenAny(_listening.Task, EndedAsync(patience.Token));
            if (!_listening.Task.IsCompleted)
                throw Failed("ended while it was starting");
            await RequirePortAsync(port);
            await AskUntilAnsweredAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed($"did not answer within {StartTimeout.TotalSeconds:0} seconds");
        }
    }

    // A Playground whose port is taken does not fail: it quietly takes another one.
    private async Task RequirePortAsync(int wanted)
    {
        var port = await _listening.Task;
        if (wanted != 0 && port != wanted)
            throw new TrialException($"Port {wanted} is in use.");
        Address = new Uri($"http://localhost:{port}");
    }

    private async Task AskUntilAnsweredAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_process.HasExited)
                throw Failed("ended while it was starting");
            if (await AnswersAsync(http, cancellationToken))
                return;
        }
        while (await pause.WaitForNextTickAsync(cancellationToken));
    }

    private async Task<bool> AnswersAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetStringAsync(new Uri(Address, "/_debug/ping"), cancellationToken) == "pong";
        }
        catch (HttpRequestException)
        {
            return false; // It does not listen yet.
        }
    }

    private void Hear(string? line)
    {
        if (line is not null && ListeningLine().Match(line) is { Success: true } match)
            _listening.TrySetResult(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
    }

    private TrialException Failed(string what) => new($"The Playground of {CurrentUser.DisplayName} {what}.");

    [GeneratedRegex(@"^Listening on (\d+)")]
    private static partial Regex ListeningLine();
}
