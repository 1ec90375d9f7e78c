using System.Collections.Immutable;

namespace CompetencyBot.Domain.Evidence;

/// <summary>
/// Finds the person a training row belongs to: by MCP id, else the Microsoft account of the people file, else work address, also the one that the directory has
/// by now, else whoever has proved the account.
/// </summary>
internal sealed class PeopleIndex
{
    private const int Several = -1;

    private readonly Dictionary<string, int> _mcpIds;
    private readonly Dictionary<string, int> _accounts;
    private readonly Dictionary<string, int> _addresses;
    private readonly Dictionary<string, int> _presentAddresses;
    private readonly Dictionary<string, int> _provers = new(TextKey.Comparer);
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
        _presentAddresses = By(person => person.Directory?.UserPrincipalName);
        foreach (var account in accounts)
            if (_addresses.TryGetValue(TextKey.Of(account.UserPrincipalName), out var prover))
                Prove(account, prover);
    }

    public ImmutableArray<PersonRecord> All { get; }

    /// <summary>By position of the person; there is none for most.</summary>
    public IReadOnlyDictionary<int, ProvenAccount> Accounts => _proven;

    /// <summary>
    /// Each key that matches nobody falls through to the next one. A key that several people share is no reason to guess with the next.
    /// </summary>
    public (int Person, bool ByProof, UnmatchedReason? Fault) Find(TrainingRecord row)
    {
        if ((Find(_mcpIds, row.McpId) ?? Find(_accounts, row.Email) ?? Find(_addresses, row.CorpEmail) ?? Find(_presentAddresses, row.CorpEmail)) is { } person)
            return person == Several ? (Several, false, UnmatchedReason.SeveralPeople) : (person, false, null);
        return row.Email is { } address && _provers.TryGetValue(TextKey.Of(address), out var prover) && HasRowsByProof(prover)
            ? (prover, true, null)
            : (Several, false, UnmatchedReason.Nobody);
    }

    private static int? Find(Dictionary<string, int> people, string? key) => key is not null && people.TryGetValue(TextKey.Of(key), out var person) ? person : null;

    /// <summary>
    /// An account that the people file gives to somebody else is proved by nobody, unless the other had left by the (UTC) day of the proof: people come back under
    /// a new address. Then the rows that the file would give to the one who left are those of whoever proved the account.
    /// </summary>
    private void Prove(ProvenAccount account, int prover)
    {
        var key = TextKey.Of(account.Address);
        var day = DateOnly.FromDateTime(account.VerifiedAt.UtcDateTime);
        int[] owners = [.. OwnersOf(key)];
        if (owners.Any(owner => owner != prover && !(All[owner].LeftOn <= day)) || !_provers.TryAdd(key, prover))
            return;
        _proven[prover] = account;
        if (owners.Contains(prover))
            _accounts[key] = prover;
        else if (HasRowsByProof(prover))
            _accounts.Remove(key);
    }

    /// <summary>Of somebody who is associated already a proof is to change the account: what is under the new one counts once the data confirm it.</summary>
    private bool HasRowsByProof(int prover) => All[prover].AssociatedOn is null || _proven[prover].ConfirmedAt is not null;

    private IEnumerable<int> OwnersOf(string account) => !_accounts.TryGetValue(account, out var owner) ? []
        : owner != Several ? [owner]
        : All.Index().Where(entry => entry.Item.MicrosoftAccount is { } known && TextKey.Comparer.Equals(TextKey.Of(known), account)).Select(entry => entry.Index);

    private Dictionary<string, int> By(Func<PersonRecord, string?> key)
    {
        var index = new Dictionary<string, int>(All.Length, TextKey.Comparer);
        foreach (var (position, person) in All.Index())
            if (key(person) is { } text && TextKey.Of(text) is { Length: > 0 } known && !index.TryAdd(known, position))
                index[known] = Several;
        return index;
    }
}
