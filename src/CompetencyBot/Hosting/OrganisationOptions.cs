using CompetencyBot.BotFramework.Hosting;

namespace CompetencyBot.Hosting;

/// <summary>Settings <c>Organisation:*</c>: who uses the bot and which programmes it follows.</summary>
public sealed class OrganisationOptions
{
    public string Name { get; set; } = "";

    /// <summary>Ids of the programme editions that are followed. There is no default; see <see cref="Domain.Catalogue.Editions.Ids"/>.</summary>
    public IReadOnlyList<string> Editions { get; set; } = [];

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
    public IEnumerable<string> Problems()
    {
        var known = Domain.Catalogue.Editions.Ids;
        foreach (var edition in Editions.Where(edition => !known.Contains(edition)))
            yield return $"Organisation:Editions names \"{edition}\", which is not an edition. There are: {string.Join(", ", known)}.";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return $"Organisation:TimeZone \"{TimeZone}\" is not an IANA time zone such as Asia/Taipei or Europe/Berlin.";
    }
}
