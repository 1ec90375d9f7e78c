namespace CompetencyBot.Conversation;

/// <summary>Finds the command that a text or a button means.</summary>
public sealed class CommandWords
{
    private readonly (string Word, CommandInfo Command)[] _words;

    public CommandWords(IEnumerable<CommandInfo> commands)
    {
        All = [.. commands];
        _words =
        [
            .. All
                .SelectMany(command => command.Words.Prepend(command.Name).Select(word => (Word: Wording.Normalise(word), command)))
                .OrderByDescending(entry => entry.Word.Length),
        ];
    }

    public IReadOnlyList<CommandInfo> All { get; }

    public IEnumerable<CommandInfo> UsableBy(Viewer viewer, bool isPersonal) =>
        All.Where(command => viewer.MayUse(command.ShownTo) && (isPersonal || !command.PersonalOnly));

    /// <param name="verb"><c>command/action</c> of a button.</param>
    /// <returns>Null for a button that this version does not know.</returns>
    public (CommandInfo Command, string Action)? FindByVerb(string verb)
    {
        ArgumentNullException.ThrowIfNull(verb);
        var parts = verb.Split('/', 2);
        var found = All.FirstOrDefault(command => command.Name == parts[0]);
        return parts.Length == 2 && found?.Actions.Contains(parts[1]) == true ? (found, parts[1]) : null;
    }

    /// <param name="text">As normalised by <see cref="Wording.Normalise"/>.</param>
    /// <returns>
    /// The command with the longest fitting word, and what follows the word; null when the text starts with no command's word.
    /// </returns>
    public (CommandInfo Command, string Argument)? FindByText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (word, command) in _words)
            if (StartsWithWord(text, word))
                return (command, text[word.Length..].Trim());
        return null;
    }

    // Chinese is written without spaces, so a Chinese word may be followed by anything.
    private static bool StartsWithWord(string text, string word) =>
        word.Length > 0
        && text.StartsWith(word, StringComparison.Ordinal)
        && (text.Length == word.Length || text[word.Length] == ' ' || !char.IsAscii(word[^1]));
}
