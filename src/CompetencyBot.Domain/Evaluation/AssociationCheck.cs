using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>What Partner Center's data say of an account that somebody has proved.</summary>
public enum AssociationSeen
{
    NotYet,
    Confirmed,

    /// <summary>The person is associated with another account.</summary>
    OtherAccount,

    /// <summary>The data give the account to a colleague.</summary>
    OfColleague,

    /// <summary>It was confirmed, and is associated no more.</summary>
    NoMore,

    /// <summary>The person has left, or is in the people file no more.</summary>
    Left,
}

/// <summary>Compares proved accounts with Partner Center's data. Days are UTC days.</summary>
public sealed class AssociationCheck
{
    private readonly bool _associationsKnown;
    private readonly Dictionary<string, Person> _people;
    private readonly ILookup<string, Person> _owners;

    public AssociationCheck(EvidenceRecords records, MatchedEvidence matched)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(matched);
        _associationsKnown = records.AssociationsKnown;
        _people = matched.People.ToDictionary(person => TextKey.Of(person.Id), TextKey.Comparer);
        _owners = matched.People.Where(person => person.Record.MicrosoftAccount is not null)
            .ToLookup(person => TextKey.Of(person.Record.MicrosoftAccount!), TextKey.Comparer);
    }

    /// <summary>Whether the people file gives the account to somebody else who is still there.</summary>
    public bool IsOfColleague(string userPrincipalName, string address, DateOnly date) => ColleagueWith(userPrincipalName, address, date) is not null;

    /// <returns>Somebody else who is still there and to whom the people file gives the account; null when there is nobody.</returns>
    public Person? ColleagueWith(string userPrincipalName, string address, DateOnly date) => _owners[TextKey.Of(address)]
        .FirstOrDefault(owner => !TextKey.Comparer.Equals(TextKey.Of(owner.Id), TextKey.Of(userPrincipalName)) && !(owner.Record.LeftOn <= date));

    public AssociationSeen Of(ProvenAccount account, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (!_people.TryGetValue(TextKey.Of(account.UserPrincipalName), out var person) || person.Record.LeftOn <= date)
            return AssociationSeen.Left;
        if (IsOfColleague(account.UserPrincipalName, account.Address, date))
            return AssociationSeen.OfColleague;
        var isSeen = _associationsKnown ? InFile(account, person.Record) : ByRows(person);
        return isSeen == AssociationSeen.NotYet && account.ConfirmedAt is not null ? AssociationSeen.NoMore : isSeen;
    }

    private static AssociationSeen InFile(ProvenAccount account, PersonRecord record)
    {
        if (record.AssociatedOn is not { } on)
            return AssociationSeen.NotYet;
        var isNew = on.UtcDateTime.Date >= account.VerifiedAt.UtcDateTime.Date;
        return record.MicrosoftAccount switch
        {
            // A file without accounts cannot tell which one: an association from before may be that of an earlier one.
            null => isNew || account.ConfirmedAt is not null ? AssociationSeen.Confirmed : AssociationSeen.NotYet,
            var known when TextKey.Comparer.Equals(TextKey.Of(known), TextKey.Of(account.Address)) => AssociationSeen.Confirmed,
            _ => isNew || account.ConfirmedAt is not null ? AssociationSeen.OtherAccount : AssociationSeen.NotYet,
        };
    }

    /// <summary>Exports without the column have rows of associated people only.</summary>
    private static AssociationSeen ByRows(Person person) =>
        person.AssociationCounts is null ? AssociationSeen.NotYet : AssociationSeen.Confirmed;
}
