namespace CompetencyBot.BotFramework.Schema;

/// <summary>The language of the sender's client.</summary>
public static class Locale
{
    /// <returns>A language tag as it came, for example <c>zh-TW</c>: of the activity, else of its <c>clientInfo</c> entity; null when
    /// there is none.</returns>
    public static string? Of(InboundActivity activity) =>
        NotBlank(activity.Locale)
        ?? activity.Entities?.Where(e => e.Type == "clientInfo")
            .Select(e => NotBlank(e.Locale)).FirstOrDefault(locale => locale is not null);

    private static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
