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

    /// <summary>Whether more was said than when the card is to come: a sentence about a meeting names a day and a time, too.</summary>
    public bool IsAboutSomethingElse { get; init; }

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
            IsAboutSomethingElse = Other().IsMatch(Known().Replace(others, " ")),
        };
    }

    /// <summary>Whether somebody asks that it ends, and does not just ask about it.</summary>
    public static bool IsStop(string typed) => StopWord().IsMatch(typed) && !Question().IsMatch(typed) && !Told().IsMatch(typed) && (Order().IsMatch(typed) || Of(typed) is { Day: null, Time: null });

    /// <summary>Whether somebody wants to know what is set.</summary>
    public static bool IsQuestion(string typed) => Question().IsMatch(typed);

    public static bool IsList(string typed) => ListWord().IsMatch(typed);

    [GeneratedRegex(@"\b(stop|cancel|remove|delete|no more|(turn|switch) (it )?off|end (it|this|that|the weekly)|off\W*$|end\W*$)|停止|停掉|停用|取消|關閉|刪除|不要|不用", RegexOptions.IgnoreCase)]
    private static partial Regex StopWord();

    /// <summary>What was, and what may be, is no order.</summary>
    [GeneratedRegex(@"\b(was|were|been|can|could|stopped|cancelled|canceled)\b|(?<!不要|不用)了|被", RegexOptions.IgnoreCase)]
    private static partial Regex Told();

    /// <summary>Begins with what is to be done, so that a day behind it says which card is meant.</summary>
    [GeneratedRegex(@"^\W*(please\s+)?(stop|cancel|remove|delete|end)\b|^\W*請?(停止|停掉|停用|取消|刪除)", RegexOptions.IgnoreCase)]
    private static partial Regex Order();

    /// <summary>All that belongs to a wish for the card: the words of a request, of the card, of a place and of a time.</summary>
    [GeneratedRegex(
        @"\b(weekly|week|every|each|on|at|in|the|a|an|am|pm|o'?clock|progress|card|cards|report|overview|summary|update|post|send|share|show|publish|schedule|give|us|me|please|pls|to|this|channel|here|chat|team|group|morning|afternoon|evening|night|noon|midnight|half|past|quarter|time|our|my|it|for|want|wants|i|we|would|like|can|could|you|set|start|and|once|of|by|utc|gmt)\b"
        + "|每週|每周|每星期|每禮拜|每個|每|星期|禮拜|進度|卡片|週報|報告|總覽|張貼|發布|發佈|發送|傳送|寄送|貼|發|傳|送|寄|公布|分享|排程|設定|上午|下午|早上|早晨|晚上|中午|傍晚|凌晨|時間|點鐘|點|時|半|分|整|請|幫我|幫|讓|我們|我|要|想|這裡|這個|頻道|聊天室|聊天|群組|給|的|到|在|於|一次|一|二|三|四|五|六|七|八|九|十|兩|零|張|把",
        RegexOptions.IgnoreCase)]
    private static partial Regex Known();

    [GeneratedRegex(@"\p{L}")]
    private static partial Regex Other();

    [GeneratedRegex(@"[?？]|\b(what|when|how|if|why|who|where|which|does|is)\b|如果|假如|什麼|何時|怎麼|怎樣|誰|嗎|呢", RegexOptions.IgnoreCase)]
    private static partial Regex Question();

    [GeneratedRegex(@"\b(list|all|show)\b|清單|列表|全部|列出", RegexOptions.IgnoreCase)]
    private static partial Regex ListWord();
}
