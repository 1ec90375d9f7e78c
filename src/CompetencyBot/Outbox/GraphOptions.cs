using CompetencyBot.BotFramework.Hosting;

namespace CompetencyBot.Outbox;

/// <summary>Settings <c>Graph:*</c>: whether and as whom the bot uses Microsoft Graph.</summary>
public sealed class GraphOptions
{
    public const string Section = "Graph";

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

    public bool InstallsApp => Enabled && !string.IsNullOrWhiteSpace(TeamsAppId);

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
    }
}
