using System.Text;

namespace CompetencyBot.Conversation.Understanding;

/// <summary>
/// The smallest part of a text that phrases are compared with: a word, a Chinese character, or a name that was found in its place.
/// </summary>
/// <param name="Word">In lower case and traditional characters; for a name its kind, such as <c>{competency}</c>.</param>
/// <param name="Start">Where it begins in the text as written.</param>
/// <param name="End">Behind its last character.</param>
/// <param name="Value">What a name stands for; null for a word.</param>
internal sealed record Term(string Word, int Start, int End, string? Value = null)
{
    /// <summary>We is not I, and a competency (an attested speciality) no certificate.</summary>
    private static readonly string[] Compounds = ["我們", "你們", "他們", "她們", "咱們", "專長認證"];

    public bool IsName => Value is not null;

    /// <summary>Whether it is a Chinese character, which says about half as much as a word.</summary>
    public bool IsCharacter => Word.Length == 1 && IsIdeographic(Word[0]);

    /// <summary>Cuts a text into words; a plural's or a shortened verb's <c>'s</c> is left out, any other apostrophe is passed over.</summary>
    /// <param name="written">As <see cref="Wording.Written"/> gives it.</param>
    public static List<Term> Of(string written)
    {
        var terms = new List<Term>();
        var word = new StringBuilder();
        var start = 0;
        for (var i = 0; i <= written.Length; i++)
        {
            var character = i < written.Length ? written[i] : ' ';
            var end = (int?)null;
            if (IsApostrophe(character) && word.Length > 0 && i + 1 < written.Length && char.IsLetter(written[i + 1]))
            {
                if (ShortenedVerb(written, i + 1) is not { } length)
                    continue;
                end = i;
                i += length;
            }
            else if (char.IsLetterOrDigit(character) && !IsIdeographic(character))
            {
                start = word.Length == 0 ? i : start;
                word.Append(char.ToLowerInvariant(character));
                continue;
            }

            if (word.Length > 0)
                terms.Add(new(Singular(word.ToString()), start, end ?? i));
            word.Clear();
            if (char.IsLetter(character) && IsIdeographic(character))
                Add(terms, Characters.Fold(character), i);
        }

        return terms;
    }

    /// <summary>Of nouns and verbs alike (exams, passes), so that the files of words need one form only.</summary>
    private static string Singular(string word) =>
        word is [_, _, .., not ('s' or 'u' or 'i'), 's'] && word.Length > 3 ? word[..^1] : word;

    private static bool IsApostrophe(char character) => character is '\'' or '’' or '`';

    /// <returns>How long what follows an apostrophe is, if it is what is left of a verb or says whose something is (it's, I'm, we've).</returns>
    private static int? ShortenedVerb(string written, int at)
    {
        var length = written.Skip(at).TakeWhile(char.IsLetterOrDigit).Count();
        return written.Substring(at, length).ToLowerInvariant() is "s" or "m" or "re" or "ve" or "d" or "ll" ? length : null;
    }

    /// <summary>A character; what is another word than its characters becomes one term.</summary>
    private static void Add(List<Term> terms, char character, int place)
    {
        terms.Add(new(character.ToString(), place, place + 1));
        foreach (var word in Compounds)
            if (terms.Count >= word.Length && terms.TakeLast(word.Length).Select(term => term.Word).SequenceEqual(word.Select(part => part.ToString())))
            {
                var start = terms[^word.Length].Start;
                terms.RemoveRange(terms.Count - word.Length, word.Length);
                terms.Add(new(word, start, place + 1));
            }
    }

    /// <summary>Scripts written without spaces: from the radicals of Chinese on.</summary>
    private static bool IsIdeographic(char character) => character >= '\u2E80';
}
