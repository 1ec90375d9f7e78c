using System.Security.Cryptography;
using System.Text;

namespace CompetencyBot.Features.Renewal;

/// <summary>A short text that changes when any of several facts changes, whatever their order.</summary>
public static class Fingerprint
{
    /// <returns>16 hexadecimal digits.</returns>
    public static string Of(IEnumerable<string> facts) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', facts.Order(StringComparer.Ordinal)))))[..16];
}
