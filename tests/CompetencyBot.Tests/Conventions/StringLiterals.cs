using System.Text;
using System.Text.RegularExpressions;

namespace CompetencyBot.Tests.Conventions;

/// <summary>A text in a C# file.</summary>
/// <param name="Text">Without its quotes; what is filled in is a space.</param>
/// <param name="Before">What of its statement stands before it.</param>
/// <param name="After">The next characters behind it.</param>
internal sealed record StringLiteral(string Text, string Before, string After, int Line);

/// <summary>
/// Finds the texts in a C# file. It knows comments and every kind of literal; a statement, to it, begins at the last semicolon or brace that stands in
/// none of them.
/// </summary>
internal static partial class StringLiterals
{
    public static IEnumerable<StringLiteral> In(string source)
    {
        var before = new StringBuilder();
        foreach (Match token in Token().Matches(source))
        {
            if (token.Groups["comment"].Success)
                continue;
            if (token.Groups["text"].Success)
            {
                var text = Hole().Replace(token.Value.TrimStart('$', '@').Trim('"'), " ");
                var after = source[(token.Index + token.Length)..Math.Min(source.Length, token.Index + token.Length + 40)].TrimStart();
                yield return new StringLiteral(text, before.ToString(), after, source.AsSpan(0, token.Index).Count('\n') + 1);
            }

            if (token.Value is ";" or "{" or "}")
                before.Clear();
            else
                before.Append(token.Value);
        }
    }

    [GeneratedRegex(
        """"
        (?<comment>//[^\n]*|/\*.*?\*/)
        |(?<text>\$*(?<quotes>"{3,}).*?(?<!")\k<quotes>(?!")
        |(?:\$@|@\$?)"(?:[^"]|"")*"
        |\$"(?:[^"\\{]|\\.|\{\{|\{(?:[^{}"]|"(?:[^"\\]|\\.)*"|\{[^{}]*\})*\})*"
        |"(?:[^"\\\n]|\\.)*")
        |'(?:[^'\\]|\\.[^']*)'
        |[;{}]|\s+|\w+|.
        """", RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();

    [GeneratedRegex(@"\{(?:[^{}]|\{[^{}]*\})*\}")]
    private static partial Regex Hole();
}
