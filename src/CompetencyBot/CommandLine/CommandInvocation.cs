using System.CommandLine;

namespace CompetencyBot.CommandLine;

public static class CommandInvocation
{
    public const int BadArguments = 2;

    /// <summary>
    /// Runs the command that the arguments name. Bad arguments are told on standard error and end with <see cref="BadArguments"/>: the
    /// library's own answer is 1 with its help on standard output, where a script expects data.
    /// </summary>
    public static async Task<int> RunAsync(
        this Command root,
        IReadOnlyList<string> args,
        InvocationConfiguration? configuration = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(root);
        configuration ??= new();
        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(configuration, cancellationToken);

        foreach (var error in parsed.Errors)
            await configuration.Error.WriteLineAsync(error.Message);
        return BadArguments;
    }

    /// <summary>For a command after which settings may follow: the word in front of them that is neither a setting nor known.</summary>
    public static string? StrayWord(ParseResult parsed) =>
        parsed?.UnmatchedTokens is [var word, ..] && !word.StartsWith('-') && !word.Contains('=', StringComparison.Ordinal) ? word : null;

    public static async Task<int> RefuseAsync(ParseResult parsed, string reason)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        await parsed.InvocationConfiguration.Error.WriteLineAsync(reason);
        return BadArguments;
    }
}
