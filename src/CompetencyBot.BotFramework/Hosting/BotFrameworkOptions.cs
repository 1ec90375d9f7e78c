using CompetencyBot.BotFramework.Connector;

namespace CompetencyBot.BotFramework.Hosting;

/// <summary>The settings under <c>BotFramework:</c>; every one also as an environment variable (<c>BotFramework__AppId</c>).</summary>
public sealed record BotFrameworkOptions
{
    public const string Section = "BotFramework";

    public const string SingleTenant = "SingleTenant";

    public const string UserAssignedMSI = "UserAssignedMSI";

    /// <summary>
    /// Hosts of the Bot Connector in the public and the US government clouds (Microsoft's page "Send proactive messages"). Graph,
    /// SharePoint and storage hosts are not among them: they never need the bot's connector token.
    /// </summary>
    public static readonly IReadOnlyList<string> DefaultServiceHosts =
        ["smba.trafficmanager.net", "botframework.com", "teams.microsoft.com", "teams.microsoft.us"];

    /// <summary>What Teams takes per bot and conversation (page "Optimize your bot with rate limiting in Teams").</summary>
    public static readonly IReadOnlyList<string> DefaultConversationLimits = ["7/1", "8/2", "60/30", "1800/3600"];

    /// <summary>
    /// Application (client) id of the bot. Without it the bot runs in Development on loopback only, and accepts requests without a token.
    /// </summary>
    public string? AppId { get; init; }

    /// <summary>Directory (tenant) id of the bot's app registration; needed with either <see cref="AppType"/>.</summary>
    public string? TenantId { get; init; }

    /// <summary><see cref="SingleTenant"/> or <see cref="UserAssignedMSI"/>.</summary>
    public string AppType { get; init; } = SingleTenant;

    public string? ClientSecret { get; init; }

    /// <summary>A PFX file, or a PEM file (<c>.pem</c>) that holds the certificate and its private key.</summary>
    public string? CertificatePath { get; init; }

    public string? CertificatePassword { get; init; }

    /// <summary>
    /// Where the signing keys of the service are described; its host also names the cloud (public, US government, China).
    /// </summary>
    public string OpenIdMetadataUrl { get; init; } = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    /// <summary>
    /// Replaces <see cref="DefaultServiceHosts"/>. The bot's token goes to these hosts and to hosts below them, over https; in
    /// Development also to loopback over http.
    /// </summary>
    public IReadOnlyList<string>? TrustedServiceHosts { get; set; }

    /// <summary>
    /// Hosts of SharePoint and OneDrive, where Teams keeps the files of a chat, in the public, US government, defence and China clouds
    /// (Microsoft's pages "Microsoft 365 endpoints").
    /// </summary>
    public static readonly IReadOnlyList<string> DefaultFileHosts = ["sharepoint.com", "sharepoint.us", "sharepoint-mil.us", "sharepoint.cn"];

    /// <summary>
    /// Replaces <see cref="DefaultFileHosts"/>. Files that people send are fetched, without a token, from these hosts and from hosts below
    /// them, over https; in Development also from loopback over http.
    /// </summary>
    public IReadOnlyList<string>? TrustedFileHosts { get; set; }

    /// <summary>Development on loopback only: a token endpoint that plays Microsoft Entra (MSAL refuses http).</summary>
    public string? TokenEndpoint { get; init; }

    /// <summary>
    /// Messages that a conversation may get, each as a number, a stroke and seconds; null = <see cref="DefaultConversationLimits"/>, an empty
    /// list = no limit. Calls that read get twice as many.
    /// </summary>
    public IReadOnlyList<string>? ConversationLimits { get; set; }

    /// <summary>
    /// Calls per second and tenant that unasked messages stay within; 0 = no limit. Microsoft's page names 50, older editions of it 30.
    /// </summary>
    public int TenantLimit { get; init; } = 30;

    internal IReadOnlyList<RateLimit> SendLimits =>
        [.. (ConversationLimits ?? DefaultConversationLimits).Select(RateLimit.Parse).OfType<RateLimit>()];

    internal IReadOnlyList<RateLimit> ReadLimits => [.. SendLimits.Select(limit => limit with { Count = 2 * limit.Count })];

    internal bool IsAnonymous => string.IsNullOrWhiteSpace(AppId);

    internal bool UsesManagedIdentity => AppType == UserAssignedMSI;

    internal IReadOnlyList<string> ServiceHosts => TrustedServiceHosts is { Count: > 0 } hosts ? hosts : DefaultServiceHosts;

    internal IReadOnlyList<string> FileHosts => TrustedFileHosts is { Count: > 0 } hosts ? hosts : DefaultFileHosts;

    /// <summary>Without the secrets, since a record is easily logged whole.</summary>
    public override string ToString() => $"{AppType} app '{AppId}' of tenant '{TenantId}'";
}
