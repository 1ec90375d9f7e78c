using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CompetencyBot.BotFramework.Inbound;

/// <summary>What a valid token says of its sender. Null in anonymous Development mode.</summary>
/// <param name="ServiceUrl">Claim <c>serviceurl</c>.</param>
/// <param name="KeyId">The key that the token's signature was verified with.</param>
internal sealed record Caller(string? ServiceUrl, string? KeyId);

/// <summary>Lets a request in: first by its token, then, once the body is read, by whether the token speaks for that activity.</summary>
internal sealed class Door(IOptions<BotFrameworkOptions> options, SigningKeys keys, TrustedHosts trusted, AllowedTenants tenants)
{
    public async Task<(Caller? Caller, Refusal? Refusal)> AdmitAsync(HttpContext context)
    {
        if (options.Value.IsAnonymous)
            return Loopback.IsRequest(context)
                ? (null, null)
                : (null, Refusal.Unauthorized("without BotFramework:AppId only requests from this machine are accepted"));
        var result = await context.AuthenticateAsync(TokenRules.Scheme);
        if (result.Succeeded)
            return (new Caller(result.Principal.FindFirst("serviceurl")?.Value, result.Properties?.GetString(TokenRules.KeyId)), null);
        return (null, result.Failure is SigningKeysUnavailableException noKeys
            ? new Refusal(StatusCodes.Status503ServiceUnavailable, noKeys.Message)
            : Refusal.Unauthorized(Bearer.FaultOf(context.Request, result.Failure)));
    }

    /// <returns>Null when the caller's token was made for the activity, its service may be answered, and its tenant may ask.</returns>
    public Refusal? Check(Caller? caller, InboundActivity activity)
    {
        if (caller is not null && TokenFault(caller, activity) is { } fault)
            return Refusal.Unauthorized(fault);
        return trusted.Trusts(activity.ServiceUrl)
            ? tenants.Refuse(activity)
            : new Refusal(StatusCodes.Status403Forbidden, $"The serviceUrl's host '{new Uri(activity.ServiceUrl!).Host}' is not trusted: "
                + "it must be reached over https and be listed in BotFramework:TrustedServiceHosts.");
    }

    private string? TokenFault(Caller caller, InboundActivity activity)
    {
        if (string.IsNullOrEmpty(caller.ServiceUrl))
            return "the token has no serviceurl claim";
        if (!caller.ServiceUrl.Equals(activity.ServiceUrl, StringComparison.OrdinalIgnoreCase))
            return "the token's serviceurl claim is not the activity's serviceUrl";
        if (activity.ChannelId is not { Length: > 0 } channel)
            return "the activity has no channelId that the token's key could be endorsed for";
        return keys.IsEndorsed(caller.KeyId, channel) ? null : "the token's key is not endorsed for the activity's channelId";
    }
}
