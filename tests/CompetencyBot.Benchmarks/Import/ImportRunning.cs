using System.Diagnostics;
using System.Globalization;
using CompetencyBot.Benchmarks.Load;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Benchmarks.Import;

/// <summary>A bot with the sample organisation, whose import folder gets large files while people go on asking for their progress.</summary>
internal sealed class ImportRunning : IAsyncDisposable
{
    private const string Progress = "progress";

    /// <summary>MB.</summary>
    private const double MostMemory = 300;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Between two questions: a few people ask each second.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>The report is written and the others are asked when the import counts already.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(5);

    private static readonly LoadOptions Chats = new(Turns: 1, InFlight: 1, Runs: 1, Conversations: 61, Tenants: 1, WarmUp: 50);

    private readonly TemporaryFolder _folder = new();
    private LoadWorld _world = null!;
    private BotProcess _bot = null!;
    private string[] _tokens = [];

    /// <summary>The bot has answered everybody once before the first import.</summary>
    public static async Task<ImportRunning> StartAsync(string? postgres, CancellationToken cancellationToken)
    {
        var running = new ImportRunning();
        var evidence = running._folder.CopyIn(SandboxFolder.SampleOrganisation, "evidence");
        running._world = await LoadWorld.StartAsync(Scenario.Progress(), evidence, postgres);
        running._tokens = running._world.Tokens();
        running._bot = await running._world.StartBotAsync(cancellationToken);
        using var loop = running.Loop(Progress);
        var times = await loop.RunAsync(Chats.WarmUp, cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"before: {running._bot.Memory:0} MB, at most {running._bot.PeakMemory:0} MB; longest answer {times.At(1):0} ms"));
        return times.Failures == 0 ? running : throw new LoadException(times.SomeFailures.First());
    }

    /// <returns>Whether it counted in time and in the memory allowed, and everybody was answered.</returns>
    public async Task<bool> ImportAsync(int people, int rows, int export, CancellationToken cancellationToken)
    {
        LargeFiles.Write(_folder.File("evidence"), people, rows, export);
        var (processor, began) = (_bot.ProcessorTime, Stopwatch.GetTimestamp());
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await TellToReadAsync(cancellationToken);
        var answers = AskAsync(asking.Token);
        await WaitUntilItCountsAsync(rows, export, cancellationToken);
        var took = Stopwatch.GetElapsedTime(began);
        await Task.Delay(Aftermath, cancellationToken);
        await asking.CancelAsync();
        var (asked, longest, failures) = await answers;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"import {export}: {rows} rows counted after {took.TotalSeconds:0.0} s; memory {_bot.Memory:0} MB, at most {_bot.PeakMemory:0} MB; {asked} questions, longest answer {
                longest:0} ms, {failures} failed; processor {(_bot.ProcessorTime - processor).TotalSeconds:0.0} s"));
        return took <= MostTime && _bot.PeakMemory <= MostMemory && failures == 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (_bot is not null)
            await _bot.DisposeAsync();
        if (_world is not null)
            await _world.DisposeAsync();
        _folder.Dispose();
    }

    private ClosedLoop Loop(string text, string? only = null) =>
        new(_bot, _world.Connector, new Mailbag(text, _world.Connector.ServiceUrl, Chats, only), _tokens, workers: 1);

    private async Task TellToReadAsync(CancellationToken cancellationToken)
    {
        using var admin = Loop("admin read", new SampleCast(SandboxFolder.SampleOrganisation).Admin.UserPrincipalName);
        await admin.RunAsync(1, cancellationToken); // whatever is answered: it is seen whether an import begins
    }

    private async Task WaitUntilItCountsAsync(int rows, int imports, CancellationToken cancellationToken)
    {
        await using var db = _world.Open();
        using var pause = new PeriodicTimer(Pause);
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Pause)
        {
            if (await db.ImportRuns.CountAsync(run => run.State == ImportState.Applied && run.RowsInAll >= rows, cancellationToken) == imports)
                return;
            await pause.WaitForNextTickAsync(cancellationToken);
        }

        throw new LoadException($"The import did not count within {Patience.TotalMinutes:0} minutes.");
    }

    private async Task<(int Asked, double Longest, int Failures)> AskAsync(CancellationToken cancellationToken)
    {
        var (asked, longest, failures) = (0, 0.0, 0);
        using var loop = Loop(Progress);
        while (!cancellationToken.IsCancellationRequested)
        {
            var times = await loop.RunAsync(1, CancellationToken.None);
            (asked, longest, failures) = (asked + 1, Math.Max(longest, times.At(1)), failures + times.Failures);
            foreach (var failure in times.SomeFailures)
                await Console.Error.WriteLineAsync(failure);
            await Task.Delay(Pause, CancellationToken.None);
        }

        return (asked, longest, failures);
    }
}
