using NodaTime.TimeZones;

namespace CompetencyBot.Timing;

/// <summary>In which country a time zone is, by the time zone database.</summary>
public static class ZoneCountries
{
    private static readonly TzdbDateTimeZoneSource Database = TzdbDateTimeZoneSource.Default;

    private static readonly Dictionary<string, string> Countries = (Database.ZoneLocations ?? []).ToDictionary(
        zone => zone.ZoneId, zone => zone.CountryCode, StringComparer.OrdinalIgnoreCase);

    /// <param name="zone">IANA name, also an old one (<c>ROC</c>, <c>US/Eastern</c>), or a name of Windows.</param>
    /// <returns>ISO 3166 code of two letters; null where the zone belongs to no country.</returns>
    public static string? Of(string zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (TimeZoneInfo.TryConvertWindowsIdToIanaId(zone, out var name))
            zone = name;
        // First as it is: the canonical zone of Stockholm is that of Berlin.
        return Countries.GetValueOrDefault(zone)
            ?? (Database.CanonicalIdMap.TryGetValue(zone, out var canonical) ? Countries.GetValueOrDefault(canonical) : null);
    }
}
