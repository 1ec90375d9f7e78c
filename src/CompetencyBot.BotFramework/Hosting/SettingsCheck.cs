using System.Security.Cryptography;
using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Tokens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CompetencyBot.BotFramework.Hosting;

/// <summary>Refuses to start on settings that cannot work or are not safe; every sentence says what to set.</summary>
internal sealed class SettingsCheck(IHostEnvironment environment) : IValidateOptions<BotFrameworkOptions>
{
    public ValidateOptionsResult Validate(string? name, BotFrameworkOptions options)
    {
        var faults = Faults(options, environment).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    public static IEnumerable<string> Faults(BotFrameworkOptions options, IHostEnvironment environment)
    {
        var development = environment.IsDevelopment();
        return CloudFaults(options)
            .Concat(MetadataFaults(options, development))
            .Concat(TokenEndpointFaults(options, development))
            .Concat(HostFaults(options))
            .Concat(TenantFaults(options, development))
            .Concat(LimitFaults(options))
            .Concat(FileHostFaults(options))
            .Concat(options.IsAnonymous ? AnonymousFaults(environment) : CredentialFaults(options));
    }

    private static IEnumerable<string> AnonymousFaults(IHostEnvironment environment)
    {
        if (!environment.IsDevelopment())
            yield return "BotFramework:AppId is not set. Set it to the Microsoft App ID of your Azure Bot. Without it the bot accepts "
                + $"requests without a token, which it does in the environment Development only (now: {environment.EnvironmentName}).";
    }

    private static IEnumerable<string> CloudFaults(BotFrameworkOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.Cloud) && Cloud.Named(options.Cloud) is null)
            yield return $"BotFramework:Cloud is '{options.Cloud}'. Set one of: {string.Join(", ", Cloud.All.Select(cloud => cloud.Name))}.";
        else if (options.ServiceHosts.Count == 0)
            yield return $"BotFramework:TrustedServiceHosts is not set, and the service hosts of the cloud {Cloud.Of(options).Name} are not "
                + "known. Set it to the host of the service URL that your Teams channel sends.";
    }

    private static IEnumerable<string> MetadataFaults(BotFrameworkOptions options, bool development)
    {
        if (!IsHttps(options.MetadataUrl) && !(development && IsLoopbackUrl(options.MetadataUrl)))
            yield return $"BotFramework:OpenIdMetadataUrl is '{options.OpenIdMetadataUrl}'. Set an https address; plain http is accepted "
                + "for this machine's loopback address in the environment Development only.";
    }

    private static IEnumerable<string> TokenEndpointFaults(BotFrameworkOptions options, bool development)
    {
        if (string.IsNullOrWhiteSpace(options.TokenEndpoint) || (development && IsLoopbackUrl(options.TokenEndpoint)))
            yield break;
        yield return $"BotFramework:TokenEndpoint is '{options.TokenEndpoint}'. It is for tests, on this machine's loopback address in the "
            + "environment Development only. Remove it: the bot then asks Microsoft Entra for its tokens.";
    }

    private static IEnumerable<string> HostFaults(BotFrameworkOptions options) =>
        from host in options.ServiceHosts
        where !Loopback.IsHost(host) && !IsNameWithDomain(host)
        select $"BotFramework:TrustedServiceHosts holds '{host}'. Set bare host names with a domain, such as smba.trafficmanager.net.";

    /// <summary>Activities name their tenant by its id: a domain would shut everybody out.</summary>
    private static IEnumerable<string> TenantFaults(BotFrameworkOptions options, bool development)
    {
        if (options.AllowedTenants is { Count: > 0 } allowed)
        {
            foreach (var tenant in allowed.Where(tenant => !Guid.TryParse(tenant, out _)))
                yield return $"BotFramework:AllowedTenants holds '{tenant}'. Set tenant (directory) ids, which are GUIDs.";
        }
        else if (!development && options.Tenants is { Count: > 0 } own && !own.Any(tenant => Guid.TryParse(tenant, out _)))
        {
            yield return $"BotFramework:TenantId is '{options.TenantId}', by which the tenant of a message cannot be known. Set it to the "
                + "tenant (directory) id, a GUID, or set BotFramework:AllowedTenants.";
        }
    }

    private static IEnumerable<string> LimitFaults(BotFrameworkOptions options)
    {
        foreach (var limit in options.ConversationLimits ?? [])
            if (RateLimit.Parse(limit) is null)
                yield return $"BotFramework:ConversationLimits holds '{limit}'. Set messages per seconds, such as 7/1.";
        if (options.TenantLimit < 0)
            yield return $"BotFramework:TenantLimit is {options.TenantLimit}. Set calls per second, or 0 for no limit.";
    }

    private static IEnumerable<string> FileHostFaults(BotFrameworkOptions options) =>
        from host in options.FileHosts
        where !IsNameWithDomain(host)
        select $"BotFramework:TrustedFileHosts holds '{host}'. Set bare host names with a domain, such as contoso-my.sharepoint.com.";

    private static bool IsNameWithDomain(string host) =>
        Uri.CheckHostName(host) == UriHostNameType.Dns && host.Contains('.', StringComparison.Ordinal);

    private static IEnumerable<string> CredentialFaults(BotFrameworkOptions options)
    {
        if (options.AppType is not (BotFrameworkOptions.SingleTenant or BotFrameworkOptions.UserAssignedMSI))
        {
            yield return $"BotFramework:AppType is '{options.AppType}'. Set SingleTenant or UserAssignedMSI.";
            yield break;
        }

        if (!string.IsNullOrWhiteSpace(options.TokenEndpoint)) // in Development only, or it is refused itself
            yield break;
        if (string.IsNullOrWhiteSpace(options.TenantId)) // with a managed identity too: without it every tenant would count as ours
            yield return "BotFramework:TenantId is not set. Set it to the tenant (directory) id of the bot's app registration.";
        if (options.UsesManagedIdentity)
            yield break;

        var hasSecret = !string.IsNullOrWhiteSpace(options.ClientSecret);
        var hasCertificate = !string.IsNullOrWhiteSpace(options.CertificatePath);
        if (hasSecret == hasCertificate)
            yield return hasSecret
                ? "BotFramework:ClientSecret and BotFramework:CertificatePath are both set. Set one of them."
                : "The bot has no credential. Set BotFramework:ClientSecret or BotFramework:CertificatePath, "
                    + "or BotFramework:AppType to UserAssignedMSI when it runs with a managed identity.";
        else if (hasCertificate && CertificateFault(options) is { } fault)
            yield return fault;
    }

    private static string? CertificateFault(BotFrameworkOptions options)
    {
        try
        {
            using var certificate = EntraTokens.LoadCertificate(options);
            return certificate.HasPrivateKey
                ? null
                : $"BotFramework:CertificatePath '{options.CertificatePath}' holds no private key. Set a PFX, or a PEM file with "
                    + "certificate and key.";
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"BotFramework:CertificatePath '{options.CertificatePath}' cannot be read ({e.GetType().Name}). Set the path of a PFX "
                + "or PEM file that this account may read, and BotFramework:CertificatePassword if it has one.";
        }
    }

    private static bool IsHttps(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;

    private static bool IsLoopbackUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && Loopback.IsHost(uri.Host);
}
