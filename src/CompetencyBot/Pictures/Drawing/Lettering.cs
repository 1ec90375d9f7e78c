using System.Text;
using SkiaSharp;

namespace CompetencyBot.Pictures.Drawing;

/// <summary>
/// Text in the font that ships with the bot. A sign that it lacks (in a name of an edition of the organisation's own) is taken from the fonts of this
/// machine; where they lack it too, a box stands for it.
/// </summary>
public static class Lettering
{
    public const string File = "fonts/NotoSansTC-Subset.otf";

    private const float BoxWidth = 0.9f;
    private const float BoxHeight = 0.76f;

    private static readonly Lazy<SKTypeface> Own = new(() =>
        SKTypeface.FromFile(Path.Combine(AppContext.BaseDirectory, File)) ?? throw new InvalidOperationException($"{File} is missing beside the program, or broken."));

    public static bool Has(Rune sign) => Own.Value.ContainsGlyph(sign.Value);

    public static float Measure(string text, float size, bool bold)
    {
        var width = 0f;
        foreach (var (face, part) in Runs(text))
            width += WidthOf(face, part, size, bold);
        return width;
    }

    /// <param name="x">Left end.</param>
    /// <param name="y">Baseline.</param>
    public static void Draw(SKCanvas canvas, string text, float x, float y, float size, bool bold, SKPaint paint)
    {
        foreach (var (face, part) in Runs(text))
        {
            if (face is null)
                DrawBox(canvas, x, y, size, paint.Color);
            else
                using (var font = FontOf(face, size, bold))
                    canvas.DrawText(part, x, y, SKTextAlign.Left, font, paint);
            x += WidthOf(face, part, size, bold);
        }
    }

    /// <summary>Parts of the text with the same font; null for a single sign that no font has.</summary>
    private static List<(SKTypeface? Face, string Text)> Runs(string text) // no iterator: whoever lists our types at start, as EF Core does, would load Skia for it
    {
        var runs = new List<(SKTypeface?, string)>();
        var own = new StringBuilder();
        foreach (var sign in text.EnumerateRunes())
        {
            if (Has(sign))
            {
                own.Append(sign);
                continue;
            }

            End();
            runs.Add((SKFontManager.Default.MatchCharacter(sign.Value), sign.ToString()));
        }

        End();
        return runs;

        void End()
        {
            if (own.Length > 0)
                runs.Add((Own.Value, own.ToString()));
            own.Clear();
        }
    }

    private static float WidthOf(SKTypeface? face, string text, float size, bool bold)
    {
        if (face is null)
            return BoxWidth * size;
        using var font = FontOf(face, size, bold);
        return font.MeasureText(text);
    }

    // One weight ships; Skia thickens it, which for a few headings is as good and saves a second font.
    private static SKFont FontOf(SKTypeface face, float size, bool bold) => new(face, size)
    {
        Edging = SKFontEdging.Antialias,
        Hinting = SKFontHinting.None,
        Subpixel = false, // the same letter is always the same pixels, which makes the file smaller
        Embolden = bold,
    };

    private static void DrawBox(SKCanvas canvas, float x, float y, float size, SKColor color)
    {
        using var stroke = new SKPaint { Color = color, Style = SKPaintStyle.Stroke, StrokeWidth = size / 12, IsAntialias = true };
        canvas.DrawRect(x + (size / 12), y - (BoxHeight * size), (BoxWidth * size) - (size / 6), BoxHeight * size, stroke);
    }
}
