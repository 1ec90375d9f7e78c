using CompetencyBot.BotFramework.Connector;
using Microsoft.Extensions.Configuration;

namespace CompetencyBot.BotFramework.Hosting;

/// <summary>The settings under <c>BotFramework:</c>; every one also as an environment variable (<c>BotFramework__AppId</c>).</summary>
public sealed record BotFrameworkOptions
{
    public const string Section = "BotFramework";

    public const string SingleTenant = "SingleTenant";

    public const string UserAssignedMSI = "UserAssignedMSI";

    private readonly List<string> _ownTenants = [];

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
    /// <c>Public</c> (default), <c>UsGovernment</c> or <c>China</c>: whose tokens are taken, where the bot gets its own, and which hosts
    /// may see it.
    /// </summary>
    public string? Cloud { get; init; }

    /// <summary>
    /// Where the signing keys of the service are described, when it is not the address of the <see cref="Cloud"/>. Without a cloud its
    /// host names the cloud.
    /// </summary>
    public string? OpenIdMetadataUrl { get; init; }

    /// <summary>
    /// Replaces the hosts of the cloud. The bot's token goes to these hosts and to hosts below them, over https; in Development also to
    /// loopback over http.
    /// </summary>
    public IReadOnlyList<string>? TrustedServiceHosts { get; set; }

    /// <summary>
    /// Ids (GUIDs) of the tenants whose people may talk to the bot. Not set: in Development everybody, elsewhere the tenant of the bot
    /// and those the host has added by <see cref="AddTenant"/>.
    /// </summary>
    public IReadOnlyList<string>? AllowedTenants { get; set; }

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

    public bool IsAnonymous => string.IsNullOrWhiteSpace(AppId);

    internal bool UsesManagedIdentity => AppType == UserAssignedMSI;

    /// <summary>Where the signing keys are fetched from.</summary>
    public string MetadataUrl => string.IsNullOrWhiteSpace(OpenIdMetadataUrl) ? Hosting.Cloud.Of(this).MetadataUrl : OpenIdMetadataUrl;

    /// <summary>The hosts that get the bot's token; none when the cloud has none and none are set.</summary>
    public IReadOnlyList<string> ServiceHosts =>
        TrustedServiceHosts is { Count: > 0 } hosts ? hosts : Hosting.Cloud.Of(this).ServiceHosts;

    /// <summary>The tenants that may talk to the bot outside Development.</summary>
    internal IReadOnlyList<string> Tenants => AllowedTenants is { Count: > 0 } allowed ? allowed
        : string.IsNullOrWhiteSpace(TenantId) ? _ownTenants : [TenantId, .. _ownTenants];

    /// <summary>
    /// The host's own tenant: it may talk to the bot too, which can be registered in another one, unless
    /// <see cref="AllowedTenants"/> is set.
    /// </summary>
    public void AddTenant(string? id)
    {
        if (!string.IsNullOrWhiteSpace(id))
            _ownTenants.Add(id);
    }

    /// <summary>The settings that are lists, which people also write as one text with commas.</summary>
    public void ReadLists(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        TrustedServiceHosts = SettingList.Of(section.GetSection(nameof(TrustedServiceHosts)));
        AllowedTenants = SettingList.Of(section.GetSection(nameof(AllowedTenants)));
        ConversationLimits = SettingList.Of(section.GetSection(nameof(ConversationLimits)));
    }

    internal IReadOnlyList<string> FileHosts => TrustedFileHosts is { Count: > 0 } hosts ? hosts : DefaultFileHosts;

    /// <summary>Without the secrets, since a record is easily logged whole.</summary>
    public override string ToString() => $"{AppType} app '{AppId}' of tenant '{TenantId}'";
}
