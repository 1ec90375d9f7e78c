using System.Runtime.InteropServices;
using SkiaSharp;

namespace CompetencyBot.Pictures.Drawing;

public enum Align
{
    Left,
    Center,
    Right,
}

/// <summary>A rounded panel, and what pictures are made of: words, bars, hatching, stars, rings. Lengths in pixels, from the upper left corner.</summary>
public sealed class Sheet : IDisposable
{
    /// <summary>On a phone some 280 points wide, so that the smallest letters (20 px) are still as large as those of a footnote.</summary>
    public const int Width = 640;

    public const int Margin = 28;

    /// <summary>Teams shows pictures of at most 1024 by 1024 pixels.</summary>
    public const int MostHeight = 1024;

    private const float Corner = 20;

    private readonly int _height;
    private readonly SKSurface _surface;

    public Sheet(int height, Palette palette)
    {
        Colors = palette;
        _height = height;
        _surface = SKSurface.Create(new SKImageInfo(Width, height, SKColorType.Rgba8888, SKAlphaType.Premul))
            ?? throw new InvalidOperationException("There is no memory to draw a picture.");
        using var panel = FillOf(palette.Panel);
        using var edge = StrokeOf(palette.Edge, 2);
        var rect = new SKRect(1, 1, Width - 1, height - 1);
        Canvas.DrawRoundRect(rect, Corner, Corner, panel);
        Canvas.DrawRoundRect(rect, Corner, Corner, edge);
    }

    public Palette Colors { get; }

    private SKCanvas Canvas => _surface.Canvas;

    /// <param name="y">Baseline.</param>
    /// <param name="room">A wider text is written smaller, down to four fifths, and then cut with an ellipsis.</param>
    /// <returns>Width of what was written.</returns>
    public float Write(string text, float x, float y, float size, uint color, bool bold = false, Align align = Align.Left, float room = float.MaxValue)
    {
        var (fitted, fittedSize) = TextFit.In(text, size, bold, room);
        var width = Lettering.Measure(fitted, fittedSize, bold);
        var left = align switch { Align.Center => x - (width / 2), Align.Right => x - width, _ => x };
        using var paint = FillOf(color);
        Lettering.Draw(Canvas, fitted, left, y, fittedSize, bold, paint);
        return width;
    }

    public void Bar(float left, float top, float right, float bottom, uint color, float radius)
    {
        using var paint = FillOf(color);
        Canvas.DrawRoundRect(new SKRect(left, top, right, bottom), radius, radius, paint);
    }

    /// <summary>Stripes inside an outline.</summary>
    public void Hatch(float left, float top, float right, float bottom, uint color, float radius)
    {
        var rect = new SKRect(left, top, right, bottom);
        using var panel = FillOf(Colors.Panel);
        using var outline = StrokeOf(color, 2);
        using var stripe = StrokeOf(color, 3);
        Canvas.Save();
        Canvas.ClipRoundRect(new SKRoundRect(rect, radius), antialias: true);
        Canvas.DrawRect(rect, panel);
        for (var x = left - rect.Height; x < right; x += 8)
            Canvas.DrawLine(x, bottom, x + rect.Height, top, stripe);
        Canvas.Restore();
        rect.Inflate(-1, -1);
        Canvas.DrawRoundRect(rect, radius, radius, outline);
    }

    /// <param name="filled">Else its outline, with the panel's colour inside.</param>
    public void Star(float x, float y, float radius, uint color, bool filled)
    {
        using var path = StarPath(x, y, radius);
        using var inside = FillOf(filled ? color : Colors.Panel);
        using var outline = StrokeOf(color, radius / 5);
        Canvas.DrawPath(path, inside);
        Canvas.DrawPath(path, outline);
    }

    /// <summary>A triangle that points down.</summary>
    public void Fall(float x, float y, float radius, uint color) => Polygon(color, (x - radius, y - (radius * 0.7f)), (x + radius, y - (radius * 0.7f)), (x, y + (radius * 0.9f)));

    public void Diamond(float x, float y, float radius, uint color) => Polygon(color, (x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y));

    public void DashedLine(float x, float top, float bottom, uint color)
    {
        using var paint = StrokeOf(color, 3);
        using var dashes = SKPathEffect.CreateDash([9, 6], 0);
        paint.PathEffect = dashes;
        Canvas.DrawLine(x, top, x, bottom, paint);
    }

    /// <summary>Arcs one after the other, clockwise from the top; the rest is track.</summary>
    /// <param name="arcs">Shares of the whole ring.</param>
    public void Ring(float x, float y, float radius, float width, params ReadOnlySpan<(float Share, uint Color)> arcs)
    {
        var rect = new SKRect(x - radius, y - radius, x + radius, y + radius);
        using var track = StrokeOf(Colors.Track, width);
        Canvas.DrawOval(rect, track);
        var from = -90f;
        foreach (var (share, color) in arcs)
        {
            using var paint = StrokeOf(color, width);
            Canvas.DrawArc(rect, from, 360 * share, useCenter: false, paint);
            from += 360 * share;
        }
    }

    public byte[] ToPng()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, _height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        if (!_surface.ReadPixels(bitmap.Info, bitmap.GetPixels(), bitmap.RowBytes, 0, 0))
            throw new InvalidOperationException("The picture could not be read back.");
        return IndexedPng.Write(MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan()), Width);
    }

    public void Dispose() => _surface.Dispose();

    private void Polygon(uint color, params ReadOnlySpan<(float X, float Y)> corners)
    {
        using var path = new SKPath();
        path.MoveTo(corners[0].X, corners[0].Y);
        foreach (var (x, y) in corners[1..])
            path.LineTo(x, y);
        path.Close();
        using var paint = FillOf(color);
        Canvas.DrawPath(path, paint);
    }

    private static SKPath StarPath(float x, float y, float radius)
    {
        var path = new SKPath();
        for (var corner = 0; corner < 10; corner++)
        {
            var (length, angle) = (corner % 2 == 0 ? radius : radius * 0.45f, (corner * MathF.PI / 5) - (MathF.PI / 2));
            var point = new SKPoint(x + (length * MathF.Cos(angle)), y + (length * MathF.Sin(angle)));
            if (corner == 0)
                path.MoveTo(point);
            else
                path.LineTo(point);
        }

        path.Close();
        return path;
    }

    private static SKPaint FillOf(uint color) => new() { Color = new SKColor(color), IsAntialias = true };

    private static SKPaint StrokeOf(uint color, float width) => new()
    {
        Color = new SKColor(color),
        Style = SKPaintStyle.Stroke,
        StrokeWidth = width,
        StrokeJoin = SKStrokeJoin.Round,
        IsAntialias = true,
    };
}
