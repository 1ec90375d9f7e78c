using CompetencyBot.BotFramework.Hosting;

namespace CompetencyBot.Hosting;

/// <summary>Settings <c>Organisation:*</c>: who uses the bot and which programmes it follows.</summary>
public sealed class OrganisationOptions
{
    public string Name { get; set; } = "";

    /// <summary>Ids of the programme editions that are followed. There is no default; the start says which there are.</summary>
    public IReadOnlyList<string> Editions { get; set; } = [];

    /// <summary>Folder of editions of the organisation's own, which add to those that ship or take their place; empty = none.</summary>
    public string? EditionsFolder { get; set; }

    /// <summary>User principal names or Entra object ids of people who are always admins.</summary>
    public IReadOnlyList<string> Admins { get; set; } = [];

    /// <summary>Entra tenant whose users are known; empty = that of the bot (<c>BotFramework:TenantId</c>).</summary>
    public string? TenantId { get; set; }

    /// <summary>IANA name; jobs run by it and dates are days of it.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    public void Read(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var section = settings.GetSection("Organisation");
        section.Bind(this);
        Editions = SettingList.Of(section.GetSection(nameof(Editions))) ?? [];
        Admins = SettingList.Of(section.GetSection(nameof(Admins))) ?? [];
        if (string.IsNullOrEmpty(TenantId))
            TenantId = settings["BotFramework:TenantId"];
    }

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    public bool IsAdmin(string? userPrincipalName, string? objectId) => Admins.Any(admin =>
        admin.Equals(userPrincipalName, StringComparison.OrdinalIgnoreCase) || admin.Equals(objectId, StringComparison.OrdinalIgnoreCase));

    /// <summary>Today's date for the organisation.</summary>
    public DateOnly Today(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Zone).DateTime);
    }

    /// <summary>Everything that is wrong with the settings, a sentence each.</summary>
    /// <param name="known">Where a file of it is wrong, the edition that is followed may be the one that could not be read.</param>
    public IEnumerable<string> Problems(EditionReading known)
    {
        ArgumentNullException.ThrowIfNull(known);
        foreach (var problem in known.Problems)
            yield return problem;
        foreach (var edition in Editions.Where(edition => known.Problems.Count == 0 && !known.Editions.Contains(edition)))
            yield return $"Organisation:Editions names \"{edition}\", which is not an edition. There are: {string.Join(", ", known.Editions.Ids)}.";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return $"Organisation:TimeZone \"{TimeZone}\" is not an IANA time zone such as Asia/Taipei or Europe/Berlin.";
    }
}
