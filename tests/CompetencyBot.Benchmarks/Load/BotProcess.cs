using System.Diagnostics;
using System.Text.Json;

namespace CompetencyBot.Benchmarks.Load;

/// <summary>A bot in a process of its own, so that its processor time and memory are its own too.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private BotProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public TimeSpan ProcessorTime => Fresh.TotalProcessorTime;

    /// <summary>Resident memory in MB.</summary>
    public double Memory => Fresh.WorkingSet64 / 1e6;

    /// <summary>The most resident memory that it ever had, in MB.</summary>
    public double PeakMemory => Fresh.PeakWorkingSet64 / 1e6;

    private Process Fresh
    {
        get
        {
            _process.Refresh();
            return _process;
        }
    }

    /// <returns>As soon as the bot listens and, if it has any, has read its evidence.</returns>
    /// <exception cref="LoadException">It ended before, or took longer than a minute.</exception>
    public static async Task<BotProcess> StartAsync(string kind, Dictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var process = Process.Start(Command(kind))!;
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(settings));
            await process.StandardInput.FlushAsync(cancellationToken);
            var address = await AddressAsync(process, cancellationToken).WaitAsync(Patience, cancellationToken);
            _ = RepeatLogAsync(process);
            return new BotProcess(process, address);
        }
        catch (TimeoutException)
        {
            await EndAsync(process);
            throw new LoadException($"The bot did not listen within {Patience.TotalSeconds} s.");
        }
        catch
        {
            await EndAsync(process);
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await EndAsync(_process);

    /// <summary>This program again, under the runtime settings of the product (its garbage collector above all).</summary>
    private static ProcessStartInfo Command(string kind)
    {
        string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);
        return new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList =
            {
                "exec", "--runtimeconfig", Beside("CompetencyBot.runtimeconfig.json"), Beside("CompetencyBot.Benchmarks.dll"), MeasuredBot.Mode, kind,
            },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
    }

    private static async Task<Uri> AddressAsync(Process process, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            if (line.StartsWith("http://", StringComparison.Ordinal))
                return new Uri(line);
            else
                await Console.Error.WriteLineAsync(line);
        throw new LoadException("The bot ended before it listened.");
    }

    private static async Task RepeatLogAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            await Console.Error.WriteLineAsync(line);
    }

    private static async Task EndAsync(Process process)
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
