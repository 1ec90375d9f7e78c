using System.Globalization;

namespace CompetencyBot.Pictures.Drawing;

/// <summary>Makes a text fit. The names that ship fit as they are; those of an organisation's own edition may be of any length.</summary>
public static class TextFit
{
    private const float Smallest = 0.8f;

    /// <returns>The text at a size at which it is no wider than the room.</returns>
    public static (string Text, float Size) In(string text, float size, bool bold, float room)
    {
        var width = Lettering.Measure(text, size, bold);
        if (width <= room)
            return (text, size);
        var smaller = size * Math.Max(Smallest, room / width);
        return (Cut(text, smaller, bold, room), smaller);
    }

    private static string Cut(string text, float size, bool bold, float room)
    {
        // To the hundredth of a pixel the smaller size gives just the room.
        if (Lettering.Measure(text, size, bold) <= room + 0.5f)
            return text;
        var signs = new StringInfo(text);
        var kept = Enumerable.Range(0, signs.LengthInTextElements).Reverse().Select(length => signs.SubstringByTextElements(0, Math.Max(1, length)) + "…");
        return kept.First(part => Lettering.Measure(part, size, bold) <= room || part.Length <= 2);
    }
}
