using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Pictures.Drawing;

/// <summary>Two rings with the totals, a row for each competency, and what the bars mean.</summary>
public sealed class ProgressDrawing
{
    private const int RowsTop = 142;
    private const int LegendHeight = 56;
    private const int HighestRow = 64;
    private const float StateSmaller = 2;
    private const float StarRoom = 34;
    private const float FallRoom = 26;
    private const float Right = Sheet.Width - Sheet.Margin;

    private readonly Sheet _sheet;
    private readonly ProgressPicture _picture;
    private readonly Edition _edition;

    private ProgressDrawing(Sheet sheet, ProgressPicture picture, Edition edition) => (_sheet, _picture, _edition) = (sheet, picture, edition);

    public static byte[] Of(ProgressPicture picture, Edition edition)
    {
        var rowHeight = Math.Min(HighestRow, (Sheet.MostHeight - RowsTop - LegendHeight) / picture.Rows.Length);
        using var sheet = new Sheet(RowsTop + (rowHeight * picture.Rows.Length) + LegendHeight, Palette.Of(picture.Theme));
        var drawing = new ProgressDrawing(sheet, picture, edition);
        drawing.Totals();
        foreach (var (index, row) in picture.Rows.Index())
            drawing.Row(row, RowsTop + (index * rowHeight), rowHeight);
        drawing.Legend(RowsTop + (rowHeight * picture.Rows.Length) + 32);
        return sheet.ToPng();
    }

    private void Totals()
    {
        Total(Sheet.Margin, PictureTexts.Today, _picture.Today, row => row.Reached);
        if (_picture.Anniversary is { } day)
            Total(Sheet.Width / 2f + 6, PictureTexts.Anniversary, day, row => row.Then);
    }

    private void Total(float left, string title, DateOnly day, Func<ProgressRow, Level?> levelOf)
    {
        var counts = _picture.Rows.Select(levelOf).OfType<Level>().GroupBy(level => level).OrderByDescending(level => level.Key)
            .Select(level => (Level: level.Key, Count: level.Count())).ToArray();
        _sheet.Ring(left + 45, 74, 38, 13, [.. counts.Select(count => (count.Count / (float)_picture.Rows.Length, _sheet.Colors.Of(count.Level)))]);
        _sheet.Write($"{counts.Sum(count => count.Count)}", left + 45, 85, 30, _sheet.Colors.Ink, bold: true, Align.Center);
        var text = left + 104;
        _sheet.Write(title, text, 50, 23, _sheet.Colors.Ink, bold: true);
        _sheet.Write(Phrases.Date(day), text, 78, 20, _sheet.Colors.Muted, room: 180);
        foreach (var level in LevelsOfAll())
        {
            Star(level, text + 11, 101, 11);
            text += 30 + _sheet.Write($"{counts.FirstOrDefault(count => count.Level == level).Count}", text + 28, 110, 25, _sheet.Colors.Ink, bold: true) + 22;
        }
    }

    private IEnumerable<Level> LevelsOfAll() => _edition.Competencies.SelectMany(competency => competency.Paths).SelectMany(path => path.Levels)
        .Select(level => level.Level).Distinct().OrderDescending();

    private void Row(ProgressRow row, int top, int height)
    {
        var size = height < 52 ? 23 : 26;
        var (name, fitted) = NameOf(row, _edition, size);
        _sheet.Write(name, Sheet.Margin, top + size, fitted, _sheet.Colors.Ink);
        State(row, top + size, size);
        Bar(row, BarScale.Of(row, _edition), top + size + 7, height < 52 ? 10 : 14);
    }

    /// <summary>The name of a row as it is written left of its state.</summary>
    /// <param name="size">At which it is written where there is room.</param>
    public static (string Text, float Size) NameOf(ProgressRow row, Edition edition, float size)
    {
        var state = Lettering.Measure(StateOf(row, edition), size - StateSmaller, bold: false) + (row.Reached is null ? 0 : StarRoom) + (row.Falls ? FallRoom : 0);
        var names = edition.Competencies.Single(competency => competency.Id == row.CompetencyId).Names;
        return TextFit.In(Phrases.NameOf(names), size, bold: false, Right - Sheet.Margin - state - 8);
    }

