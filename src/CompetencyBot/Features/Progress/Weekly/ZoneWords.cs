using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace CompetencyBot.Features.Progress.Weekly;

/// <summary>Time zones as people write them: <c>Europe/London</c>, UTC, or a city that has one of its own.</summary>
internal static partial class ZoneWords
{
    private static readonly string[] Regions = ["Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

    /// <summary>IANA names have English cities only.</summary>
    private static readonly (string Word, string Id)[] Chinese =
    [
        ("台北", "Asia/Taipei"), ("臺北", "Asia/Taipei"), ("台灣", "Asia/Taipei"), ("臺灣", "Asia/Taipei"), ("東京", "Asia/Tokyo"), ("日本", "Asia/Tokyo"),
        ("香港", "Asia/Hong_Kong"), ("上海", "Asia/Shanghai"), ("新加坡", "Asia/Singapore"), ("首爾", "Asia/Seoul"), ("倫敦", "Europe/London"),
        ("巴黎", "Europe/Paris"), ("柏林", "Europe/Berlin"), ("紐約", "America/New_York"), ("洛杉磯", "America/Los_Angeles"), ("雪梨", "Australia/Sydney"),
    ];

    private static readonly FrozenDictionary<string, string> Names =
        TimeZoneInfo.GetSystemTimeZones().ToFrozenDictionary(zone => zone.Id, zone => zone.Id, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Cities = TimeZoneInfo.GetSystemTimeZones()
        .Select(zone => (zone.Id, Parts: zone.Id.Split('/')))
        .Where(zone => zone.Parts.Length > 1 && Regions.Contains(zone.Parts[0]))
        .GroupBy(zone => zone.Parts[^1].Replace('_', ' '), StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(zones => zones.Key, zones => zones.First().Id, StringComparer.OrdinalIgnoreCase);

    /// <returns>The zone, null for none; the text without it; and whether one was named of which there is none.</returns>
    public static (TimeZoneInfo? Zone, string Others, bool IsUnknown) Take(string text)
    {
        if (Name().Match(text) is { Success: true } name)
        {
            var named = Find(name.Value);
            return (named, text.Replace(name.Value, " ", StringComparison.Ordinal), named is null);
        }

        if (Universal().Match(text) is { Success: true } universal)
            return (TimeZoneInfo.FindSystemTimeZoneById("Etc/UTC"), text.Replace(universal.Value, " ", StringComparison.Ordinal), false);
        foreach (var (word, id) in Chinese)
            if (text.Contains(word, StringComparison.Ordinal))
                return (TimeZoneInfo.FindSystemTimeZoneById(id), text.Replace(word, " ", StringComparison.Ordinal), false);
        foreach (var (city, id) in CitiesIn(text))
            return (TimeZoneInfo.FindSystemTimeZoneById(id), text.Replace(city, " ", StringComparison.Ordinal), false);
        return (null, text, false);
    }

    /// <param name="id">IANA name, in any case.</param>
    public static TimeZoneInfo? Find(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(Names.GetValueOrDefault(id, id), out var zone) ? zone : null;

    /// <summary>Of words that stand together the longest first, so that New York is not York.</summary>
    private static IEnumerable<(string City, string Id)> CitiesIn(string text)
    {
        var words = Word().Matches(text);
        for (var length = Math.Min(3, words.Count); length > 0; length--)
            for (var first = 0; first + length <= words.Count; first++)
            {
                var (start, last) = (words[first].Index, words[first + length - 1]);
                var city = text[start..(last.Index + last.Length)];
                if (Cities.TryGetValue(city, out var id))
                    yield return (city, id);
            }
    }

    [GeneratedRegex(@"\b[A-Za-z]+(?:/[A-Za-z_+\-0-9]+)+")]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(UTC|GMT)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Universal();

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();
}
