using System.Security.Claims;
using CompetencyBot.Sandbox.Pages;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace CompetencyBot.Sandbox.MicrosoftAccounts;

/// <summary>
/// The authorization endpoint. A GET shows the accounts; each is a button of one form that posts the same parameters again, together with
/// <c>account</c> (its address) or <c>cancel</c>.
/// </summary>
internal sealed class AccountPicker(IReadOnlyList<MicrosoftAccount> accounts, SignInLog log)
{
    public const string AccountField = "account";
    public const string CancelField = "cancel";

    private const string Provider = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    /// <summary>The request was checked by the provider before.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        var asked = request.GetParameters()
            .Where(parameter => parameter.Key is not (AccountField or CancelField))
            .ToDictionary(parameter => parameter.Key, parameter => (string?)parameter.Value ?? "");
        // Only a button picks, not a link that carries the account.
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        if (form.ContainsKey(CancelField))
            await CancelAsync(context, asked);
        else if (accounts.FirstOrDefault(account => account.Address == form[AccountField]) is { } picked)
            await PickAsync(context, request, picked, asked);
        else
            await PlayedPage.WriteAsync(context, PageTexts.PickTitle, PickerForm.Html(accounts, asked), new Uri(request.RedirectUri!));
    }

    private async Task CancelAsync(HttpContext context, Dictionary<string, string> asked)
    {
        log.Cancel(asked);
        await RefuseAsync(context, Errors.AccessDenied);
    }

    private async Task PickAsync(HttpContext context, OpenIddictRequest request, MicrosoftAccount account, Dictionary<string, string> asked)
    {
        var (signIn, fault) = log.Pick(account.Address, asked);
        context.Items[ProviderSetup.SignIn] = signIn;
        if (fault is SignInFault.Refused or SignInFault.ServerError)
            await RefuseAsync(context, fault == SignInFault.Refused ? Errors.AccessDenied : Errors.ServerError);
        else
            await context.SignInAsync(Provider, PrincipalOf(account, request));
    }

    private static Task RefuseAsync(HttpContext context, string error) => context.ForbidAsync(Provider, new AuthenticationProperties(
        new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "Played on this machine.",
        }));

    /// <summary>The claims of Microsoft's id tokens of version 2.0; which scope gives which is as there.</summary>
    private static ClaimsPrincipal PrincipalOf(MicrosoftAccount account, OpenIddictRequest request)
    {
        var identity = new ClaimsIdentity(Provider, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, account.Subject).SetClaim("tid", FakeMicrosoftAccounts.ConsumersTenant).SetClaim("ver", "2.0");
        if (request.HasScope(Scopes.Profile))
            identity.SetClaim("oid", account.ObjectId).SetClaim(Claims.Name, account.Name).SetClaim(Claims.PreferredUsername, account.Address);
        if (request.HasScope(Scopes.Email))
            identity.SetClaim(Claims.Email, account.Email);
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity);
    }
}
