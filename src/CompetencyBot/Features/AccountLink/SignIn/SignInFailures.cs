using CompetencyBot.Storage;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CompetencyBot.Features.AccountLink.SignIn;

/// <summary>What went wrong between the browser and the sign-in service, in a word.</summary>
public static class SignInFailures
{
    // The two that ASP.NET Core tells apart by nothing but their words (RemoteAuthenticationHandler, OpenIdConnectHandler); a test would tell of others.
    private const string Correlation = "Correlation failed.";
    private const string State = "message.State";

    private static readonly string[] OutOfOrder = ["server_error", "temporarily_unavailable"];

    /// <returns>One of <see cref="AuditReasons"/>.</returns>
    public static string ReasonOf(Exception? failure) => failure switch
    {
        OpenIdConnectProtocolInvalidNonceException => AuditReasons.Nonce,
        OpenIdConnectProtocolException protocol => ReasonOf(protocol.Data["error"] as string),
        SecurityTokenInvalidIssuerException => AuditReasons.Issuer,
        SecurityTokenInvalidAudienceException => AuditReasons.Audience,
        SecurityTokenExpiredException => AuditReasons.TokenExpired,
        SecurityTokenInvalidSignatureException => AuditReasons.Signature, // also: no key of the service fits
        SecurityTokenInvalidAlgorithmException => AuditReasons.Signature,
        HttpRequestException or IOException or OperationCanceledException => AuditReasons.Unavailable,
        { InnerException: HttpRequestException or IOException or OperationCanceledException } => AuditReasons.Unavailable,
        { Message: Correlation } => AuditReasons.Correlation,
        { Message: var message } when message.Contains(State, StringComparison.Ordinal) => AuditReasons.State,
        _ => AuditReasons.Answer,
    };

    /// <summary>Without an error word the answer was none that a sign-in service gives: something in front of it answered.</summary>
    private static string ReasonOf(string? error) =>
        error is null || OutOfOrder.Contains(error) ? AuditReasons.Unavailable
        : error == "access_denied" ? AuditReasons.AccessDenied
        : AuditReasons.Answer;
}
