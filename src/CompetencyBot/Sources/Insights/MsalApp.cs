using CompetencyBot.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;

namespace CompetencyBot.Sources.Insights;

/// <summary>Makes MSAL's application for the account that reads reports, over the host's HTTP clients.</summary>
public sealed class MsalApp(
    IOptions<PartnerCenterOptions> options, IOptionsMonitor<OrganisationOptions> organisation, IHttpClientFactory http) : IMsalHttpClientFactory
{
    /// <summary>Name of the HTTP client that talks with the sign-in service.</summary>
    public const string HttpClientName = "PartnerCenter.SignIn";

    public static readonly IReadOnlyList<string> Scopes = ["https://api.partnercenter.microsoft.com/user_impersonation"];

    // MSAL knows https only. A sign-in service on this machine is therefore called as this one, and the addresses are changed on their way.
    private const string StandsForLoopback = "https://login.microsoftonline.com/";

    public HttpClient GetHttpClient() => http.CreateClient(HttpClientName);

    /// <param name="redirect">Whither the sign-in service sends browsers back.</param>
    /// <param name="cache">As <paramref name="changed"/> was given it before; null = none.</param>
    /// <param name="changed">Called with MSAL's token cache, serialised, each time it has changed.</param>
    public IConfidentialClientApplication Create(Uri? redirect, byte[]? cache, Action<byte[]> changed)
    {
        var builder = ConfidentialClientApplicationBuilder.Create(options.Value.ClientId)
            .WithClientSecret(options.Value.ClientSecret)
            .WithAuthority(IsOnThisMachine ? StandsForLoopback + Service.AbsolutePath.Trim('/') : Service.AbsoluteUri)
            .WithInstanceDiscovery(false) // the authority is one that an admin has set: there is nothing to discover
            .WithLegacyCacheCompatibility(false)
            .WithHttpClientFactory(this, retryOnceOn5xx: false); // the job comes back by itself
        var app = (redirect is null ? builder : builder.WithRedirectUri(redirect.AbsoluteUri)).Build();
        app.UserTokenCache.SetBeforeAccess(access => access.TokenCache.DeserializeMsalV3(cache, shouldClearExistingCache: true));
        app.UserTokenCache.SetAfterAccess(access =>
        {
            if (access.HasStateChanged)
                changed(cache = access.TokenCache.SerializeMsalV3());
        });
        return app;
    }

    /// <summary>Of an address that MSAL made: the one that a browser, or the HTTP client, is to call.</summary>
    public Uri Reached(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return IsOnThisMachine && address.AbsoluteUri.StartsWith(StandsForLoopback, StringComparison.Ordinal)
            ? new Uri(Service, address.PathAndQuery)
            : address;
    }

    private Uri Service => options.Value.SignInService(organisation.CurrentValue);

    private bool IsOnThisMachine => Service.Scheme == Uri.UriSchemeHttp; // the start has checked that it is one
}

/// <summary>Sends to a sign-in service on this machine what MSAL means for Microsoft's.</summary>
public sealed class MsalDetour(MsalApp app) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.RequestUri = app.Reached(request.RequestUri!);
        return base.SendAsync(request, cancellationToken);
    }
}
