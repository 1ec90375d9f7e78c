using System.Globalization;
using CompetencyBot.BotFramework.Hosting;

namespace CompetencyBot.Graph;

/// <summary>Settings <c>Graph:*</c>: whether, as whom and for what the bot uses Microsoft Graph.</summary>
public sealed class GraphOptions
{
    public const string Section = "Graph";

    private const int MostDays = 365;
    private const int MostPeople = 1_000_000;

    public bool Enabled { get; set; }

    /// <summary>Tenant of the people; empty = that of the bot (<c>BotFramework:TenantId</c>).</summary>
    public string? TenantId { get; set; }

    /// <summary>A registration of its own with <see cref="ClientSecret"/>; empty = the bot's, with its credential.</summary>
    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>For tests, on this machine's loopback address in the environment Development only; empty = the address of the bot's cloud.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>Id of the bot's app in the organisation's catalogue, which is not the id in its manifest; empty = nobody gets it installed.</summary>
    public string? TeamsAppId { get; set; }

    /// <summary>Whether the directory says who belongs to the organisation, who manages whom and who has left.</summary>
    public bool Directory { get; set; }

    /// <summary>Object id of a group whose members are admins, also those of groups in it; empty = none.</summary>
    public string? AdminGroupId { get; set; }

    /// <summary>The same of the managers.</summary>
    public string? ManagerGroupId { get; set; }

    /// <summary>Only its members are people of the organisation; empty = everybody in the directory who is no guest.</summary>
    public string? PeopleGroupId { get; set; }

    /// <summary>Whether announced leave dates are read; needs the permission <c>User-LifeCycleInfo.Read.All</c>, without which none is ever seen.</summary>
    public bool ReadsLeaveDates { get; set; }

    /// <summary>Whether working hours and time zone are read from mailboxes; needs the permission <c>MailboxSettings.Read</c>.</summary>
    public bool ReadsMailboxSettings { get; set; }

    /// <summary>Whether Graph is asked to say when somebody changes; it needs an address of the bot that Microsoft reaches.</summary>
    public bool Subscribes { get; set; } = true;

    /// <summary>Days after which somebody whose account is disabled counts as gone. A text, so that what cannot be read is one of the <see cref="Problems"/>.</summary>
    public string DisabledCountsAfterDays { get; set; } = "0";

    /// <summary>When more people than this leave at once an admin is asked first; 0 = always. A text as well.</summary>
    public string MostLeaversAtOnce { get; set; } = "10";

    /// <summary>Whether admins may create people in the directory; needs the permission <c>User.ReadWrite.All</c>.</summary>
    public bool CreateUsers { get; set; }

    public bool InstallsApp => Enabled && !string.IsNullOrWhiteSpace(TeamsAppId);

    public bool ReadsDirectory => Enabled && Directory;

    public int DisabledDays => Number(DisabledCountsAfterDays, MostDays) ?? 0;

    public int LeaversAtOnce => Number(MostLeaversAtOnce, MostPeople) ?? 0;

    /// <summary>The national clouds have a Graph of their own (Microsoft's page "National cloud deployments").</summary>
    public string Address(BotFrameworkOptions wire)
    {
        ArgumentNullException.ThrowIfNull(wire);
        return !string.IsNullOrWhiteSpace(BaseUrl) ? BaseUrl.TrimEnd('/') : wire.Cloud?.ToUpperInvariant() switch
        {
            "USGOVERNMENT" => "https://graph.microsoft.us/v1.0",
            "CHINA" => "https://microsoftgraph.chinacloudapi.cn/v1.0",
            _ => "https://graph.microsoft.com/v1.0",
        };
    }

    /// <summary>What the token is asked for; a fake of this machine is given one for the public cloud.</summary>
    public string Scope(BotFrameworkOptions wire)
    {
        var address = string.IsNullOrWhiteSpace(BaseUrl) ? Address(wire) : "https://graph.microsoft.com/v1.0";
        return $"{new Uri(address).GetLeftPart(UriPartial.Authority)}/.default";
    }

    public BotFrameworkOptions Registration(BotFrameworkOptions wire)
    {
        ArgumentNullException.ThrowIfNull(wire);
        var own = string.IsNullOrWhiteSpace(TenantId) ? wire : wire with { TenantId = TenantId };
        return string.IsNullOrWhiteSpace(ClientId) ? own : own with
        {
            AppId = ClientId,
            AppType = BotFrameworkOptions.SingleTenant,
            ClientSecret = ClientSecret,
            CertificatePath = null,
        };
    }

    /// <summary>What is wrong with the settings, a sentence each; none while Graph is not used.</summary>
    public IEnumerable<string> Problems(IHostEnvironment environment)
    {
        if (!Enabled)
            yield break;
        if (!string.IsNullOrWhiteSpace(TeamsAppId) && !Guid.TryParse(TeamsAppId, out _))
            yield return $"Graph:TeamsAppId is \"{TeamsAppId}\". Set the id of the app in the organisation's catalogue, a GUID; the Teams admin centre shows it.";
        if (!string.IsNullOrWhiteSpace(BaseUrl) && !(environment.IsDevelopment() && Uri.TryCreate(BaseUrl, UriKind.Absolute, out var url) && url.IsLoopback))
            yield return $"Graph:BaseUrl is \"{BaseUrl}\". It is for tests, on this machine's loopback address in the environment Development only. Remove it.";
        if (!string.IsNullOrWhiteSpace(ClientId) && string.IsNullOrWhiteSpace(ClientSecret))
            yield return "Graph:ClientId is set without Graph:ClientSecret. Set both, or none to use the bot's own registration.";
        foreach (var (name, value) in new[] { (nameof(AdminGroupId), AdminGroupId), (nameof(ManagerGroupId), ManagerGroupId), (nameof(PeopleGroupId), PeopleGroupId) })
            if (!string.IsNullOrWhiteSpace(value) && !Guid.TryParse(value, out _))
                yield return $"{Section}:{name} is \"{value}\". Set the object id of the group, a GUID; the Entra admin centre shows it.";
        if (Number(DisabledCountsAfterDays, MostDays) is null)
            yield return NotANumber(nameof(DisabledCountsAfterDays), DisabledCountsAfterDays, MostDays);
        if (Number(MostLeaversAtOnce, MostPeople) is null)
            yield return NotANumber(nameof(MostLeaversAtOnce), MostLeaversAtOnce, MostPeople);
    }

    private static int? Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;

    private static string NotANumber(string name, string text, int most) =>
        string.Create(CultureInfo.InvariantCulture, $"{Section}:{name} is \"{text}\". Set a whole number between 0 and {most}.");
}
