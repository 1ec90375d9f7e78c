using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace CompetencyBot.BotFramework.Inbound;

/// <summary>The <c>Authorization</c> header, and the words for what can be wrong with its token.</summary>
internal static class Bearer
{
    private const string Prefix = "Bearer ";

    public static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? header[Prefix.Length..].Trim()
            : null;

    /// <summary>In our words: the library's messages may quote parts of the token.</summary>
    public static string FaultOf(HttpRequest request, Exception? failure) => failure switch
    {
        null when request.Headers.Authorization.Count == 0 => "there is no Authorization header",
        null => "the Authorization header is not of the form 'Bearer <token>'",
        SecurityTokenExpiredException e => $"the token expired at {e.Expires:O}",
        SecurityTokenNotYetValidException e => $"the token is not valid before {e.NotBefore:O}",
        SecurityTokenNoExpirationException => "the token has no expiry",
        SecurityTokenInvalidAudienceException => "the token is for another audience than BotFramework:AppId",
        SecurityTokenInvalidIssuerException => "the token is of another issuer than the Bot Connector of this BotFramework:Cloud",
        SecurityTokenSignatureKeyNotFoundException => "the token names no key of the Bot Connector",
        SecurityTokenInvalidAlgorithmException => "the token's algorithm is not RS256, RS384 or RS512",
        SecurityTokenInvalidSignatureException => "the token's signature is missing or does not verify",
        SecurityTokenMalformedException or ArgumentException => "the Authorization header holds no JSON web token",
        _ => $"the token is not valid ({failure.GetType().Name})",
    };
}
