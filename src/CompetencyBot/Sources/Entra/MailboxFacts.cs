using System.Globalization;
using System.Text.Json;
using CompetencyBot.Graph;

namespace CompetencyBot.Sources.Entra;

/// <summary>When somebody works, as their mailbox says.</summary>
/// <param name="TimeZone">IANA name; null when there is none that is known here.</param>
/// <param name="Hours">For example <c>09:00-17:00</c>; null when there are none, or they cross midnight.</param>
/// <param name="Days">For example <c>Mon,Tue,Wed</c>.</param>
public sealed record MailboxFacts(string? TimeZone, string? Hours, string? Days)
{
    public static MailboxFacts None { get; } = new(null, null, null);

    /// <param name="settings">A <c>mailboxSettings</c> resource. The hours are by the clock of their own zone, so that this one goes before.</param>
    public static MailboxFacts Read(JsonElement settings)
    {
        var work = settings.TryGetProperty("workingHours", out var found) ? found : default;
        var ownZone = work.ValueKind == JsonValueKind.Object && work.TryGetProperty("timeZone", out var zone) ? zone.Text("name") : null;
        var (hours, days) = (HoursOf(work), DaysOf(work));
        return new MailboxFacts(Iana(ownZone) ?? Iana(settings.Text("timeZone")), days is null ? null : hours, hours is null ? null : days);
    }

    /// <summary>Mailboxes have names of Windows, or of the IANA.</summary>
    private static string? Iana(string? name) =>
        string.IsNullOrEmpty(name) ? null
        : TimeZoneInfo.TryConvertWindowsIdToIanaId(name, out var iana) ? iana
        : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId ? name
        : null;

    private static string? HoursOf(JsonElement work) =>
        Time(work.Text("startTime")) is { } from && Time(work.Text("endTime")) is { } to && from < to
            ? string.Create(CultureInfo.InvariantCulture, $"{from:HH\\:mm}-{to:HH\\:mm}")
            : null;

    private static TimeOnly? Time(string? text) => TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : null;

    private static string? DaysOf(JsonElement work)
    {
        if (work.ValueKind != JsonValueKind.Object || !work.TryGetProperty("daysOfWeek", out var found) || found.ValueKind != JsonValueKind.Array)
            return null;
        var days = found.EnumerateArray()
            .Select(day => day.ValueKind == JsonValueKind.String && Enum.TryParse<DayOfWeek>(day.GetString(), ignoreCase: true, out var known) ? known : (DayOfWeek?)null)
            .OfType<DayOfWeek>().Distinct().OrderBy(day => ((int)day + 6) % 7)
            .Select(day => $"{day}"[..3]);
        return string.Join(',', days) is { Length: > 0 } names ? names : null;
    }
}
