using System.Security.Cryptography;
using System.Text;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Storage;

/// <summary>
/// Recognises people whose details were erased by whatever names them: work address, Microsoft account, MCP id, object id. What is kept of them is a keyed hash of each,
/// all of one person with one time and nobody else's with the same, so that they can be forgotten together.
/// </summary>
public sealed class ErasedNames(byte[] key, IEnumerable<ErasedPerson> known)
{
    private readonly Dictionary<string, DateTimeOffset> _known = known.ToDictionary(person => person.AddressHash, person => person.ErasedAt);

    public bool IsEmpty => _known.Count == 0;

    /// <summary>Hashes of everything that names a person.</summary>
    /// <param name="accounts">Addresses of Microsoft accounts besides that of the record.</param>
    /// <param name="fileSaidSo">Whether the people file itself says that they left, so that a row without that day means that they are back.</param>
    public IReadOnlyCollection<string> HashesOf(PersonRecord person, IEnumerable<string> accounts, bool fileSaidSo)
    {
        ArgumentNullException.ThrowIfNull(person);
        return
        [
            .. new[]
            {
                Work(person.UserPrincipalName), Id(person.EntraObjectId), Account(person.MicrosoftAccount), Mcp(person.McpId),
                fileSaidSo ? Left(person.UserPrincipalName) : null,
            }.Concat(accounts.Select(Account)).OfType<string>().Distinct(),
        ];
    }

    /// <summary>What stands for the person in what has to be kept, always the same.</summary>
    public string PseudonymOf(PersonRecord person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return $"former-{Work(person.UserPrincipalName)![..8].ToLowerInvariant()}";
    }

    /// <returns>When they were erased; null for anybody else.</returns>
    public DateTimeOffset? Find(PersonRecord person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return Find(Work(person.UserPrincipalName), Id(person.EntraObjectId));
    }

    public DateTimeOffset? Find(TrainingRecord row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Find(Work(row.CorpEmail), Work(row.Email), Account(row.Email), Mcp(row.McpId));
    }

    public DateTimeOffset? Find(DirectoryUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Find(Id(user.ObjectId), Work(user.UserPrincipalName));
    }

    /// <returns>When somebody was erased whose row in the people file now says that they are back; null for anybody else.</returns>
    public DateTimeOffset? FindBack(PersonRecord person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.LeftOn is null ? Find(Left(person.UserPrincipalName)) : null;
    }

    private DateTimeOffset? Find(params ReadOnlySpan<string?> hashes)
    {
        foreach (var hash in hashes)
            if (hash is not null && _known.TryGetValue(hash, out var at))
                return at;
        return null;
    }

    private string? Work(string? address) => Hash("work", address);

    private string? Account(string? address) => Hash("account", address);

    private string? Mcp(string? id) => Hash("mcp", id);

    private string? Id(string? objectId) => Hash("object", objectId);

    private string? Left(string? address) => Hash("left", address);

    private string? Hash(string what, string? name) => name is null ? null
        : Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{what}|{name.ToLowerInvariant()}")));
}
