using System.Collections.Frozen;

namespace CompetencyBot.Conversation.Understanding;

/// <summary>One character for those that mean the same: simplified Chinese becomes traditional, a variant the usual one.</summary>
internal static class Characters
{
    private static readonly FrozenDictionary<char, char> Usual = WordFile.Read("characters.txt")
        .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    public static char Fold(char character) => Usual.GetValueOrDefault(character, character);
}
