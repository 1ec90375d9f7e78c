namespace CompetencyBot.Conversation.Understanding;

/// <summary>The files of words beside this class, which are part of the program.</summary>
internal static class WordFile
{
    /// <returns>Its lines, trimmed, without comments and empty ones.</returns>
    public static IReadOnlyList<string> Read(string name)
    {
        using var stream = typeof(WordFile).Assembly.GetManifestResourceStream($"{typeof(WordFile).Namespace}.{name}")
            ?? throw new InvalidOperationException($"The file of words {name} is not part of the program.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
    }
}
