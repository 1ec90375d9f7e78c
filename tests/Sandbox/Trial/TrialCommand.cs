using System.CommandLine;
using System.Globalization;
using CompetencyBot.Sandbox.Playground;

namespace CompetencyBot.Sandbox.Trial;

/// <summary>The command line of the trial.</summary>
/// <remarks>Exit status: 0 ended by Ctrl-C, 1 could not start or a part ended by itself, 2 the programme or the employee asked for is not there.</remarks>
public sealed class TrialCommand(NodeTools tools, PlaygroundPackage package)
{
    private static string Programmes => string.Join(" or ", SampleProgramme.All.Select(programme => programme.Word));

    /// <param name="input">Lines with days to go to; null = nobody types.</param>
    public async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken, TextReader? input = null)
    {
        var usual = new TrialOptions();
        var programme = Option("--programme", $"The partner programme to try: {Programmes}.", usual.Programme.Word);
        var employee = Option("--employee", "Work address of whoever sits at the first Playground; the part before the @ is enough.", usual.Employee);
        var botPort = Option("--bot-port", "Port of the bot.", usual.BotPort);
        var playgroundPort = Option("--playground-port", "Port of the first Playground; the other two follow it.", usual.PlaygroundPort);
        var command = new RootCommand("Tries CompetencyBot on a sample organisation, with three local Teams clients.")
        {
            programme, employee, botPort, playgroundPort,
        };
        command.SetAction((result, cancelled) => SampleProgramme.Find(result.GetRequiredValue(programme)) is not { } wanted
            ? RefuseAsync(error, 2, $"There is no trial of \"{result.GetRequiredValue(programme)}\": choose {Programmes}.")
            : TryAsync(
                new(result.GetRequiredValue(botPort), result.GetRequiredValue(playgroundPort))
                {
                    Programme = wanted, Employee = result.GetRequiredValue(employee),
                },
                input, output, error, cancelled));
        // Ctrl-C cancels the token; three Playgrounds, the bot and its jobs may take longer than the default of two seconds to end.
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
        };
        return await command.Parse(args).InvokeAsync(configuration, cancellationToken);
    }

    private static Option<TValue> Option<TValue>(string name, string description, TValue usual) =>
        new(name) { Description = description, DefaultValueFactory = _ => usual };

    private async Task<int> TryAsync(TrialOptions options, TextReader? input, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            _ = new SampleCast(options.Programme.Folder, options.Employee); // refused before anything is installed
            await InstallAsync(output, cancellationToken);
            await using var trial = await RunningTrial.StartAsync(options, tools, package, cancellationToken);
            await output.WriteLineAsync(Invitation.For(trial));
            if (input is not null && !options.Programme.LivesToday)
                _ = Task.Run(() => TravelAsync(trial, input, output, cancellationToken), CancellationToken.None); // the console's reader waits without giving back its thread
            return await RefuseAsync(error, 1, await trial.EndedAsync(cancellationToken));
        }
        catch (UnknownEmployeeException problem)
        {
            return await RefuseAsync(error, 2, problem.Message);
        }
        catch (TrialException problem)
        {
            return await RefuseAsync(error, 1, problem.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await output.WriteLineAsync("The trial has ended; its data are deleted.");
            return 0;
        }
    }

    /// <summary>A line with a later day moves the trial there. Ends with the input; nobody waits for it, since a terminal is read until Ctrl-C.</summary>
    private static async Task TravelAsync(RunningTrial trial, TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        while (await input.ReadLineAsync(cancellationToken) is { } line)
            await output.WriteLineAsync(!DateOnly.TryParseExact(line.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? "Type a later day, for example 2018-04-16, to go there."
                : trial.GoTo(day) ? $"It is the morning of {day:yyyy-MM-dd}." : $"{day:yyyy-MM-dd} has passed already.");
    }

    private async Task InstallAsync(TextWriter output, CancellationToken cancellationToken)
    {
        await tools.RequireAsync(cancellationToken);
        if (package.IsInstalled)
            return;
        await output.WriteLineAsync("Installing the Microsoft 365 Agents Playground (npm ci) ...");
        await tools.InstallAsync(package.Folder, cancellationToken);
    }

    private static async Task<int> RefuseAsync(TextWriter error, int exitCode, string sentence)
    {
        await error.WriteLineAsync(sentence);
        return exitCode;
    }
}
