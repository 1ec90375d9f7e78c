using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace CompetencyBot.Sandbox.Login;

/// <summary>An RSA key of the token service.</summary>
/// <param name="Endorsements">The channels it speaks for; null leaves the field out of the metadata.</param>
public sealed record SigningKey(string Id, RSA Rsa, IReadOnlyList<string>? Endorsements)
{
    private static readonly RSAParameters Usual = RSA.Create(2048).ExportParameters(includePrivateParameters: true);

    /// <summary>The key that a service starts with; made once in a process, since making one takes a tenth of a second.</summary>
    internal static SigningKey First() => new("key-1", RSA.Create(Usual), ["msteams", "webchat"]);

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
