using System.Globalization;
using System.Text;

namespace CompetencyBot.BotFramework.Schema;

/// <summary>Cuts a text that is too large for one message where it hurts least; nothing is left out but the white space at the cut.</summary>
public static class TextPages
{
    /// <summary>Between paragraphs, else lines, else words.</summary>
    private static readonly string[] Seams = ["\n\n", "\n", " "];

    /// <param name="mostBytes">Of each part, in UTF-8; a single character (as people count them) that is larger stays whole.</param>
    public static IReadOnlyList<string> Of(string text, int mostBytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostBytes, 1);
        var parts = new List<string>();
        var rest = text;
        while (Encoding.UTF8.GetByteCount(rest) > mostBytes)
        {
            var cut = Cut(rest, Fitting(rest, mostBytes));
            parts.Add(rest[..cut].TrimEnd());
            rest = rest[cut..].TrimStart();
        }

        if (rest.Length > 0 || parts.Count == 0)
            parts.Add(rest);
        return parts;
    }

    /// <returns>How many UTF-16 units fit without cutting a character in two.</returns>
    private static int Fitting(string text, int mostBytes)
    {
        var (units, bytes) = (0, 0);
        while (units < text.Length)
        {
            var next = StringInfo.GetNextTextElementLength(text.AsSpan(units));
            bytes += Encoding.UTF8.GetByteCount(text.AsSpan(units, next));
            if (bytes > mostBytes && units > 0)
                break;
            units += next;
        }

        return units;
    }

    /// <summary>Back from the last place that fits to a seam, unless that would leave most of the page empty.</summary>
    private static int Cut(string text, int fitting)
    {
        foreach (var seam in Seams)
            if (text.LastIndexOf(seam, fitting - 1, StringComparison.Ordinal) is var at && at > fitting / 2)
                return at;
        return fitting;
    }
}
