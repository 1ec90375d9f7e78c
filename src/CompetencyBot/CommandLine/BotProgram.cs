using System.CommandLine;
using System.Data.Common;
using CompetencyBot.CommandLine.Doctor;
using CompetencyBot.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace CompetencyBot.CommandLine;

/// <summary>The program's commands; without one it runs the bot, and everything else on the line is a setting of the host.</summary>
public static class BotProgram
{
    private const int StartRefused = 1;

    /// <param name="console">Where it writes; null = the console.</param>
    public static async Task<int> RunAsync(string[] args, InvocationConfiguration? console = null)
    {
        console ??= new();
        console.ProcessTerminationTimeout = null; // the host ends by itself on Ctrl-C and SIGTERM, after the turns that run
        try
        {
            return await Root(args).RunAsync(args, console);
        }
        catch (InvalidDataException refusal)
        {
            await console.Error.WriteLineAsync($"{refusal.Message} {refusal.InnerException?.Message}".TrimEnd());
            return StartRefused;
        }
    }

    private static RootCommand Root(string[] args)
    {
        var root = new RootCommand(
            $"CompetencyBot answers in Microsoft Teams. Without a command it runs the bot, at {BotApp.DefaultUrl} unless told otherwise. "
            + "Any setting may be given on the line, such as --urls http://127.0.0.1:5000 or --Import:Folder DIR.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        root.Subcommands.Add(DoctorCommand.Create(() => BotApp.Builder(args)));
        // A setting's name takes the next word for its value, and to the host --json looks like one.
        var settings = BotApp.Builder([.. args.Where(word => word != "--json")]).Configuration;
        var editionsFolder = settings["Organisation:EditionsFolder"];
        root.Subcommands.Add(EvaluateCommand.Create(editionsFolder));
        root.Subcommands.Add(ForecastCommand.Create(editionsFolder));
        root.Subcommands.Add(PlanCommand.Create(editionsFolder));
        root.Subcommands.Add(UnderstandCommand.Create(settings));
        root.Subcommands.Add(ManifestCommand.Create(settings));
        root.SetAction((parsed, cancellationToken) => ServeAsync(args, parsed, cancellationToken));
        return root;
    }

    private static async Task<int> ServeAsync(string[] args, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (CommandInvocation.StrayWord(parsed) is { } word)
        {
            var commands = string.Join(", ", parsed.RootCommandResult.Command.Subcommands.Select(command => command.Name));
            return await CommandInvocation.RefuseAsync(parsed, $"There is no command \"{word}\". There are: {commands}. See --help.");
        }

        // The host logs a start that fails with its whole stack; who started it is told here, in one sentence.
        var starting = true;
        try
        {
            await using var app = BotApp.Create(args, builder =>
            {
                ListenAddresses.Check(builder.Configuration["urls"]);
                builder.Logging.AddFilter(
                    "Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Information && !Volatile.Read(ref starting));
            });
            await app.StartAsync(cancellationToken);
            Volatile.Write(ref starting, false);
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception failure) when (starting && Refusal(failure) is not null)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(Refusal(failure));
            return StartRefused;
        }
    }

    /// <returns>What to tell whoever started the bot; null for a failure that only its stack explains.</returns>
    private static string? Refusal(Exception failure) => failure switch
    {
        StartRefusedException => failure.Message,
        OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures),
        IOException { InnerException: AddressInUseException } =>
            $"{failure.Message} End the program that listens there, or set another address: --urls http://localhost:3979.",
        IOException => failure.Message,
        DbException => DatabaseFailed(failure),
        // How Entity Framework passes on a database that is not reached.
        InvalidOperationException { InnerException: DbException inner } => DatabaseFailed(inner),
        _ => null,
    };

    private static string DatabaseFailed(Exception failure) =>
        $"The database cannot be used: {Finding.Sentence(failure.Message)} Check Storage:ConnectionString; doctor looks closer.";
}
