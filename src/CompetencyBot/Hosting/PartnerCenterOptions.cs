namespace CompetencyBot.Hosting;

/// <summary>Settings <c>PartnerCenter:*</c>: whither people are led, and the registration with which the bot fetches reports from Insights.</summary>
public sealed class PartnerCenterOptions
{
    public const string Section = "PartnerCenter";

    private const string Login = "https://login.microsoftonline.com/";

    /// <summary>The dashboard in whose account settings people associate their account.</summary>
    public string DashboardUrl { get; set; } = "https://partner.microsoft.com/dashboard";

    /// <summary>Whether reports are fetched from Partner Center Insights.</summary>
    public bool Enabled { get; set; }

    /// <summary>Entra tenant of the account that reads the reports; empty = that of the organisation.</summary>
    public string? TenantId { get; set; }

    /// <summary>A registration with the delegated permission of Partner Center, and the redirect URI <c>/partner-center/connected</c>.</summary>
    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>Below it lie <c>ScheduledDataset</c> and its like; the token goes to this host only.</summary>
    public string ApiUrl { get; set; } = "https://api.partnercenter.microsoft.com/insights/v1/mpn";

    /// <summary>Sign-in service with its tenant; empty = Microsoft's, with the tenant.</summary>
    public string? Authority { get; set; }

    public bool IsSet => Enabled && !string.IsNullOrWhiteSpace(ClientId) && !string.IsNullOrWhiteSpace(ClientSecret);

    /// <summary>The sign-in service as it is reached, of a loopback one that of this machine.</summary>
    public Uri SignInService(OrganisationOptions organisation)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        return new Uri(string.IsNullOrWhiteSpace(Authority) ? Login + Tenant(organisation) : Authority);
    }

    /// <summary>What is wrong with the settings, a sentence each; none while reports are not fetched.</summary>
    public IEnumerable<string> Problems(IHostEnvironment environment, OrganisationOptions organisation, PublicAddressOptions address)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(organisation);
        ArgumentNullException.ThrowIfNull(address);
        if (!Enabled)
            yield break;
        if (!IsSet)
            yield return "PartnerCenter:Enabled is true without PartnerCenter:ClientId and PartnerCenter:ClientSecret. Set both, those of a "
                + "registration that may read Partner Center for its users.";
        if (string.IsNullOrWhiteSpace(Authority) && string.IsNullOrWhiteSpace(Tenant(organisation)))
            yield return "PartnerCenter:Enabled is true without a tenant. Set PartnerCenter:TenantId, or Organisation:TenantId where it is the same.";
        foreach (var (name, value) in new[] { ("ApiUrl", ApiUrl), ("Authority", Authority) })
            if (!string.IsNullOrWhiteSpace(value) && !IsSafe(environment, value))
                yield return $"PartnerCenter:{name} is \"{value}\". Set an https address; plain http is accepted for this machine's loopback address in "
                    + "the environment Development only.";
        if (!string.IsNullOrWhiteSpace(Authority) && IsSafe(environment, Authority) && new Uri(Authority).AbsolutePath.Trim('/') is not { Length: > 0 })
            yield return $"PartnerCenter:Authority is \"{Authority}\". Its path is the tenant: {Login}contoso.example";
        if (string.IsNullOrWhiteSpace(address.PublicUrl) && !environment.IsDevelopment())
            yield return "PartnerCenter:Enabled is true without Hosting:PublicUrl. Set the address by which browsers reach the bot, such as "
                + "https://bot.example.org: the sign-in leads back to it.";
    }

    private string? Tenant(OrganisationOptions organisation) => string.IsNullOrWhiteSpace(TenantId) ? organisation.TenantId : TenantId;

    private static bool IsSafe(IHostEnvironment environment, string value) =>
        (Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps) || MicrosoftAccountOptions.IsLoopbackIn(environment, value);
}
