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

    /// <summary>The person left long enough ago to believe it.</summary>
    Left,

    /// <summary>The person does not count now, which may pass: the account is disabled, or they left lately, perhaps by a mistake.</summary>
    Away,

    /// <summary>The person is not in the people file. That tells nothing, however long it lasts: a file can be incomplete, and whoever leaves has a day of leaving.</summary>
    Absent,
}

/// <summary>Compares proved accounts with Partner Center's data. Days are UTC days.</summary>
public sealed class AssociationCheck
{
    /// <summary>After so many days somebody who left is not taken for gone by mistake any more.</summary>
    private const int DaysUntilGone = 30;

    private readonly bool _associationsKnown;
    private readonly Dictionary<string, Person> _people;
    private readonly ILookup<string, Person> _owners;

    public AssociationCheck(EvidenceRecords records, MatchedEvidence matched)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(matched);
        _associationsKnown = records.AssociationsKnown;
        _people = matched.People.ToDictionary(person => TextKey.Of(person.Id), TextKey.Comparer);
        _owners = (
            from person in matched.People
            from account in person.Named.Where(named => !named.ByProof).Select(named => named.Address).Prepend(person.Record.MicrosoftAccount).OfType<string>()
            select (Account: TextKey.Of(account), Person: person)).ToLookup(each => each.Account, each => each.Person, TextKey.Comparer);
    }

    /// <summary>Whether the data give the account to somebody else who is still there.</summary>
    public bool IsOfColleague(string userPrincipalName, string address, DateOnly date) => ColleagueWith(userPrincipalName, address, date) is not null;

    /// <returns>
    /// Somebody else who is still there and whose account it is by the people file, or by a row that is theirs for another reason than a proof; null when there is
    /// nobody.
    /// </returns>
    public Person? ColleagueWith(string userPrincipalName, string address, DateOnly date) => _owners[TextKey.Of(address)]
        .FirstOrDefault(owner => !TextKey.Comparer.Equals(TextKey.Of(owner.Id), TextKey.Of(userPrincipalName)) && !(owner.Record.LeftOn <= date));

    public AssociationSeen Of(ProvenAccount account, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (!_people.TryGetValue(TextKey.Of(account.UserPrincipalName), out var person))
            return AssociationSeen.Absent;
        if (person.Record.LeftOn is { } leftOn && leftOn <= date)
            return person.Record.Directory?.Leave != LeaveSignal.Disabled && leftOn.AddDays(DaysUntilGone) <= date ? AssociationSeen.Left : AssociationSeen.Away;
        if (IsOfColleague(account.UserPrincipalName, account.Address, date))
            return AssociationSeen.OfColleague;
        var isSeen = _associationsKnown ? InFile(account, person.Record) : ByRows(account, person);
        return isSeen == AssociationSeen.NotYet && account.ConfirmedAt is not null ? AssociationSeen.NoMore : isSeen;
    }

    private static AssociationSeen InFile(ProvenAccount account, PersonRecord record)
    {
        if (record.AssociatedOn is not { } on)
            return AssociationSeen.NotYet;
        return record.MicrosoftAccount switch
        {
            // A file without accounts cannot tell which one: an association from before may be that of an earlier one.
            null => on.UtcDateTime.Date >= account.VerifiedAt.UtcDateTime.Date || account.ConfirmedAt is not null ? AssociationSeen.Confirmed : AssociationSeen.NotYet,
            var known when TextKey.Comparer.Equals(TextKey.Of(known), TextKey.Of(account.Address)) => AssociationSeen.Confirmed,
            // That of before, which the proved one is to take the place of, is no news. A day without a time is its midnight, so that of the sign-in is none either.
            _ => on > account.VerifiedAt || account.ConfirmedAt is not null ? AssociationSeen.OtherAccount : AssociationSeen.NotYet,
        };
    }

    /// <summary>Exports without the column have rows of associated people only; where none of the person's names an account, they cannot say which it is.</summary>
    private static AssociationSeen ByRows(ProvenAccount account, Person person)
    {
        var named = person.Named.Select(each => each.Address).OfType<string>().ToArray();
        var isSeen = named.Length == 0 ? !person.Named.IsEmpty : named.Any(address => TextKey.Comparer.Equals(TextKey.Of(address), TextKey.Of(account.Address)));
        return isSeen ? AssociationSeen.Confirmed : AssociationSeen.NotYet;
    }
}
