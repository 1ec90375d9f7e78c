using System.CommandLine;
using CompetencyBot.Benchmarks.Load;

namespace CompetencyBot.Benchmarks.Import;

/// <summary>The command line of the import program.</summary>
/// <remarks>Exit status: 0 every import counted in time and in the memory allowed and everybody was answered, 1 not so, 2 bad arguments.</remarks>
internal static class ImportCommand
{
    private static readonly Option<int> Rows = Number("--rows", 200_000, "Rows of TrainingCompletions.");
    private static readonly Option<int> People = Number("--people", 2_000, "People to whom they belong.");
    private static readonly Option<int> Imports = Number("--imports", 3, "Exports that are imported one after the other; each has other rows.");
    private static readonly Option<string?> Postgres = new("--postgres")
    {
        Description = "Connection string of an empty PostgreSQL database; SQLite without it.",
    };

    public static Task<int> RunAsync(string[] args)
    {
        var import = new Command("import", "Lets a bot import large files while people ask it things, and says how long it takes, in how much memory, and how long they wait.")
        {
            Rows, People, Imports, Postgres,
        };
        import.SetAction(RunAsync);
        var parsed = new RootCommand("Measures.") { import }.Parse(args);
        return parsed.Errors.Count > 0
            ? RefuseAsync(string.Join(Environment.NewLine, parsed.Errors), 2)
            : parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        try
        {
            await using var run = await ImportRunning.StartAsync(line.GetValue(Postgres), cancellationToken);
            var isGood = true;
            for (var export = 1; export <= line.GetValue(Imports); export++)
                isGood &= await run.ImportAsync(line.GetValue(People), line.GetValue(Rows), export, cancellationToken);
            return isGood ? 0 : 1;
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
