using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace CompetencyBot.Sandbox.MicrosoftAccounts;

/// <param name="Subject">What tells the account apart for this application, whatever its address becomes (<c>sub</c>).</param>
/// <param name="Address">Which the person types at Microsoft: of any mail provider, or a telephone number.</param>
public sealed record MicrosoftAccount(string Subject, string Address, string Name)
{
    /// <summary>What applications are told as its e-mail address (claim <c>email</c>); null = the account has none.</summary>
    public string? Email { get; init; } = Address;

    /// <summary>Whether nobody in the people file has it.</summary>
    public bool IsSpare { get; init; }

    /// <summary>Personal accounts have ids of this shape: the upper half is zero.</summary>
    internal string ObjectId
    {
        get
        {
            var hex = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Subject)));
            return $"00000000-0000-0000-{hex[..4]}-{hex[4..16]}";
        }
    }

    /// <summary>The same address has the same subject in every run, so that links kept by a bot stay good.</summary>
    public static MicrosoftAccount Of(string address, string name)
    {
        ArgumentNullException.ThrowIfNull(address);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(address.ToUpperInvariant()));
        return new MicrosoftAccount(Base64UrlEncoder.Encode(hash), address, name);
    }

    /// <summary>The accounts that stand in a people file, and a few that do not: people have private ones of which nobody knows.</summary>
    /// <param name="folder">Folder of a sample organisation.</param>
    public static IReadOnlyList<MicrosoftAccount> ReadFrom(string folder)
    {
        var known = PeopleFile.Read(PeopleFile.In(folder)).Rows
            .Where(row => row[PeopleFile.Account].Length > 0)
            .Select(row => Of(row[PeopleFile.Account], row[PeopleFile.Name]));
        return [.. known.Concat(Spare).DistinctBy(account => account.Subject)];
    }

    private static MicrosoftAccount[] Spare =>
    [
        Of("grace.at.home@outlook.example", "Grace Huang") with { IsSpare = true },
        Of("yenting.new@outlook.example", "劉彥廷") with { IsSpare = true },
        Of("tzuhsuan.yeh@outlook.example", "葉子軒") with { IsSpare = true },
        Of("chloe.dubois@mail.example", "Chloe Dubois") with { IsSpare = true },
    ];
}
