using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Conversation;

/// <summary>Where Microsoft describes an exam, a certification or an assessment.</summary>
public static class ItemPage
{
    private const string Exams = "https://learn.microsoft.com/credentials/certifications/exams/";
    private const string Search = "https://learn.microsoft.com/credentials/browse/?terms=";

    /// <returns>The page of an exam by its code; for what has none the search of all credentials, which survives a renaming. Null for another provider's.</returns>
    public static string? Of(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item switch
        {
            { Provider: not "Microsoft" } => null,
            { Code: { } code } => $"{Exams}{Uri.EscapeDataString(code.ToLowerInvariant())}/",
            _ => Search + Uri.EscapeDataString(item.Title),
        };
    }
}
