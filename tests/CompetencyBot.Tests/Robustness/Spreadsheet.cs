using System.Globalization;
using System.Text;

namespace CompetencyBot.Tests.Robustness;

/// <summary>
/// What a spreadsheet makes of a CSV file. Which sign parts its cells is a matter of the reader's country, so a file that is safe in one is not in another.
/// </summary>
internal static class Spreadsheet
{
    private const string Separators = ",;\t";

    /// <returns>The cells that some spreadsheet would work out.</returns>
    public static IEnumerable<string> FormulasIn(byte[] file)
    {
        var text = TextOf(file);
        return Separators.SelectMany(separator => CellsOf(text, separator)).Where(IsFormula).Distinct();
    }

    /// <summary>Without the byte order mark.</summary>
    public static string TextOf(byte[] file) => Encoding.UTF8.GetString(file).TrimStart('\uFEFF');

    /// <summary>Quotes hold a cell together only where it begins with one; what stands behind the closing one belongs to the cell.</summary>
    public static IEnumerable<string> CellsOf(string text, char separator)
    {
        var (cell, quoted, begun) = (new StringBuilder(), false, false);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (quoted && letter == '"' && at + 1 < text.Length && text[at + 1] == '"')
                cell.Append(text[++at]);
            else if (letter == '"' && (quoted || !begun))
                (quoted, begun) = (!quoted, true);
            else if (!quoted && (letter == separator || letter is '\r' or '\n'))
            {
                yield return cell.ToString();
                cell.Clear();
                begun = false;
            }
            else
            {
                cell.Append(letter);
                begun = true;
            }
        }

        yield return cell.ToString();
    }

    private static bool IsFormula(string cell)
    {
        var seen = cell.SkipWhile(IsUnseen).FirstOrDefault();
        return "=+-@＝＋－＠﹦﹢﹣﹫".Contains(seen, StringComparison.Ordinal);
    }

    private static bool IsUnseen(char letter) =>
        char.IsWhiteSpace(letter) || letter == '"' || char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format;
}
