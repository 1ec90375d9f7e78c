using CompetencyBot.Hosting;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CompetencyBot.Features.AccountLink.SignIn;

/// <summary>How ASP.NET Core's handler signs people in to their Microsoft account: OpenID Connect, code flow with PKCE.</summary>
public sealed class MicrosoftAccountScheme(
    IOptions<MicrosoftAccountOptions> account, IOptions<PublicAddressOptions> address, IHostEnvironment environment)
    : IConfigureNamedOptions<OpenIdConnectOptions>
{
    public const string Name = "MicrosoftAccount";

    public void Configure(OpenIdConnectOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, OpenIdConnectOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (name != Name)
            return;
        options.Authority = account.Value.Authority;
        options.ClientId = account.Value.ClientId;
        options.ClientSecret = account.Value.ClientSecret;
        options.RequireHttpsMetadata = !MicrosoftAccountOptions.IsLoopbackIn(environment, account.Value.Authority);
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query; // so that the cookies below may be SameSite=Lax
        options.UsePkce = true;
        options.Prompt = OpenIdConnectPrompt.SelectAccount; // the account of the browser's last sign-in may be another one
        options.Scope.Clear();
        foreach (var scope in new[] { "openid", "profile", "email" })
            options.Scope.Add(scope);
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.DisableTelemetry = true;
        options.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.RsaSha256];
        options.Events = new SignInEvents();
        Paths(options);
        Cookies(options);
        Backchannel(options);
    }

    /// <summary>Nobody is signed out by a browser, since nobody is signed in.</summary>
    private static void Paths(OpenIdConnectOptions options)
    {
        options.CallbackPath = SignInPaths.Return;
        options.SignedOutCallbackPath = default;
        options.RemoteSignOutPath = default;
    }

    /// <summary>They bind the way to the sign-in service and back to one browser.</summary>
    private void Cookies(OpenIdConnectOptions options)
    {
        // Browsers drop cookies by their own clock, and the bot's may be shifted, in trials and in tests.
        options.TimeProvider = TimeProvider.System;
        options.RemoteAuthenticationTimeout = SignIns.GoodFor;
        options.ProtocolValidator.NonceLifetime = SignIns.GoodFor;
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.HttpOnly = true;
            cookie.SameSite = SameSiteMode.Lax;
            // A proxy may end TLS, so that the request to the bot says http.
            cookie.SecurePolicy = address.Value.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }
    }

    private void Backchannel(OpenIdConnectOptions options)
    {
        options.BackchannelTimeout = account.Value.Timeout!.Value; // the start has checked it
        options.BackchannelHttpHandler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // the secret is in the body
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
    }
}
