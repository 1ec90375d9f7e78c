using System.Text.RegularExpressions;

namespace CompetencyBot.Conversation.Understanding;

/// <summary>Codes of Microsoft's exams in a text, however they are written: <c>70-347</c>, <c>70347</c>, <c>mb2 715</c>, <c>exam 347</c>.</summary>
internal static partial class ExamCodes
{
    /// <param name="names">Tells which exam is meant by its last digits alone.</param>
    /// <returns>Each with its place in the text.</returns>
    public static IEnumerable<(int Start, int End, string Code)> In(string written, NameBook names)
    {
        foreach (System.Text.RegularExpressions.Match found in Code().Matches(written))
        {
            var family = found.Groups["family"].Value.ToUpperInvariant().Replace('O', '0');
            if (family is not ['7', ..])
                family = found.Groups["family"].Value.ToUpperInvariant();
            yield return (found.Index, found.Index + found.Length, $"{family}-{found.Groups["number"].Value}");
        }

        foreach (System.Text.RegularExpressions.Match found in Number().Matches(written))
            if (names.Codes[found.Groups["number"].Value].Distinct().ToArray() is [var only])
                yield return (found.Index, found.Index + found.Length, only);
    }

    // The families of the catalogue, and those in which Microsoft examines since; the letter O for a zero is a usual slip.
    [GeneratedRegex(
        @"(?<![a-z0-9])(?<family>7[0o]|74|98|mb[246]|ab|ai|az|da|dp|gh|mb|md|ms|pl|sc)[ _./–—-]{0,3}(?<number>\d{3})(?!\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    [GeneratedRegex(
        @"(?<![a-z0-9])(exam|test|測驗|测验|考試|考试|考過|考过|考)\s?#?(?<number>\d{3})(?!\d|[ -]\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
