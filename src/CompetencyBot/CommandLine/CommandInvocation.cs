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
}
