using System.Globalization;
using System.Text;

namespace CompetencyBot.Conversation;

/// <summary>Makes what people type comparable, and measures how far two words are apart.</summary>
public static class Wording
{
    /// <summary>Longer texts are nobody's command; only this much of them is looked at. In characters.</summary>
    private const int MostCharacters = 300;

    /// <summary>The part that is looked at, trimmed, as it was written but for compatibility forms (full width becomes half width).</summary>
    public static string Written(string? text)
    {
        var start = text.AsSpan().Trim();
        return WithoutLoneSurrogates(new string(start[..Math.Min(start.Length, MostCharacters)])).Normalize(NormalizationForm.FormKC);
    }

    /// <summary>Whether the text is longer than what is looked at.</summary>
    public static bool IsCut(string? text) => text.AsSpan().Trim().Length > MostCharacters;

    /// <summary>Lower case, compatibility forms unified (full width to half width), everything but letters and digits to single spaces.</summary>
    public static string Normalise(string? text)
    {
        var result = new StringBuilder();
        foreach (var character in Written(text))
        {
            if (char.IsLetterOrDigit(character))
                result.Append(char.ToLowerInvariant(character));
            else if (result.Length > 0 && result[^1] != ' ')
                result.Append(' ');
        }

        return result.ToString().TrimEnd();
    }

    /// <summary>
    /// Edit distance with neighbours swapped counting once (optimal string alignment), in characters;
    /// <paramref name="most"/> + 1 when it is larger than that.
    /// </summary>
    public static int Distance(string left, string right, int most)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (Math.Abs(left.Length - right.Length) > most)
            return most + 1;

        var before = new int[right.Length + 1];
        var last = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var row = new int[right.Length + 1];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last) = (last, row);
        }

        return Math.Min(last[right.Length], most + 1);
    }

    /// <summary>How many slips a word of this length may have and still be meant.</summary>
    public static int Tolerance(string word) => (word?.Length ?? 0) switch
    {
        < 4 => 0,
        < 8 => 1,
        _ => 2,
    };

    // Normalize refuses text that is not valid UTF-16, and a cut at 300 characters can split an emoji.
    private static string WithoutLoneSurrogates(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Surrogate)
                result.Append(rune.ToString());
        return result.ToString();
    }
}
