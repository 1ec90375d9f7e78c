using System.Collections.Immutable;

namespace CompetencyBot.Domain.Evidence;

/// <summary>Finds the person a training row belongs to: by MCP id, else Microsoft account (of the file, or proved), else work address.</summary>
internal sealed class PeopleIndex
{
    private const int Several = -1;

    private readonly Dictionary<string, int> _mcpIds;
    private readonly Dictionary<string, int> _accounts;
    private readonly Dictionary<string, int> _addresses;
    private readonly Dictionary<int, ProvenAccount> _proven = [];

    /// <summary>A person whose work address an earlier row has is reported and left out: nobody may count twice.</summary>
    public PeopleIndex(ImmutableArray<PersonRecord> records, ImmutableArray<ProvenAccount> accounts, List<UnmatchedRow> problems)
    {
        var addresses = new HashSet<string>(TextKey.Comparer);
        var people = ImmutableArray.CreateBuilder<PersonRecord>(records.Length);
        foreach (var record in records)
            if (addresses.Add(TextKey.Of(record.UserPrincipalName)))
                people.Add(record);
            else
                problems.Add(new UnmatchedRow("people", record.Line, UnmatchedReason.SeveralPeople, record.UserPrincipalName));
        All = people.ToImmutable();
        _mcpIds = By(person => person.McpId);
        _accounts = By(person => person.MicrosoftAccount);
        _addresses = By(person => person.UserPrincipalName);
        foreach (var account in accounts)
            if (_addresses.TryGetValue(TextKey.Of(account.UserPrincipalName), out var owner))
                Prove(account, owner);
    }

    public ImmutableArray<PersonRecord> All { get; }

    /// <summary>By position of the person; there is none for most.</summary>
    public IReadOnlyDictionary<int, ProvenAccount> Accounts => _proven;

    /// <summary>
    /// Each key that matches nobody falls through to the next one. A key that several people share is no reason to guess with the next.
    /// </summary>
    public (int Person, UnmatchedReason? Fault) Find(TrainingRecord row)
    {
        foreach (var (people, key) in ((Dictionary<string, int>, string?)[])
            [(_mcpIds, row.McpId), (_accounts, row.Email), (_addresses, row.CorpEmail)])
            if (key is not null && people.TryGetValue(TextKey.Of(key), out var person))
                return person == Several ? (Several, UnmatchedReason.SeveralPeople) : (person, null);
        return (Several, UnmatchedReason.Nobody);
    }

    /// <summary>Rows that matched nobody belong to whoever proves the account; what the file says of an account goes before.</summary>
    private void Prove(ProvenAccount account, int owner)
    {
        if (_accounts.TryAdd(TextKey.Of(account.Address), owner) || _accounts[TextKey.Of(account.Address)] == owner)
            _proven[owner] = account;
    }

    private Dictionary<string, int> By(Func<PersonRecord, string?> key)
    {
        var index = new Dictionary<string, int>(All.Length, TextKey.Comparer);
        foreach (var (position, person) in All.Index())
            if (key(person) is { } text && TextKey.Of(text) is { Length: > 0 } known && !index.TryAdd(known, position))
                index[known] = Several;
        return index;
    }
}
