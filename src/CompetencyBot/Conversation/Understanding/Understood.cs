namespace CompetencyBot.Conversation.Understanding;

/// <summary>What a text was understood to mean.</summary>
/// <param name="Command">One of <see cref="CommandIds.All"/>; null when it is not clear which, so that nothing may be done.</param>
/// <param name="DidYouMean">The commands that may be meant, likeliest first; empty when one is clear, and when nothing was understood.</param>
public sealed record Understood(string? Command, IReadOnlyList<string> DidYouMean)
{
    public static Understood Nothing { get; } = new(null, []);

    /// <summary>What is to stand after the command's word, as normalised; for an unclear meaning that of the likeliest command.</summary>
    public string Argument { get; init; } = "";

    /// <summary>When nothing was understood: the commands that are asked for with some of the same words, nearest first.</summary>
    public IReadOnlyList<string> Near { get; init; } = [];

    /// <summary>Id of the catalogue.</summary>
    public string? Competency { get; init; }

    /// <summary><c>silver</c>, <c>gold</c> or <c>solutions-partner</c>.</summary>
    public string? Level { get; init; }

    /// <summary>Code of an exam, whether or not an edition knows it; the title of what has no code.</summary>
    public string? Exam { get; init; }

    /// <summary>Name of somebody, as it was written.</summary>
    public string? Person { get; init; }

    /// <summary>Whether something that changes anything was asked about, or refused, and not ordered.</summary>
    public bool AsksAboutDeed { get; init; }
}

/// <summary>How commands are called in the phrases and by scripts: their names without blanks.</summary>
public static class CommandIds
{
    public static IReadOnlyList<string> All { get; } =
    [
        "help", "status", "link", "unlink", "progress", "upgrade", "whatif", "renewal", "who", "remind", "mydata", "import", "admin", "cancel", "back", "language",
        "addpeople", "weekly",
    ];

    public static string Of(CommandInfo command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Name.Replace(" ", "", StringComparison.Ordinal);
    }
}
