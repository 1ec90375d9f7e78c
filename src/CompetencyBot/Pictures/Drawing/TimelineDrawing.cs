using System.Globalization;

namespace CompetencyBot.Pictures.Drawing;

/// <summary>A column for each month, the anniversary as a line through them, and below the exams that are accepted no longer.</summary>
public sealed class TimelineDrawing
{
    private const int BarsTop = 132;
    private const int Axis = 300;
    private const float ColumnWidth = (Sheet.Width - (2f * Sheet.Margin)) / TimelinePicture.Months;

    private readonly Sheet _sheet;
    private readonly TimelinePicture _picture;

    private TimelineDrawing(Sheet sheet, TimelinePicture picture) => (_sheet, _picture) = (sheet, picture);

    public static byte[] Of(TimelinePicture picture)
    {
        var ends = picture.Ends.Any(count => count > 0);
        using var sheet = new Sheet(ends ? 458 : 384, Palette.Of(picture.Theme));
        var drawing = new TimelineDrawing(sheet, picture);
        sheet.Write(PictureTexts.TimelineTitle, Sheet.Margin, 52, 26, sheet.Colors.Ink, bold: true, room: Sheet.Width - (2 * Sheet.Margin));
        drawing.Anniversary();
        for (var month = 0; month < TimelinePicture.Months; month++)
            drawing.Month(month);
        if (ends)
            drawing.Ends();
        return sheet.ToPng();
    }

    private static float CenterOf(int month) => Sheet.Margin + ((month + 0.5f) * ColumnWidth);

    private void Month(int index)
    {
        var (month, center, count) = (_picture.MonthAt(index), CenterOf(index), _picture.Lapses[index]);
        var height = count * (Axis - BarsTop - 34f) / Math.Max(4, _picture.Lapses.Max());
        _sheet.Bar(center - (ColumnWidth / 2) + 3, Axis, center + (ColumnWidth / 2) - 3, Axis + 3, _sheet.Colors.Muted, 1);
        if (count > 0)
        {
            _sheet.Bar(center - 16, Axis - height - 34, center + 16, Axis, _sheet.Colors.Panel, 4); // the line of the anniversary must not cross it
            _sheet.Bar(center - 13, Axis - height, center + 13, Axis, _sheet.Colors.Partner, 4);
            _sheet.Write($"{count}", center, Axis - height - 8, 24, _sheet.Colors.Ink, bold: true, Align.Center);
        }

        _sheet.Write(month.ToString("MMM", CultureInfo.CurrentCulture), center, Axis + 32, 20, _sheet.Colors.Ink, align: Align.Center, room: ColumnWidth - 2);
        if (index == 0 || month.Month == 1)
            _sheet.Write($"{month.Year}", center - (ColumnWidth / 2) + 3, Axis + 60, 20, _sheet.Colors.Muted);
    }

    /// <summary>Within its month at the day; the words stand on the side on which there is room.</summary>
    private void Anniversary()
    {
        if (_picture.Anniversary is not { } day || TimelinePicture.MonthsBetween(_picture.Today, day) is not (>= 0 and < TimelinePicture.Months and var month))
            return;
        var x = CenterOf(month) - (ColumnWidth / 2) + (ColumnWidth * day.Day / DateTime.DaysInMonth(day.Year, day.Month));
        _sheet.DashedLine(x, 68, Axis, _sheet.Colors.Alarm);
        var (toTheLeft, words) = (x > Sheet.Width / 2f, Conversation.Language.Format(PictureTexts.AnniversaryOn, Conversation.Phrases.Date(day)));
        _sheet.Write(words, toTheLeft ? x - 10 : x + 10, 88, 21, _sheet.Colors.Ink, align: toTheLeft ? Align.Right : Align.Left);
    }

    private void Ends()
    {
        const float Lane = Axis + 92;
        foreach (var (month, count) in _picture.Ends.Index().Where(month => month.Item > 0))
        {
            _sheet.Diamond(CenterOf(month) - 9, Lane - 8, 9, _sheet.Colors.Alarm);
            _sheet.Write($"{count}", CenterOf(month) + 5, Lane, 22, _sheet.Colors.Ink, bold: true);
        }

        _sheet.Diamond(Sheet.Margin + 9, Lane + 32, 9, _sheet.Colors.Alarm);
        _sheet.Write(PictureTexts.ExamsEnd, Sheet.Margin + 28, Lane + 39, 20, _sheet.Colors.Muted);
    }
}
