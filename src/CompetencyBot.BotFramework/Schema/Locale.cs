namespace CompetencyBot.BotFramework.Schema;

/// <summary>The language of the sender's client.</summary>
public static class Locale
{
    /// <summary>Characters; RFC 5646 (4.4.1) asks for room for 35. What is longer, or has other signs, is no language tag.</summary>
    private const int Longest = 85;

    /// <returns>A language tag as it came, for example <c>zh-TW</c>: of the activity, else of its <c>clientInfo</c> entity; null when
    /// there is none.</returns>
    public static string? Of(InboundActivity activity) =>
        Tag(activity.Locale)
        ?? activity.Entities?.Where(e => e.Type == "clientInfo")
            .Select(e => Tag(e.Locale)).FirstOrDefault(locale => locale is not null);

    private static string? Tag(string? text) =>
        text?.Trim() is { Length: > 0 and <= Longest } tag && tag.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_') ? tag : null;
}
