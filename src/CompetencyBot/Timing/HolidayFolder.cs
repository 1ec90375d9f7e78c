using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace CompetencyBot.Timing;

/// <summary>
/// The calendars of <c>Renewal:HolidaysFolder</c>, one file per country (<c>TW.ics</c>). Each is read when it is first needed, and again
/// when the file has changed; one that is damaged meanwhile leaves the last good one in its place. Those of parts of a country
/// (<c>GB-SCT.ics</c>) are left alone: a time zone does not say in which part somebody lives.
/// </summary>
public sealed partial class HolidayFolder(ILogger<HolidayFolder> logger)
{
    /// <summary>So that a <c>TW.ICS</c>, which would not be found, is complained of.</summary>
    private static readonly EnumerationOptions AnyCase = new() { MatchCasing = MatchCasing.CaseInsensitive, IgnoreInaccessible = false };

    private readonly ConcurrentDictionary<string, Reading> _read = new();

    /// <param name="folder">Null or empty = none.</param>
    /// <param name="country">ISO 3166 code of two letters; null = of no country.</param>
    public HolidayCalendar Of(string? folder, string? country)
    {
        if (country is null || string.IsNullOrWhiteSpace(folder))
            return HolidayCalendar.Empty;
        var path = Path.Combine(Path.GetFullPath(folder), $"{country}.ics");
        // Of a file that is not there this is a day long ago.
        var changed = File.GetLastWriteTimeUtc(path);
        var known = _read.GetValueOrDefault(path);
        return known?.Changed == changed ? known.Calendar : (_read[path] = new Reading(changed, Read(path, known?.Calendar))).Calendar;
    }

    /// <summary>Everything that is wrong with the folder, a sentence each.</summary>
    /// <param name="folder">Null or empty = none.</param>
    public static IEnumerable<string> Problems(string? folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
            return [];
        try
        {
            return [.. Directory.EnumerateFiles(Path.GetFullPath(folder), "*.ics", AnyCase).Order(StringComparer.Ordinal).Select(ProblemOf).OfType<string>()];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [$"Renewal:HolidaysFolder \"{folder}\" cannot be read: {fault.Message}"];
        }
    }

    /// <summary>The countries that have a calendar, of a folder in which nothing is wrong.</summary>
    public static IReadOnlyList<string> CountriesOf(string? folder) => string.IsNullOrWhiteSpace(folder)
        ? []
        : [.. Directory.EnumerateFiles(Path.GetFullPath(folder), "??.ics").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    private static string? ProblemOf(string path)
    {
        if (!CountryFile().IsMatch(Path.GetFileName(path)))
            return $"{path}: a calendar of holidays is named by the country's two letters in capitals, such as TW.ics.";
        try
        {
            HolidayCalendar.Parse(File.ReadAllText(path));
            return null;
        }
        catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
        {
            return $"{path}: this is no calendar (iCalendar) that can be read: {fault.Message}";
        }
    }

    private HolidayCalendar Read(string path, HolidayCalendar? known)
    {
        try
        {
            return File.Exists(path) ? HolidayCalendar.Parse(File.ReadAllText(path)) : HolidayCalendar.Empty;
        }
        catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
        {
            Log.Damaged(logger, path, fault.Message);
            return known ?? HolidayCalendar.Empty;
        }
    }

    [GeneratedRegex(@"^[A-Z]{2}(-[A-Z0-9]{1,3})?\.ics$")]
    private static partial Regex CountryFile();

    private sealed record Reading(DateTime Changed, HolidayCalendar Calendar);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The calendar of holidays {Path} cannot be read, what was read of it before stays: {Reason}")]
        public static partial void Damaged(ILogger logger, string path, string reason);
    }
}
