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

    // OAuth 2.0, sections 4.1.2.1 and 5.2: the client is refused, or what it asks for. A bot that is registered and set as it should be gets none of them.
    private static readonly string[] OfRegistration =
        ["invalid_client", "unauthorized_client", "invalid_request", "invalid_scope", "unsupported_response_type", "unsupported_grant_type"];

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

    /// <returns>The word of OAuth with which the bot's registration was refused; null = it was not.</returns>
    public static string? RegistrationErrorOf(Exception? failure) =>
        failure is OpenIdConnectProtocolException ? OfRegistration.FirstOrDefault(word => word == failure.Data["error"] as string) : null;

    /// <summary>Without an error word the answer was none that a sign-in service gives: something in front of it answered.</summary>
    private static string ReasonOf(string? error) =>
        error is null || OutOfOrder.Contains(error) ? AuditReasons.Unavailable
        : error == "access_denied" ? AuditReasons.AccessDenied
        : OfRegistration.Contains(error) ? AuditReasons.Misconfigured
        : AuditReasons.Answer;
}
