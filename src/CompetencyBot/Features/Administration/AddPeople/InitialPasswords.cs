using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>
/// Passwords for the first sign-in: random, kept encrypted, read again only for the log of whoever asked. A password is in no text that is logged, sent or thrown.
/// </summary>
public sealed class InitialPasswords(IDataProtectionProvider protection)
{
    public const int Length = 20;

    // Without letters and digits that look alike when somebody reads them out: I l 1, O o 0.
    private const string Capitals = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Smalls = "abcdefghijkmnpqrstuvwxyz";
    private const string Digits = "23456789";

    /// <summary>None that parts cells of a file.</summary>
    private const string Signs = "!#$%*?_";

    private readonly IDataProtector _protector = protection.CreateProtector("CompetencyBot.AddedPerson.Password");

    /// <returns>Of all four kinds, the first a letter: a spreadsheet takes what begins with some signs for a formula.</returns>
    public static string Make()
    {
        char[] rest =
        [
            .. RandomNumberGenerator.GetItems<char>(Capitals, 1), .. RandomNumberGenerator.GetItems<char>(Smalls, 1),
            .. RandomNumberGenerator.GetItems<char>(Digits, 1), .. RandomNumberGenerator.GetItems<char>(Signs, 1),
            .. RandomNumberGenerator.GetItems<char>(Capitals + Smalls + Digits + Signs, Length - 5),
        ];
        RandomNumberGenerator.Shuffle(rest.AsSpan());
        return RandomNumberGenerator.GetString(Capitals + Smalls, 1) + new string(rest);
    }

    public byte[] Protect(string password) => _protector.Protect(Encoding.UTF8.GetBytes(password));

    /// <returns>Null where the key is gone.</returns>
    public string? Read(byte[]? kept)
    {
        try
        {
            return kept is null ? null : Encoding.UTF8.GetString(_protector.Unprotect(kept));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
