namespace CompetencyBot.BotFramework.Hosting;

/// <summary>The names that differ between Microsoft's clouds.</summary>
/// <param name="Name">Value of <c>BotFramework:Cloud</c>.</param>
/// <param name="MetadataUrl">Where the signing keys of the service are described.</param>
/// <param name="Issuer">Issuer of the tokens that the service sends.</param>
/// <param name="Scope">What the bot asks a token for.</param>
/// <param name="Authority">Where the bot asks for it, without the tenant.</param>
/// <param name="ServiceHosts">Hosts of the Bot Connector (Microsoft's page "Send proactive messages"), and what lies below them. Graph,
/// SharePoint and storage hosts are not among them: they never need the bot's connector token.</param>
internal sealed record Cloud(
    string Name, string MetadataUrl, string Issuer, string Scope, string Authority, IReadOnlyList<string> ServiceHosts)
{
    /// <summary>GCC lives in the public cloud, with a host below teams.microsoft.com.</summary>
    private static readonly Cloud Public = new(
        "Public",
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        "https://api.botframework.com",
        "https://api.botframework.com/.default",
        "https://login.microsoftonline.com/",
        ["smba.trafficmanager.net", "botframework.com", "teams.microsoft.com"]);

    /// <summary>GCC High (smba.infra.gov.teams.microsoft.us) and DoD (smba.infra.dod.teams.microsoft.us).</summary>
    private static readonly Cloud UsGovernment = new(
        "UsGovernment",
        "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        "https://api.botframework.us",
        "https://api.botframework.us/.default",
        "https://login.microsoftonline.us/",
        ["teams.microsoft.us", "botframework.azure.us"]);

    /// <summary>Operated by 21Vianet; its service hosts are published nowhere, so they must be set.</summary>
    private static readonly Cloud China = new(
        "China",
        "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
        "https://api.botframework.azure.cn",
        "https://api.botframework.azure.cn/.default",
        "https://login.partner.microsoftonline.cn/",
        []);

    public static IReadOnlyList<Cloud> All { get; } = [Public, UsGovernment, China];

    /// <returns>The cloud that the settings name; without a name the one whose keys they point at, else the public one.</returns>
    public static Cloud Of(BotFrameworkOptions options) =>
        (string.IsNullOrWhiteSpace(options.Cloud) ? At(options.OpenIdMetadataUrl) : Named(options.Cloud)) ?? Public;

    public static Cloud? Named(string name) => All.FirstOrDefault(cloud => cloud.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static Cloud? At(string? metadataUrl) => Uri.TryCreate(metadataUrl, UriKind.Absolute, out var url)
        ? All.FirstOrDefault(cloud => new Uri(cloud.MetadataUrl).Host == url.Host)
        : null;
}