    private static string StateOf(ProgressRow row, Edition edition) => BarScale.Of(row, edition).IsScore ? Language.Format(PictureTexts.Points, row.Done)
        : row.Reached is { } level ? Phrases.Of(level)
        : PictureTexts.NotYet;

    private void State(ProgressRow row, float baseline, float size)
    {
        var (x, middle) = (Right, baseline - (size * 0.34f));
        x -= _sheet.Write(StateOf(row, _edition), x, baseline, size - StateSmaller, row.Reached is null ? _sheet.Colors.Muted : _sheet.Colors.Ink, align: Align.Right);
        if (row.Reached is { } reached)
            Star(reached, x - (StarRoom / 2), middle, size * 0.43f);
        if (row.Falls)
            _sheet.Fall(x - StarRoom - (FallRoom / 2), middle, size * 0.36f, _sheet.Colors.Alarm);
    }

    private void Bar(ProgressRow row, BarScale scale, float top, float thick)
    {
        var (left, length, radius) = ((float)Sheet.Margin, Right - Sheet.Margin, thick / 2);
        _sheet.Bar(left, top, left + length, top + thick, _sheet.Colors.Track, radius);
        if (scale.Done > scale.Reached)
            _sheet.Bar(left, top + (thick * 0.25f), left + (scale.Done * length), top + (thick * 0.75f), _sheet.Colors.Ahead, thick / 4);
        if (row.Reached is { } reached)
        {
            var color = _sheet.Colors.Of(reached);
            if (row.Falls)
                _sheet.Hatch(left, top, left + (scale.Reached * length), top + thick, color, radius);
            if (scale.Kept > 0)
                _sheet.Bar(left, top, left + (scale.Kept * length), top + thick, color, radius);
        }

        foreach (var (level, at) in scale.Marks)
            Mark(level, left + Math.Min(at * length, length - 8), top + (thick / 2), (thick / 4) + 6, row.Reached >= level);
    }

    /// <summary>With a rim, so that it stands out on a bar of its own colour.</summary>
    private void Mark(Level level, float x, float y, float radius, bool reached)
    {
        _sheet.Star(x, y, radius + 3, _sheet.Colors.Panel, filled: true);
        _sheet.Star(x, y, radius, reached ? _sheet.Colors.Of(level) : _sheet.Colors.Muted, filled: reached && level != Level.Silver);
    }

    private void Star(Level level, float x, float y, float radius) => _sheet.Star(x, y, radius, _sheet.Colors.Of(level), filled: level != Level.Silver);

    private void Legend(float baseline)
    {
        var x = (float)Sheet.Margin;
        if (_picture.Rows.Any(row => row.Falls))
        {
            _sheet.Hatch(x, baseline - 13, x + 36, baseline + 1, _sheet.Colors.Ink, 7);
            Say(PictureTexts.WillNotHold, 44);
        }

        _sheet.Bar(x, baseline - 9, x + 36, baseline - 3, _sheet.Colors.Ahead, 3);
        Say(PictureTexts.OnTheWay, 44);
        if (PointsNeeded() is { Length: > 0 } points)
        {
            _sheet.Star(x + 9, baseline - 6, 9, _sheet.Colors.Muted, filled: false);
            Say(Language.Format(PictureTexts.PointsNeeded, points), 26);
        }

        void Say(string text, float after) => x += after + 22 + _sheet.Write(text, x + after, baseline, 20, _sheet.Colors.Muted, room: Right - x - after);
    }

    private string PointsNeeded() => string.Join(" / ", _picture.Rows.Select(row => BarScale.Of(row, _edition)).Where(scale => scale.IsScore)
        .SelectMany(scale => scale.Marks).Select(mark => Phrases.Number((decimal)mark.At * 100)).Distinct());
}
