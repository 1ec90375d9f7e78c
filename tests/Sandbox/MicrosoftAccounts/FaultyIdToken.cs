using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CompetencyBot.Sandbox.MicrosoftAccounts;

/// <summary>A good id token with one fault.</summary>
internal static class FaultyIdToken
{
    private const long TwoHours = 2 * 3600;

    /// <summary>Signed anew, so that only the planned fault is in it.</summary>
    public static string Of(string good, SignInFault fault)
    {
        var claims = JsonNode.Parse(Base64UrlEncoder.Decode(good.Split('.')[1]))!.AsObject();
        Spoil(claims, fault);
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        if (fault == SignInFault.NotSigned)
            return handler.CreateToken(claims.ToJsonString());
        var key = fault == SignInFault.WrongSignature ? ProviderKeys.Forged : ProviderKeys.Signing;
        return handler.CreateToken(claims.ToJsonString(), new SigningCredentials(key, SecurityAlgorithms.RsaSha256));
    }

    private static void Spoil(JsonObject claims, SignInFault fault)
    {
        switch (fault)
        {
            case SignInFault.WrongNonce:
                claims["nonce"] = "of another sign-in";
                break;
            case SignInFault.WrongIssuer: // a work account, which has the issuer of its organisation
                claims["iss"] = ((string)claims["iss"]!).Replace(
                    FakeMicrosoftAccounts.ConsumersTenant, Trial.SampleCast.TenantId, StringComparison.Ordinal);
                break;
            case SignInFault.WrongAudience:
                claims["aud"] = "33333333-4444-5555-6666-777777777777";
                break;
            case SignInFault.NotSigned: // nor with the hash of the access token, which needs an algorithm and is not required
                claims.Remove("at_hash");
                break;
            case SignInFault.Expired: // it must not begin after its end, which would be another fault
                foreach (var time in (string[])["exp", "iat", "nbf"])
                    if (claims[time] is { } moment)
                        claims[time] = (long)moment - TwoHours;
                break;
            case SignInFault.WithoutAddress:
                claims.Remove("email");
                claims.Remove("preferred_username");
                break;
        }
    }
}
