using System.Security.Cryptography.X509Certificates;
using CompetencyBot.BotFramework.Hosting;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace CompetencyBot.BotFramework.Tokens;

/// <summary>
/// Tokens from Microsoft Entra by MSAL: with a secret, a certificate or a managed identity. MSAL's own cache is passed over
/// (<c>WithForceRefresh</c>), since <see cref="BotTokens"/> keeps the token and decides when to renew it.
/// </summary>
internal static class EntraTokens
{
    public static RequestToken From(BotFrameworkOptions options, IHttpClientFactory http, string scope)
    {
        var msalHttp = new MsalHttp(http);
        return options.UsesManagedIdentity ? ManagedIdentity(options, scope, msalHttp) : SingleTenant(options, scope, msalHttp);
    }

    /// <exception cref="System.Security.Cryptography.CryptographicException">Not a certificate, or a wrong password.</exception>
    /// <exception cref="IOException">The file is not there.</exception>
    public static X509Certificate2 LoadCertificate(BotFrameworkOptions options)
    {
        var path = options.CertificatePath!;
        if (!Path.GetExtension(path).Equals(".pem", StringComparison.OrdinalIgnoreCase))
            return X509CertificateLoader.LoadPkcs12FromFile(path, options.CertificatePassword);
        return string.IsNullOrEmpty(options.CertificatePassword)
            ? X509Certificate2.CreateFromPemFile(path)
            : X509Certificate2.CreateFromEncryptedPemFile(path, options.CertificatePassword);
    }

    private static RequestToken SingleTenant(BotFrameworkOptions options, string scope, MsalHttp http)
    {
        var builder = ConfidentialClientApplicationBuilder.Create(options.AppId)
            .WithAuthority(Cloud.Of(options).Authority + options.TenantId)
            .WithInstanceDiscovery(false) // the authority is one of ours: there is nothing to discover
            .WithHttpClientFactory(http);
        var app = (string.IsNullOrWhiteSpace(options.ClientSecret)
            ? builder.WithCertificate(LoadCertificate(options))
            : builder.WithClientSecret(options.ClientSecret)).Build();
        return cancellationToken => AskAsync(() =>
            app.AcquireTokenForClient([scope]).WithForceRefresh(true).ExecuteAsync(cancellationToken));
    }

    private static RequestToken ManagedIdentity(BotFrameworkOptions options, string scope, MsalHttp http)
    {
        var resource = scope[..^"/.default".Length];
        var app = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(options.AppId))
            .WithHttpClientFactory(http)
            .Build();
        return cancellationToken => AskAsync(() =>
            app.AcquireTokenForManagedIdentity(resource).WithForceRefresh(true).ExecuteAsync(cancellationToken));
    }

    private static async Task<BotToken> AskAsync(Func<Task<AuthenticationResult>> ask)
    {
        try
        {
            var result = await ask();
            return new BotToken(result.AccessToken, result.ExpiresOn);
        }
        catch (MsalException e)
        {
            throw new BotTokenException($"Microsoft Entra gave no token for the bot ({e.ErrorCode}): {e.Message}", e);
        }
        catch (HttpRequestException e)
        {
            throw new BotTokenException($"Microsoft Entra was not reached: {e.Message}", e);
        }
    }

    /// <summary>Lets MSAL use the host's HTTP clients, so that a proxy or a test is set up in one place.</summary>
    private sealed class MsalHttp(IHttpClientFactory http) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => http.CreateClient(BotFrameworkSetup.LoginClient);
    }
}
