using Microsoft.Identity.Client;

namespace CompetencyBot.Sources.Insights;

/// <summary>A way to the sign-in: the address for the browser, and what must be brought to <see cref="InsightsAccount.ConnectAsync"/> with the code.</summary>
public sealed record SignInWay(Uri Address, string Verifier);

/// <summary>The work account with which reports are read: connected by a person in a browser, then renewed by its refresh token.</summary>
public sealed partial class InsightsAccount(MsalApp msal, InsightsVault vault, TimeProvider clock, ILogger<InsightsAccount> logger)
{
    // OAuth 2.0, 5.2, and of Microsoft's identity platform: what only a person at the sign-in can mend.
    private const string PersonNeeded = "interaction_required";

    /// <param name="state">Comes back with the browser.</param>
    public async Task<SignInWay> BeginAsync(Uri redirect, string state, CancellationToken cancellationToken)
    {
        var address = await msal.Create(redirect, null, _ => { }).GetAuthorizationRequestUrl(MsalApp.Scopes)
            .WithPkce(out var verifier)
            .WithPrompt(Prompt.SelectAccount) // the browser's last account may be another one
            .WithExtraQueryParameters(new Dictionary<string, (string, bool)> { ["state"] = (state, false) })
            .ExecuteAsync(cancellationToken);
        return new SignInWay(msal.Reached(address), verifier);
    }

    /// <summary>Redeems the code that a browser brought back, and keeps the account.</summary>
    /// <param name="by">Work address of the admin who asked for it.</param>
    /// <returns>Its name, or why there is none.</returns>
    public async Task<InsightsAnswer<string>> ConnectAsync(Uri redirect, string code, string verifier, string by, CancellationToken cancellationToken)
    {
        byte[] cache = [];
        var app = msal.Create(redirect, null, changed => cache = changed);
        var (result, fault) = await AskAsync(
            () => app.AcquireTokenByAuthorizationCode(MsalApp.Scopes, code).WithPkceCodeVerifier(verifier).ExecuteAsync(cancellationToken), cancellationToken);
        if (result?.Account is not { } account)
            return fault ?? new InsightsFault(InsightsTrouble.Answer);
        await vault.ReplaceAsync(new InsightsConnection(account.Username, account.HomeAccountId.Identifier, by, clock.GetUtcNow(), cache), cancellationToken);
        return new InsightsAnswer<string>(account.Username);
    }

    /// <summary>A token for the API.</summary>
    /// <param name="renew">Whether the API has refused the one that is kept.</param>
    public async Task<InsightsAnswer<string>> TokenAsync(bool renew, CancellationToken cancellationToken)
    {
        if (await vault.FindAsync(cancellationToken) is not { } kept)
            return InsightsTrouble.NotConnected;
        if (kept.Connection.End is not null)
            return InsightsTrouble.ConnectAgain;
        var cache = kept.Connection.Cache;
        var (result, fault) = await RenewAsync(
            msal.Create(null, cache, changed => cache = changed), kept.Connection.AccountId, renew, cancellationToken);
        if (fault is { Trouble: InsightsTrouble.ConnectAgain } && await vault.FindAsync(cancellationToken) is { } now && !now.Sealed.SequenceEqual(kept.Sealed))
            return InsightsTrouble.NotReached; // another instance has renewed it in this moment, or somebody has connected it anew
        if (fault is { Trouble: InsightsTrouble.ConnectAgain })
        {
            var end = fault.Detail == PersonNeeded ? ConnectionEnd.PersonNeeded : ConnectionEnd.Revoked;
            await vault.ChangeAsync(kept, kept.Connection with { End = end }, cancellationToken);
            return InsightsTrouble.ConnectAgain;
        }

        if (cache != kept.Connection.Cache)
            await vault.ChangeAsync(kept, kept.Connection with { Cache = cache }, cancellationToken);
        return result is null ? fault! : new InsightsAnswer<string>(result.AccessToken);
    }

    /// <summary>The API refuses tokens that were given a moment ago: no renewal helps.</summary>
    public async Task RefuseAsync(CancellationToken cancellationToken)
    {
        if (await vault.FindAsync(cancellationToken) is { Connection.End: null } kept)
            await vault.ChangeAsync(kept, kept.Connection with { End = ConnectionEnd.TokenRefused }, cancellationToken);
    }

    private async Task<(AuthenticationResult? Result, InsightsFault? Fault)> RenewAsync(
        IConfidentialClientApplication app, string accountId, bool renew, CancellationToken cancellationToken) =>
        await app.GetAccountAsync(accountId) is not { } account
            ? (null, new InsightsFault(InsightsTrouble.ConnectAgain))
            : await AskAsync(() => app.AcquireTokenSilent(MsalApp.Scopes, account).WithForceRefresh(renew).ExecuteAsync(cancellationToken), cancellationToken);

    /// <summary>What MSAL says of a failure may hold what the service wrote; only its word goes into the log.</summary>
    private async Task<(AuthenticationResult? Result, InsightsFault? Fault)> AskAsync(Func<Task<AuthenticationResult>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return (await ask(), null);
        }
        catch (MsalUiRequiredException refusal)
        {
            Log.Refused(logger, refusal.ErrorCode);
            return (null, new InsightsFault(InsightsTrouble.ConnectAgain, Detail: refusal.ErrorCode));
        }
        catch (MsalServiceException refusal)
        {
            Log.Refused(logger, refusal.ErrorCode);
            var isOutOfOrder = refusal.StatusCode is 0 or 429 or >= 500;
            return (null, new InsightsFault(isOutOfOrder ? InsightsTrouble.NotReached : InsightsTrouble.Misconfigured, Detail: refusal.ErrorCode));
        }
        catch (MsalClientException failure)
        {
            Log.Refused(logger, failure.ErrorCode);
            return (null, new InsightsFault(InsightsTrouble.Answer, Detail: failure.ErrorCode));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Log.Refused(logger, failure.GetType().Name);
            return (null, new InsightsFault(InsightsTrouble.NotReached));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = Microsoft.Extensions.Logging.LogLevel.Warning, Message = "The sign-in service gave no token for Partner Center: {Error}.")]
        public static partial void Refused(ILogger logger, string error);
    }
}
