using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.AccountLink.SignIn;

/// <summary>The link to a sign-in and the codes that come back: made of chance, and kept as hashes (SHA-256, hexadecimal) only.</summary>
public static class SignInSecrets
{
    private const int Bytes = 32;

    /// <summary>256 bits, base64url.</summary>
    public static string NewTicket() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What the Teams client brings back by itself: 256 bits, base64url.</summary>
    public static string NewClientCode() => NewTicket();

    /// <summary>Six digits.</summary>
    public static string NewTypedCode() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    public static string HashOf(string ticket) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ticket)));

    /// <summary>The id goes in, so that the same digits of two sign-ins do not look alike.</summary>
    public static string HashOf(Guid attempt, string code) => HashOf($"{attempt:N}:{code}");

    /// <returns>Whether the code is one of the two of this sign-in, in a time that tells nothing; false while it has none.</returns>
    public static bool IsCodeOf(SignInAttempt attempt, string code)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var typed = IsSame(attempt.TypedCodeHash, HashOf(attempt.Id, Typed(code)));
        var brought = IsSame(attempt.ClientCodeHash, HashOf(attempt.Id, code.Trim()));
        return typed | brought;
    }

    /// <summary>Digits as people type them: of full width, with spaces or hyphens between.</summary>
    private static string Typed(string code)
    {
        var digits = new StringBuilder(SignIns.Digits);
        foreach (var character in code.Where(character => !char.IsWhiteSpace(character) && character is not '-'))
            digits.Append(char.GetNumericValue(character) is >= 0 and <= 9 and var value && char.IsDigit(character) ? (char)('0' + (int)value) : character);
        return digits.ToString();
    }

    private static bool IsSame(string? kept, string hash) =>
        kept is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(kept), Encoding.ASCII.GetBytes(hash));
}
