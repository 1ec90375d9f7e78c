using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Graph;

/// <summary>Settings of a mailbox.</summary>
/// <param name="TimeZone">As Exchange names it, usually the Windows name: <c>Taipei Standard Time</c>; IANA names occur too.</param>
public sealed record GraphMailbox(string TimeZone)
{
    /// <summary>Lower-case English names of days; empty = none are working days.</summary>
    public IReadOnlyList<string> Days { get; init; } = ["monday", "tuesday", "wednesday", "thursday", "friday"];

    public TimeOnly Start { get; init; } = new(9, 0);

    public TimeOnly End { get; init; } = new(17, 0);

    /// <summary>Null = the mailbox's own. <c>Customized Time Zone</c> is one with rules of its own, which have a bias.</summary>
    public string? HoursTimeZone { get; init; }

    internal JsonObject ToJson() => new()
    {
        ["timeZone"] = TimeZone,
        ["dateFormat"] = "yyyy-MM-dd",
        ["timeFormat"] = "HH:mm",
        ["workingHours"] = WorkingHours(),
    };

    private JsonObject WorkingHours() => new()
    {
        ["daysOfWeek"] = new JsonArray([.. Days.Select(day => (JsonNode)day)]),
        ["startTime"] = Time(Start),
        ["endTime"] = Time(End),
        ["timeZone"] = Zone(HoursTimeZone ?? TimeZone),
    };

    private static JsonObject Zone(string name) => name != "Customized Time Zone"
        ? new() { ["@odata.type"] = "#microsoft.graph.timeZoneBase", ["name"] = name }
        : new() { ["@odata.type"] = "#microsoft.graph.customTimeZone", ["name"] = name, ["bias"] = -480 };

    private static string Time(TimeOnly time) => time.ToString("HH:mm:ss.fffffff", System.Globalization.CultureInfo.InvariantCulture);
}
