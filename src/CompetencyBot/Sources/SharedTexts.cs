using System.Diagnostics.CodeAnalysis;

namespace CompetencyBot.Sources;

/// <summary>One string for all texts that are the same: an export names each person and each exam again and again.</summary>
internal sealed class SharedTexts
{
    /// <summary>Longer ones hardly come twice.</summary>
    private const int Longest = 200;

    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public SharedTexts() => lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Of(ReadOnlySpan<char> text)
    {
        if (text.Length <= Longest && lookup.TryGetValue(text, out var same))
            return same;
        var made = text.ToString();
        if (made.Length <= Longest)
            known.Add(made);
        return made;
    }

    [return: NotNullIfNotNull(nameof(text))]
    public string? Of(string? text) => text is null ? null : Of(text.AsSpan());
}
