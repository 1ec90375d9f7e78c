using CompetencyBot.Sources;
using CompetencyBot.Storage;

namespace CompetencyBot.Conversation;

/// <summary>What of the data is old, by its source.</summary>
public static class DataWords
{
    private const string StaleKey = "stale-data";

    /// <summary>Key of the risk that the data of a source are stale.</summary>
    public static string KeyOf(DataOrigin origin) => origin == DataOrigin.Files ? StaleKey : $"{StaleKey}|{origin}";

    /// <returns>The source in such a key.</returns>
    public static DataOrigin OriginIn(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Enum.TryParse<DataOrigin>(key.Split('|')[^1], out var origin) ? origin : DataOrigin.Files;
    }

    public static string TitleOf(DataOrigin origin) => origin switch
    {
        DataOrigin.Insights => EvidenceTexts.StaleInsights,
        DataOrigin.Directory => EvidenceTexts.StaleDirectory,
        _ => Texts.RiskTitleStaleData,
    };

    /// <returns>Which sources are stale and since when, in one line; null where none is.</returns>
    public static string? Stale(DataAge age, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(age);
        string[] parts = [.. age.Stale.Select(part => Of(part, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(part.AsOf, zone).DateTime)))];
        return parts.Length == 0 ? null : Language.Format(EvidenceTexts.StaleLine, string.Join(Texts.ListSeparator, parts));
    }

    /// <param name="day">The organisation's day of what it is as of.</param>
    /// <returns>For example <c>the file people of 2018-03-02</c>.</returns>
    public static string Of(DataPart part, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(part);
        var name = part.Kind is { } kind ? FileKinds.StemOf(Enum.Parse<FileKind>(kind)) : "";
        return part.Origin switch
        {
            DataOrigin.Insights => Language.Format(EvidenceTexts.PartInsights, name, Phrases.ShortDate(day)),
            DataOrigin.Directory => Language.Format(EvidenceTexts.PartDirectory, Phrases.ShortDate(day)),
            _ => Language.Format(EvidenceTexts.PartFile, name, Phrases.ShortDate(day)),
        };
    }
}
