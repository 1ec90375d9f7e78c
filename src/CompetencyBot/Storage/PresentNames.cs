using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Storage;

/// <summary>What names the people who have not left. Somebody who comes back under a new address still has the account and the certification id of before: what names them is no leaver's.</summary>
/// <param name="people">Who have not left.</param>
/// <param name="proved">Addresses of the Microsoft accounts that they have proved to be theirs.</param>
public sealed class PresentNames(IReadOnlyCollection<PersonRecord> people, IEnumerable<string> proved)
{
    private readonly HashSet<string> _addresses = SetOf(people.Select(person => person.UserPrincipalName));
    private readonly HashSet<string> _accounts = SetOf(people.Select(person => person.MicrosoftAccount).Concat(proved));
    private readonly HashSet<string> _mcpIds = SetOf(people.Select(person => person.McpId));
    private readonly HashSet<string> _objectIds = SetOf(people.Select(person => person.EntraObjectId));

    public IEnumerable<string> Accounts => _accounts;

    public IEnumerable<string> McpIds => _mcpIds;

    public IEnumerable<string> ObjectIds => _objectIds;

    /// <summary>Whether a row names one of them by anything, whomever else it names.</summary>
    public bool AreIn(TrainingRecord row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Has(_addresses, row.CorpEmail) || Has(_addresses, row.Email) || Has(_accounts, row.Email) || Has(_mcpIds, row.McpId);
    }

    /// <summary>The same person by what is theirs alone.</summary>
    public PersonRecord Without(PersonRecord person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person with
        {
            EntraObjectId = Has(_objectIds, person.EntraObjectId) ? null : person.EntraObjectId,
            MicrosoftAccount = IsAccount(person.MicrosoftAccount) ? null : person.MicrosoftAccount,
            McpId = Has(_mcpIds, person.McpId) ? null : person.McpId,
        };
    }

    public bool IsAccount(string? address) => Has(_accounts, address) || Has(_addresses, address);

    private static bool Has(HashSet<string> names, string? name) => name is not null && names.Contains(name);

    private static HashSet<string> SetOf(IEnumerable<string?> names) => names.OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
}
