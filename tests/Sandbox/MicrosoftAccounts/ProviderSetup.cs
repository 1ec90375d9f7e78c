using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace CompetencyBot.Sandbox.MicrosoftAccounts;

/// <summary>
/// OpenIddict as the provider, in its degraded mode: it keeps the protocol, and knows no database of applications and people. Here are the
/// rules that it leaves to its host.
/// </summary>
internal static class ProviderSetup
{
    /// <summary>Key of what the request's picker knows of the sign-in.</summary>
    public static readonly object SignIn = new();

    // Addresses as Microsoft's own. Its authority "consumers" too has another name in the issuer: the id of the tenant of all personal accounts.
    public const string Authority = "consumers/v2.0";
    public const string AuthorizationEndpoint = "consumers/oauth2/v2.0/authorize";
    private const string TokenEndpoint = "consumers/oauth2/v2.0/token";

    // No clock is given, on purpose: it runs on real time. The browser's cookies do too, and so must the bot in this one part
    // (OpenIdConnectOptions.TimeProvider, else it takes the host's), even where its own clock has been moved to 2018: a cookie of 2018 is
    // thrown away by the browser, and a token of 2018 is expired.
    public static void AddProvider(this IServiceCollection services, SignInLog log)
    {
        services.AddOptions<OpenIddictServerOptions>().Configure<IServer>((options, server) => options.Issuer = IssuerOf(server));
        services.AddOpenIddict().AddServer(options =>
        {
            options.EnableDegradedMode();
            options.SetConfigurationEndpointUris($"{Authority}/.well-known/openid-configuration");
            options.SetJsonWebKeySetEndpointUris("consumers/discovery/v2.0/keys");
            options.SetAuthorizationEndpointUris(AuthorizationEndpoint).SetTokenEndpointUris(TokenEndpoint);
            options.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            options.Configure(provider => provider.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain));
            options.RegisterScopes(Scopes.OpenId, Scopes.Profile, Scopes.Email);
            options.RegisterPromptValues(PromptValues.SelectAccount);
            options.AddEncryptionKey(ProviderKeys.Encryption).AddSigningKey(ProviderKeys.Signing);
            options.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement(); // loopback only
            AddRules(options, log);
        });
    }

    public static Uri IssuerOf(IServer server) =>
        new($"{server.Features.Get<IServerAddressesFeature>()!.Addresses.First()}/{FakeMicrosoftAccounts.ConsumersTenant}/v2.0");

    private static void AddRules(OpenIddictServerBuilder options, SignInLog log)
    {
        options.On<ValidateAuthorizationRequestContext>(CheckRequest);
        options.On<ValidateTokenRequestContext>(context => CheckClient(context, log));
        // Before the handlers that write the answer.
        options.On<ApplyConfigurationResponseContext>(context => AnswerMetadata(context, log), int.MinValue);
        options.On<ApplyAuthorizationResponseContext>(context => Remember(context, log), int.MinValue);
        options.AddEventHandler<ApplyTokenResponseContext>(handler => handler.SetOrder(int.MinValue).UseInlineHandler(context => AnswerAsync(context, log)));
    }

    private static void On<TContext>(this OpenIddictServerBuilder options, Action<TContext> handle, int order = 0)
        where TContext : BaseContext =>
        options.AddEventHandler<TContext>(handler => handler.SetOrder(order).UseInlineHandler(context =>
        {
            handle(context);
            return default;
        }));

    private static void CheckRequest(ValidateAuthorizationRequestContext context)
    {
        if (context.ClientId != FakeMicrosoftAccounts.TheClientId)
            context.Reject(Errors.UnauthorizedClient, "No such application is registered.");
        else if (!IsRegistered(context.RedirectUri))
            context.Reject(Errors.InvalidRequest, "This redirect URI is not registered for the application.");
    }

    /// <summary>A registration for a desktop accepts every port of the loopback, but one path only; a bot in a test has any port.</summary>
    private static bool IsRegistered(string? redirect) =>
        Uri.TryCreate(redirect, UriKind.Absolute, out var uri)
        && uri is { IsLoopback: true, Scheme: "http" or "https", PathAndQuery: FakeMicrosoftAccounts.RedirectPath, Fragment: "", UserInfo: "" };

    private static void Remember(ApplyAuthorizationResponseContext context, SignInLog log)
    {
        if (context.Response.Code is { } code && context.Transaction.GetHttpRequest()!.HttpContext.Items[SignIn] is int signIn)
            log.Give(code, signIn);
    }

    private static void CheckClient(ValidateTokenRequestContext context, SignInLog log)
    {
        var signIn = log.Find(context.Request.Code);
        if (context.ClientId != FakeMicrosoftAccounts.TheClientId || context.ClientSecret != FakeMicrosoftAccounts.TheSecret)
            context.Reject(Errors.InvalidClient, "The application's id or secret is wrong.");
        else if (signIn is { Fault: SignInFault.SecretExpired })
            context.Reject(Errors.InvalidClient, "The application's secret has expired.");
        else if (signIn is not { Ending: SignInEnding.CodeGiven })
            context.Reject(Errors.InvalidGrant, "The code was redeemed already.");
    }

    private static void AnswerMetadata(ApplyConfigurationResponseContext context, SignInLog log)
    {
        if (!log.Take(SignInFault.MetadataDown))
            return;
        context.Transaction.GetHttpRequest()!.HttpContext.Response.StatusCode = StatusCodes.Status502BadGateway; // after a 503 Microsoft's own clients ask once more by themselves
        context.HandleRequest();
    }

    private static async ValueTask AnswerAsync(ApplyTokenResponseContext context, SignInLog log)
    {
        var code = context.Request?.Code;
        if (context.Error is not null)
            log.Redeem(code, SignInEnding.TokensRefused, context.Error);
        else if (log.Find(code)?.Fault is (SignInFault.TokenEndpointDown or SignInFault.TokenEndpointAborts or SignInFault.TokenEndpointHangs) and var outage)
        {
            log.Redeem(code, SignInEnding.TokensRefused);
            await BreakAsync(context.Transaction.GetHttpRequest()!.HttpContext, outage, log);
            context.HandleRequest();
        }
        else
        {
            if (log.Find(code)?.Fault is { } fault)
                context.Response.IdToken = FaultyIdToken.Of(context.Response.IdToken!, fault);
            log.Redeem(code, SignInEnding.TokensGiven);
        }
    }

    private static async Task BreakAsync(HttpContext http, SignInFault outage, SignInLog log)
    {
        if (outage == SignInFault.TokenEndpointHangs)
        {
            log.Hang();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (outage == SignInFault.TokenEndpointDown)
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        else
            http.Abort();
    }
}
