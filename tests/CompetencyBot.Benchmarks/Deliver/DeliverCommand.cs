using System.CommandLine;
using CompetencyBot.Benchmarks.Load;

namespace CompetencyBot.Benchmarks.Deliver;

/// <summary>The command line of the delivery program.</summary>
/// <remarks>Exit status: 0 all arrived in time and no limit was broken, 1 not so, 2 bad arguments.</remarks>
internal static class DeliverCommand
{
    private static readonly Option<int> Recipients = Number("--recipients", 5_000, "People who are told something at the same moment.");
    private static readonly Option<int> Instances = Number("--instances", 1, "Bots that share the work; more than one need --postgres.");
    private static readonly Option<int> Latency = Number("--latency", 150, "Milliseconds that the connector takes for an answer.");
    private static readonly Option<string?> Postgres = new("--postgres")
    {
        Description = "Connection string of an empty PostgreSQL database; SQLite without it.",
    };

    public static Task<int> RunAsync(string[] args)
    {
        var deliver = new Command("deliver", "Plays a connector with the limits of Teams and says how fast messages to many people arrive.")
        {
            Recipients, Instances, Latency, Postgres,
        };
        deliver.Validators.Add(line =>
        {
            if (line.GetValue(Instances) > 1 && line.GetValue(Postgres) is null)
                line.AddError("Several instances need a database that they share: --postgres \"Host=...\".");
        });
        deliver.SetAction(RunAsync);
        var parsed = new RootCommand("Measures.") { deliver }.Parse(args);
        return parsed.Errors.Count > 0
            ? RefuseAsync(string.Join(Environment.NewLine, parsed.Errors), 2)
            : parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        try
        {
            await using var world = await DeliverWorld.StartAsync(line.GetValue(Recipients), line.GetValue(Latency), line.GetValue(Postgres));
            return await world.RunAsync(line.GetValue(Instances), cancellationToken) ? 0 : 1;
        }
        catch (LoadException problem)
        {
            return await RefuseAsync(problem.Message, 1);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return await RefuseAsync("Ended before its time; the bots have been ended too.", 1);
        }
    }

    private static async Task<int> RefuseAsync(string sentence, int exitCode)
    {
        await Console.Error.WriteLineAsync(sentence);
        return exitCode;
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
}
