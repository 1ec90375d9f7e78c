using System.Security.Cryptography;
using System.Text;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Storage;

/// <summary>
/// Recognises people whose details were erased by whatever names them: work address, Microsoft account, MCP id, object id. What is kept of them is a keyed hash of each,
/// all of one person with one time and nobody else's with the same, so that they can be forgotten together. What two of them share is kept once.
/// </summary>
public sealed class ErasedNames(byte[] key, IEnumerable<ErasedPerson> known)
{
    private readonly Dictionary<string, DateTimeOffset> _known = known.ToDictionary(person => person.AddressHash, person => person.ErasedAt);

    public bool IsEmpty => _known.Count == 0;

    /// <summary>Knows a person from now on by everything that names them.</summary>
    /// <param name="accounts">Addresses of Microsoft accounts besides that of the record.</param>
    /// <param name="fileSaidSo">Whether the people file itself says that they left, so that a row without that day means that they are back.</param>
    /// <returns>What is to be kept; not what is already, of them or of another leaver with the same account or id.</returns>
    public IReadOnlyList<ErasedPerson> Add(PersonRecord person, IEnumerable<string> accounts, bool fileSaidSo, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(person);
        string?[] hashes =
        [
            Work(person.UserPrincipalName), Id(person.EntraObjectId), Account(person.MicrosoftAccount), Mcp(person.McpId), .. accounts.Select(Account),
            .. fileSaidSo ? new[] { Left(person.UserPrincipalName), Left(person.EntraObjectId) } : [],
        ];
        return [.. hashes.OfType<string>().Where(hash => _known.TryAdd(hash, at)).Select(hash => new ErasedPerson { AddressHash = hash, ErasedAt = at })];
    }

    /// <summary>By what people who are there are known as erased, because somebody who left had the same account or id.</summary>
    public IReadOnlyList<string> HashesOf(PresentNames present)
    {
        ArgumentNullException.ThrowIfNull(present);
        return
        [
            .. present.Accounts.Select(Account).Concat(present.McpIds.Select(Mcp)).Concat(present.ObjectIds.SelectMany(id => new[] { Id(id), Left(id) }))
                .OfType<string>().Where(_known.ContainsKey).Distinct(),
        ];
    }

    /// <summary>What is kept of somebody who is to be erased once they have been known as gone for long enough; nobody is found by it.</summary>
    public string MarkOf(string workAddress) => ErasedPerson.Waits + Hash("waits", workAddress);

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

    /// <summary>Whether it is somebody of whom the people file said that they left, and whom it now has under a new address.</summary>
    public bool IsBackElsewhere(PersonRecord person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.LeftOn is null && Find(Work(person.UserPrincipalName)) is null && Find(Left(person.EntraObjectId)) is not null;
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

    private string? Left(string? addressOrId) => Hash("left", addressOrId);

    private string? Hash(string what, string? name) => name is null ? null
        : Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{what}|{name.ToLowerInvariant()}")));
}
