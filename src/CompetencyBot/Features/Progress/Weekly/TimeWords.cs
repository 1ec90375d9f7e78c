using System.Globalization;
using System.Text.RegularExpressions;

namespace CompetencyBot.Features.Progress.Weekly;

/// <summary>Times of day as people write them, by twelve or twenty-four hours, in English and Chinese.</summary>
internal static partial class TimeWords
{
    private const string Digits = "零一二三四五六七八九";

    /// <summary>An hour up to this one without more said may be meant for the afternoon.</summary>
    private const int LastUnclearHour = 6;

    /// <param name="text">In lower case, full width unified, without days and zones.</param>
    /// <returns>Null when no time is named, several are, or one that is unclear.</returns>
    public static TimeOnly? Find(string text)
    {
        var written = ChineseNumber().Replace(text.Replace("兩", "二", StringComparison.Ordinal), number => $" {ValueOf(number.Value)} ");
        if (Noon().IsMatch(written) && !written.Any(char.IsAsciiDigit))
            return new TimeOnly(12, 0);
        if (Midnight().IsMatch(written))
            return TimeOnly.MinValue;
        var found = Time().Matches(written);
        return found.Count == 1 ? Of(found[0]) : null;
    }

    private static TimeOnly? Of(Match time)
    {
        var hour = int.Parse(time.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var minute = time.Groups["half"].Success ? 30
            : time.Groups["minute"] is { Success: true, Value: var minutes } ? int.Parse(minutes, CultureInfo.InvariantCulture) : 0;
        if (hour > 24 || minute > 59)
            return null;
        var isWhole = !time.Groups["minute"].Success || time.Groups["minute"].Value.Length == 0;
        return (Part(time), hour) switch
        {
            (null, >= 1 and <= LastUnclearHour) when isWhole && time.Groups["hour"].Value[0] != '0' => null,
            (null, < 24) => new TimeOnly(hour, minute),
            (DayPart.Morning, 12) => new TimeOnly(0, minute),
            (DayPart.Morning, <= 11) => new TimeOnly(hour, minute),
            (DayPart.Noon, 11 or 12) => new TimeOnly(hour, minute),
            (DayPart.Noon, 1 or 2) => new TimeOnly(hour + 12, minute),
            (DayPart.Afternoon, 12) => new TimeOnly(12, minute),
            (DayPart.Afternoon, >= 1 and <= 11) => new TimeOnly(hour + 12, minute),
            (DayPart.Afternoon, >= 13 and < 24) => new TimeOnly(hour, minute),
            _ => null,
        };
    }

    private static DayPart? Part(Match time) => $"{time.Groups["before"].Value}{time.Groups["after"].Value}".Trim() switch
    {
        "" => null,
        "上午" or "早上" or "凌晨" or "清晨" or "早" or "in the morning" => DayPart.Morning,
        "中午" => DayPart.Noon,
        "下午" or "晚上" or "傍晚" or "晚" or "in the afternoon" or "in the evening" => DayPart.Afternoon,
        var marker => marker[0] == 'a' ? DayPart.Morning : DayPart.Afternoon,
    };

    private static int ValueOf(string number)
    {
        var parts = number.Split('十');
        return parts.Length == 1
            ? Digits.IndexOf(number[0], StringComparison.Ordinal)
            : (parts[0].Length == 0 ? 1 : Digits.IndexOf(parts[0][0], StringComparison.Ordinal)) * 10
                + (parts[1].Length == 0 ? 0 : Digits.IndexOf(parts[1][0], StringComparison.Ordinal));
    }

    private enum DayPart
    {
        Morning,
        Noon,
        Afternoon,
    }

    // A number that follows 週 was taken as a day before.
    [GeneratedRegex("[二三四五]?十[一二三四五六七八九]?|[零一二三四五六七八九]")]
    private static partial Regex ChineseNumber();

    [GeneratedRegex(
        """
        (?<before>上午|早上|凌晨|清晨|中午|下午|晚上|傍晚|早|晚)?\s*
        (?<!\d)(?<hour>\d{1,2})
        (?:\s*(?:[:.點点時时]|o'?clock|h(?=\d))\s*(?:(?<half>半)|(?<minute>\d{2})(?!\d)\s*分?)?)?(?!\d)\s*
        (?<after>a\.?m\b\.?|p\.?m\b\.?|in\ the\ (?:morning|afternoon|evening))?
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Time();

    [GeneratedRegex(@"\bnoon\b|\bmidday\b|中午|正午")]
    private static partial Regex Noon();

    [GeneratedRegex(@"\bmidnight\b|午夜|半夜")]
    private static partial Regex Midnight();
}
