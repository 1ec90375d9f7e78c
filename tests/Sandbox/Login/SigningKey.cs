using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace CompetencyBot.Sandbox.Login;

/// <summary>An RSA key of the token service.</summary>
/// <param name="Endorsements">The channels it speaks for; null leaves the field out of the metadata.</param>
public sealed record SigningKey(string Id, RSA Rsa, IReadOnlyList<string>? Endorsements)
{
    public static SigningKey New(string id, params string[]? endorsements) => new(id, RSA.Create(2048), endorsements);

    /// <summary>The public half, as the JWKS shows it.</summary>
    internal object ToJwk()
    {
        var rsa = Rsa.ExportParameters(includePrivateParameters: false);
        var jwk = new Dictionary<string, object>
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = Id,
            ["n"] = Base64UrlEncoder.Encode(rsa.Modulus),
            ["e"] = Base64UrlEncoder.Encode(rsa.Exponent),
        };
        if (Endorsements is not null)
            jwk["endorsements"] = Endorsements;
        return jwk;
    }
}
