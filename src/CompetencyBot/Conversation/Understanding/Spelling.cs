using System.Collections.Frozen;

namespace CompetencyBot.Conversation.Understanding;

/// <summary>How far a word may be from the one that is meant.</summary>
internal static class Spelling
{
    /// <summary>Slips that a name of so many characters may have; Chinese characters are worth several letters each.</summary>
    public static int Tolerance(string name) => name[0] >= '\u2E80'
        ? name.Length >= 4 ? 1 : 0
        : name.Length >= 14 ? 3 : Wording.Tolerance(name);

    /// <summary>Whether the first two letters could be each other's, so that the costly comparison is worth it.</summary>
    public static bool BeginAlike(string left, string right) =>
        left[0] == right[0] || (left.Length > 1 && right.Length > 1 && (left[1] == right[0] || left[0] == right[1] || left[1] == right[1]));

    /// <summary>More than any tolerance when another digit is meant: an exam or a year is not misspelt, it is another one.</summary>
    public static int Slips(string written, string meant)
    {
        var most = Math.Min(Tolerance(written), Tolerance(meant));
        var slips = Wording.Distance(written, meant, most);
        if (slips > most || !written.Where(char.IsAsciiDigit).SequenceEqual(meant.Where(char.IsAsciiDigit)))
            return int.MaxValue;
        // Of four letters one changed makes another word (link, like); one too many, missing or swapped is a slip.
        var isOther = written.Length <= 4 && written.Length == meant.Length && !written.Order().SequenceEqual(meant.Order());
        return isOther ? int.MaxValue : slips;
    }

    /// <param name="word">Without the ending of a plural.</param>
    /// <param name="whole">As written, in lower case.</param>
    /// <returns>The known word that was probably meant; the word itself when it is known, or none is near.</returns>
    public static string Correct(string word, string whole, FrozenSet<string> known) => known.Contains(word)
        ? word
        : Nearest(whole, known) is not { } meant ? Nearest(word, known)?.Word ?? word
        : Nearest(word, known) is { } other && other.Slips < meant.Slips ? other.Word
        : meant.Word;

    private static (string Word, int Slips)? Nearest(string word, FrozenSet<string> known) => Near(word, known)
        .OrderBy(near => near.Slips).ThenByDescending(near => near.Word[0] == word[0]).ThenBy(near => near.Word, StringComparer.Ordinal)
        .Select(near => ((string, int)?)near)
        .FirstOrDefault();

    private static IEnumerable<(string Word, int Slips)> Near(string word, FrozenSet<string> known) =>
        from other in Wording.Tolerance(word) == 0 ? [] : known.AsEnumerable()
        where Math.Abs(other.Length - word.Length) <= 2 && other.Length > 2 && other[0] < '\u2E80' && BeginAlike(word, other)
        let slips = Slips(word, other)
        where slips <= Wording.Tolerance(word)
        select (other, slips);
}
