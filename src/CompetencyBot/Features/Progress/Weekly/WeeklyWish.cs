using System.Text;
using System.Text.RegularExpressions;

namespace CompetencyBot.Features.Progress.Weekly;

/// <summary>When somebody wants the card each week, as far as they said it.</summary>
/// <param name="Day">Null when it was not said, or more than one was.</param>
/// <param name="Time">Null when it was not said, or may be meant for the morning or the afternoon.</param>
/// <param name="Zone">Null when it was not said, or is not known.</param>
public sealed partial record WeeklyWish(DayOfWeek? Day, TimeOnly? Time, TimeZoneInfo? Zone)
{
    /// <summary>Whether a zone was named of which there is none.</summary>
    public bool ZoneIsUnknown { get; init; }

    /// <summary>Whether nothing was said of a day, a time or a zone.</summary>
    public bool SaysNothing => this is { Day: null, Time: null, Zone: null, ZoneIsUnknown: false, IsUnclear: false };

    /// <summary>Whether a day or a time was named that is not taken: several, or one of which it is not known which half of the day is meant.</summary>
    public bool IsUnclear { get; init; }

    /// <param name="typed">As it was typed: a time has its colon, a zone its slash.</param>
    public static WeeklyWish Of(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var text = typed.Normalize(NormalizationForm.FormKC); // full width to half width
        var (zone, withoutZone, isUnknown) = ZoneWords.Take(text);
        var (days, others) = DayWords.Take(withoutZone.ToLowerInvariant());
        return new WeeklyWish(days.Count == 1 ? days.Single() : null, TimeWords.Find(others), zone)
        {
            ZoneIsUnknown = isUnknown,
            IsUnclear = days.Count > 1 || others.Any(char.IsAsciiDigit),
        };
    }

    /// <summary>Whether somebody asks that it ends, and does not just ask about it.</summary>
    public static bool IsStop(string typed) => StopWord().IsMatch(typed) && !Question().IsMatch(typed);

    /// <summary>Whether somebody wants to know what is set.</summary>
    public static bool IsQuestion(string typed) => Question().IsMatch(typed);

    public static bool IsList(string typed) => ListWord().IsMatch(typed);

    [GeneratedRegex(@"\b(stop|cancel|remove|delete|no more|(turn|switch) (it )?off|end (it|this|that|the weekly)|off\W*$|end\W*$)|停止|停掉|停用|取消|關閉|刪除|不要|不用", RegexOptions.IgnoreCase)]
    private static partial Regex StopWord();

    [GeneratedRegex(@"[?？]|\b(what|when|how|if|why|who|where|which|does|is)\b|如果|假如|什麼|何時|怎麼|怎樣|誰|嗎|呢", RegexOptions.IgnoreCase)]
    private static partial Regex Question();

    [GeneratedRegex(@"\b(list|all|show)\b|清單|列表|全部|列出", RegexOptions.IgnoreCase)]
    private static partial Regex ListWord();
}
