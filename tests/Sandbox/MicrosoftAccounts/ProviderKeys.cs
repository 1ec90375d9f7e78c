using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace CompetencyBot.Sandbox.MicrosoftAccounts;

/// <summary>Keys of the provider; made once in a process and not before somebody starts one, since making an RSA key takes a tenth of a second.</summary>
internal static class ProviderKeys
{
    private const string Id = "accounts-1";

    private static readonly Lazy<RSAParameters> Usual = New();
    private static readonly Lazy<RSAParameters> Other = New();

    public static RsaSecurityKey Signing => new(Usual.Value) { KeyId = Id };

    /// <summary>Says that it is the usual one, and is not.</summary>
    public static RsaSecurityKey Forged => new(Other.Value) { KeyId = Id };

    /// <summary>Of the codes, which nobody but the provider reads.</summary>
    public static SymmetricSecurityKey Encryption { get; } = new(RandomNumberGenerator.GetBytes(32));

    private static Lazy<RSAParameters> New() => new(() =>
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportParameters(includePrivateParameters: true);
    });
}
