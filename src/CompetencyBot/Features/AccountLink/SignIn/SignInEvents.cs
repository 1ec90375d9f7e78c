using CompetencyBot.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace CompetencyBot.Features.AccountLink.SignIn;

/// <summary>
/// What the bot does while somebody signs in. Nobody is signed in to the bot itself: the answer to the browser is a page with a code, and no cookie stays.
/// What it needs is fetched when something happens, since the handler is made for every request.
/// </summary>
public sealed class SignInEvents : OpenIdConnectEvents
{
    /// <summary>Where the protected state keeps which sign-in it is.</summary>
    public const string Attempt = "attempt";

    /// <summary>Behind a proxy the request does not tell by which address the browser came. The handler redeems the code with the same one.</summary>
    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.HttpContext.RequestServices.GetRequiredService<IOptions<PublicAddressOptions>>().Value.PublicUrl is { Length: > 0 } url)
            context.ProtocolMessage.RedirectUri = new Uri(new Uri(url), SignInPaths.Return).AbsoluteUri;
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    /// <summary>The handler would take a posted form too, and in it a token that came by no code.</summary>
    public override Task MessageReceived(MessageReceivedContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!HttpMethods.IsGet(context.Request.Method))
            throw new AuthenticationFailureException("The answer of the sign-in service comes by GET."); // Fail would forget whose sign-in it is
        return Task.CompletedTask;
    }

    /// <summary>Of a token fetched with a code the handler requires no signature (OpenID Connect Core, 3.1.3.7, number 6); here it must have one.</summary>
    public override Task TokenValidated(TokenValidatedContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.SecurityToken.SignatureAlgorithm != SecurityAlgorithms.RsaSha256)
            throw new SecurityTokenInvalidSignatureException("The token is not signed."); // Fail would forget whose sign-in it is
        return Task.CompletedTask;
    }

    /// <summary>Only now is everything checked: the nonce is looked at after <see cref="TokenValidated"/>.</summary>
    public override async Task TicketReceived(TicketReceivedContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.HandleResponse(); // no sign-in of ASP.NET Core, and no redirect
        var (http, signIn) = (context.HttpContext, Services(context.HttpContext));
        var attempt = await signIn.Return.FindAsync(IdOf(context.Properties), http.RequestAborted);
        var account = SignInReturn.AccountOf(context.Principal!);
        var (codes, fault) = await signIn.Return.CompleteAsync(attempt, account, http.RequestAborted);
        if (fault is not null)
            await signIn.Pages.WriteRefusedAsync(http, attempt, fault);
        else
            await signIn.Pages.WriteDoneAsync(http, attempt!, account!, codes!);
    }

    public override async Task RemoteFailure(RemoteFailureContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.HandleResponse();
        var (http, signIn) = (context.HttpContext, Services(context.HttpContext));
        if (SignInFailures.RegistrationErrorOf(context.Failure) is { } error)
            http.RequestServices.GetRequiredService<SignInRefusals>().NoteMisconfigured(error);
        var attempt = await signIn.Return.FindAsync(IdOf(context.Properties), http.RequestAborted);
        await signIn.Pages.WriteRefusedAsync(http, attempt, SignInFailures.ReasonOf(context.Failure));
    }

    private static string? IdOf(AuthenticationProperties? properties) => properties?.GetString(Attempt);

    private static (SignInReturn Return, SignInPages Pages) Services(HttpContext context) =>
        (context.RequestServices.GetRequiredService<SignInReturn>(), context.RequestServices.GetRequiredService<SignInPages>());
}
