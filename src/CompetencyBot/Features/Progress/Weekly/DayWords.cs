using System.Text.RegularExpressions;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.Progress.Weekly;

/// <summary>Days of the week as people write them, in English and Chinese.</summary>
internal static partial class DayWords
{
    private static readonly (string Name, string[] Short, DayOfWeek Day)[] English =
    [
        ("monday", ["mon"], DayOfWeek.Monday),
        ("tuesday", ["tue", "tues"], DayOfWeek.Tuesday),
        ("wednesday", ["wed", "weds"], DayOfWeek.Wednesday),
        ("thursday", ["thu", "thur", "thurs"], DayOfWeek.Thursday),
        ("friday", ["fri"], DayOfWeek.Friday),
        ("saturday", ["sat"], DayOfWeek.Saturday),
        ("sunday", ["sun"], DayOfWeek.Sunday),
    ];

    private const string ChineseDays = "日一二三四五六";

    /// <param name="text">In lower case, full width unified.</param>
    /// <returns>The days that are named, and the text without them.</returns>
    public static (IReadOnlyCollection<DayOfWeek> Days, string Others) Take(string text)
    {
        var days = new HashSet<DayOfWeek>();
        var rest = Chinese().Replace(text, found => Taken(ChineseDay(found.Groups["day"].Value[0])));
        rest = Word().Replace(rest, found => EnglishDay(found.Value) is { } day ? Taken(day) : found.Value);
        return (days, rest);

        string Taken(DayOfWeek day)
        {
            days.Add(day);
            return " ";
        }
    }

    private static DayOfWeek ChineseDay(char sign) => sign switch
    {
        '天' => DayOfWeek.Sunday,
        _ when char.IsAsciiDigit(sign) => (DayOfWeek)((sign - '0') % 7),
        _ => (DayOfWeek)ChineseDays.IndexOf(sign, StringComparison.Ordinal),
    };

    private static DayOfWeek? EnglishDay(string word)
    {
        var one = word is ['s', 'u', 'n', 's'] or ['m', 'o', 'n', 's'] || word.EndsWith("days", StringComparison.Ordinal) ? word[..^1] : word;
        foreach (var (name, abbreviations, day) in English)
            if (abbreviations.Contains(one) || (one.Length >= 5 && Wording.Distance(one, name, 1) <= 1))
                return day;
        return null;
    }

    // After 週, 星期 or 禮拜 only: a bare 一 is a number. Not a digit that begins a time, as in 每週 9 點.
    [GeneratedRegex(@"(?:週|周|星期|禮拜|礼拜)\s*(?<day>[一二三四五六日天]|[1-7](?![\d:.]|\s*[:點点時时]))")]
    private static partial Regex Chinese();

    [GeneratedRegex("[a-z]{3,}")]
    private static partial Regex Word();
}
