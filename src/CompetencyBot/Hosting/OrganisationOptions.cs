using System.Globalization;
using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Hosting;

/// <summary>Settings <c>Organisation:*</c>: who uses the bot and which programmes it follows.</summary>
public sealed class OrganisationOptions
{
    public const string Section = "Organisation";

    /// <summary>Below it stand, by address, the people who were made admins in chat, or are admins no longer.</summary>
    public const string AdminsInChat = "AdminsInChat";

    public const string Made = "yes";
    public const string Unmade = "no";

    private static readonly string[] Languages = ["en", "zh-TW"];

    private Dictionary<string, bool> _inChat = [];

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

    /// <summary><c>en</c> or <c>zh-TW</c>: the language of people of whom none is known.</summary>
    public string Language { get; set; } = Languages[0];

    /// <summary><c>Developed</c> or <c>Developing</c>, instead of what the newest membership says; empty = as that says.</summary>
    public string? Market { get; set; }

    /// <summary><c>yyyy-MM-dd</c>, instead of what the newest membership says; empty = as that says.</summary>
    public string? Anniversary { get; set; }

    public Market? MarketInstead => Enum.TryParse(Market, out Market market) && Enum.GetName(market) == Market ? market : null;

    public DateOnly? AnniversaryInstead =>
        DateOnly.TryParseExact(Anniversary, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Work addresses or Entra object ids of people who were made admins in chat (true), or are admins no longer (false).</summary>
    public IEnumerable<KeyValuePair<string, bool>> ChangedInChat => _inChat;

    public void Read(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var section = settings.GetSection(Section);
        section.Bind(this);
        Editions = SettingList.Of(section.GetSection(nameof(Editions))) ?? [];
        Admins = SettingList.Of(section.GetSection(nameof(Admins))) ?? [];
        if (string.IsNullOrEmpty(TenantId))
            TenantId = settings["BotFramework:TenantId"];
        _inChat = section.GetSection(AdminsInChat).GetChildren()
            .Where(person => person.Value is Made or Unmade)
            .ToDictionary(person => person.Key, person => person.Value == Made, StringComparer.OrdinalIgnoreCase);
    }

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>Whether the settings name the person; the whole rule of who is an admin is <see cref="AdminRule"/>.</summary>
    public bool NamesAdmin(string? userPrincipalName, string? objectId) => Admins.Any(admin =>
        admin.Equals(userPrincipalName, StringComparison.OrdinalIgnoreCase) || admin.Equals(objectId, StringComparison.OrdinalIgnoreCase));

    /// <returns>Null for somebody of whom nothing was said in chat.</returns>
    public bool? InChat(string? address) => address is not null && _inChat.TryGetValue(address, out var made) ? made : null;

    /// <summary>Today's date for the organisation.</summary>
    public DateOnly Today(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return DayOf(clock.GetUtcNow());
    }

    /// <summary>The organisation's day of a time.</summary>
    public DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, Zone).DateTime);

    /// <summary>When a day begins for the organisation.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight));
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
        if (!Languages.Contains(Language))
            yield return $"Organisation:Language \"{Language}\" is not one of: {string.Join(", ", Languages)}.";
        if (!string.IsNullOrEmpty(Market) && MarketInstead is null)
            yield return $"Organisation:Market \"{Market}\" is not one of: {string.Join(", ", Enum.GetNames<Market>())}.";
        if (!string.IsNullOrEmpty(Anniversary) && AnniversaryInstead is null)
            yield return $"Organisation:Anniversary \"{Anniversary}\" is not a day written as 2026-05-15.";
    }
}
