using System.CommandLine;

namespace CompetencyBot.Benchmarks.Load;

/// <summary>The command line of the load program.</summary>
/// <remarks>Exit status: 0 every turn was answered, 1 one failed or the bot did not start, 2 bad arguments.</remarks>
internal static class LoadCommand
{
    private const int MemoryTurns = 200_000;
    private const int MemoryStep = 20_000;

    private static readonly Argument<string> What = Of("what", "echo", "help", "progress", "start", "all");
    private static readonly Option<int> Turns = Number("--turns", 20_000, "Counted turns of a run.");
    private static readonly Option<int> InFlight = Number("--in-flight", 16, "Turns that are open at the same time.");
    private static readonly Option<int> Runs = Number("--runs", 1, "Runs against the same bot; of start, its starts after the first.");
    private static readonly Option<int> Conversations = Number("--conversations", 2_000, "Personal chats, written to in turn.");
    private static readonly Option<int> Tenants = Number("--tenants", 100, "Tenants among which the chats are spread.");
    private static readonly Option<int> WarmUp = Number("--warm-up", 20_000, "Turns before the counted ones.");
    private static readonly Option<bool> NoRepeats = Flag("--without-deduplication", "echo: without the database that remembers deliveries.");
    private static readonly Option<bool> FreshTokens = Flag("--fresh-tokens", "5000 tokens in turn instead of one for all requests.");
    private static readonly Option<bool> Memory = Flag("--memory", $"{MemoryTurns} turns, with the bot's memory after every {MemoryStep}.");

    public static Task<int> RunAsync(string[] args)
    {
        var load = new Command("load", "Plays Teams against a bot in a process of its own and says how fast it answers.")
        {
            What, Turns, InFlight, Runs, Conversations, Tenants, WarmUp, NoRepeats, FreshTokens, Memory,
        };
        load.SetAction(RunAsync);
        var parsed = new RootCommand("Measures.") { load }.Parse(args);
        return parsed.Errors.Count > 0
            ? RefuseAsync(string.Join(Environment.NewLine, parsed.Errors), 2)
            : parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        var options = new LoadOptions(
            line.GetValue(Turns), line.GetValue(InFlight), line.GetValue(Runs), line.GetValue(Conversations), line.GetValue(Tenants),
            line.GetValue(WarmUp));
        if (line.GetValue(Memory))
            options = options with { Turns = MemoryStep, Runs = MemoryTurns / MemoryStep };
        try
        {
            var failed = 0;
            Console.WriteLine(Measurement.Header);
            foreach (var scenario in Scenarios(line))
                failed += await ScenarioRun.RunAsync(scenario, options, cancellationToken);
            if (line.GetValue(What) is "start" or "all")
                await StartRun.RunAsync(Math.Max(5, options.Runs), cancellationToken);
            return failed == 0 ? 0 : 1;
        }
        catch (LoadException problem)
        {
            return await RefuseAsync(problem.Message, 1);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return await RefuseAsync("Ended before its time; the bot has been ended too.", 1);
        }
    }

    private static IEnumerable<Scenario> Scenarios(ParseResult line)
    {
        var fresh = line.GetValue(FreshTokens);
        return line.GetValue(What) switch
        {
            "echo" => [Scenario.Echo(!line.GetValue(NoRepeats), fresh)],
            "help" => [Scenario.Help(fresh)],
            "progress" => [Scenario.Progress(fresh)],
            "all" => [Scenario.Echo(false, false), Scenario.Echo(true, false), Scenario.Echo(true, true), Scenario.Help(), Scenario.Progress()],
            _ => [],
        };
    }

    private static async Task<int> RefuseAsync(string sentence, int exitCode)
    {
        await Console.Error.WriteLineAsync(sentence);
        return exitCode;
    }

    private static Argument<string> Of(string name, params string[] words)
    {
        var argument = new Argument<string>(name) { Description = "What to measure." };
        argument.AcceptOnlyFromAmong(words);
        return argument;
    }

    private static Option<int> Number(string name, int usual, string description)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 1)
                given.AddError($"{name} must be at least 1.");
        });
        return option;
    }

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description };
}

/// <summary>The bot did not start or has ended; the message says which.</summary>
internal sealed class LoadException(string message) : Exception(message);
