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

    /// <summary>
    /// For a command that has options of its own: the first word that is neither one of them nor a setting such as
    /// <c>--Organisation:EditionsFolder DIR</c>, whose name always has a colon.
    /// </summary>
    public static string? Unknown(ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        var isValue = false;
        foreach (var word in parsed.UnmatchedTokens)
        {
            var parts = word.Split('=', 2);
            var isSetting = parts[0].Contains(':', StringComparison.Ordinal) && (parts.Length == 2 || word.StartsWith("--", StringComparison.Ordinal));
            if (!isValue && !isSetting)
                return word;
            isValue = !isValue && parts.Length == 1;
        }

        return null;
    }

    public static async Task<int> RefuseAsync(ParseResult parsed, string reason)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        await parsed.InvocationConfiguration.Error.WriteLineAsync(reason);
        return BadArguments;
    }
}
