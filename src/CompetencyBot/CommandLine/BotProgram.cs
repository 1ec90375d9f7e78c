using System.CommandLine;
using CompetencyBot.Hosting;
using Microsoft.Extensions.Options;

namespace CompetencyBot.CommandLine;

/// <summary>The program's commands; without one it runs the bot, and everything else on the line is a setting of the host.</summary>
public static class BotProgram
{
    private const int StartRefused = 1;

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("CompetencyBot: runs the bot, unless one of these commands is given.") { TreatUnmatchedTokensAsErrors = false };
        root.Subcommands.Add(EvaluateCommand.Create());
        root.Subcommands.Add(ManifestCommand.Create(BotApp.Settings(args)));
        root.SetAction((parsed, _) => ServeAsync(args, parsed.UnmatchedTokens));

        // The host ends by itself on Ctrl-C and SIGTERM, after the turns that run.
        return await root.RunAsync(args, new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static async Task<int> ServeAsync(string[] args, IReadOnlyList<string> rest)
    {
        if (rest is [var word, ..] && !word.StartsWith('-') && !word.Contains('=', StringComparison.Ordinal))
        {
            await Console.Error.WriteLineAsync($"There is no command \"{word}\". See --help.");
            return CommandInvocation.BadArguments;
        }

        try
        {
            await using var app = BotApp.Create(args);
            await app.RunAsync();
            return 0;
        }
        catch (Exception refusal) when (refusal is StartRefusedException or OptionsValidationException or IOException)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return StartRefused;
        }
    }
}
