using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;

namespace CompetencyBot.Hosting;

/// <summary>Why somebody is an admin; the earlier ones go before the later ones.</summary>
public enum AdminReason
{
    /// <summary>Named in <c>Organisation:Admins</c>; nobody can take that away in chat.</summary>
    Settings,

    /// <summary>Another admin said so in chat.</summary>
    Chat,

    /// <summary>In the group of the admins in the directory, and nobody said the contrary in chat.</summary>
    Group,

    /// <summary>The people file says so, and nobody said the contrary in chat.</summary>
    PeopleFile,
}

/// <param name="Address">Work address; of somebody of whom only that is known the Entra object id.</param>
/// <param name="Person">Null for somebody who is not in the people file.</param>
public sealed record Admin(string Address, PersonRecord? Person, AdminReason Reason);

/// <summary>The one rule of who is an admin: who may ask for what admins may, and who is told of risks.</summary>
public static class AdminRule
{
    /// <param name="address">Work address; null when it is not known.</param>
    /// <param name="person">Null for somebody who is not in the people file.</param>
    /// <returns>Null for somebody who is none.</returns>
    /// <param name="today">Whoever has left is no admin, except where the settings name them.</param>
    public static AdminReason? ReasonFor(OrganisationOptions organisation, string? address, string? objectId, PersonRecord? person, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        if (organisation.NamesAdmin(address, objectId))
            return AdminReason.Settings;
        if (person?.LeftOn <= today)
            return null;
        return (organisation.InChat(address) ?? organisation.InChat(objectId)) switch
        {
            true => AdminReason.Chat,
            false => null,
            null => WithoutChat(person),
        };
    }

    /// <summary>What somebody is when nobody says anything of them in chat, and the settings do not name them.</summary>
    public static AdminReason? WithoutChat(PersonRecord? person) =>
        person?.Directory?.IsAdmin == true ? AdminReason.Group
        : person?.Role == PersonRole.Admin ? AdminReason.PeopleFile
        : null;

    /// <summary>All of them, each once, without those who have left.</summary>
    /// <param name="evidence">Null when no edition is followed: then nobody is known from the people file.</param>
    public static IReadOnlyList<Admin> All(OrganisationOptions organisation, OrganisationEvidence? evidence, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        var named = organisation.Admins.Concat(organisation.ChangedInChat.Select(changed => changed.Key))
            .Select(name => (Name: name, Person: evidence?.FindByWorkAddress(name) ?? evidence?.FindByObjectId(name)));
        var known = (evidence?.Records.People ?? []).Where(person => WithoutChat(person) is not null)
            .Select(person => (Name: person.UserPrincipalName, Person: (PersonRecord?)person));
        return
        [
            .. from candidate in named.Concat(known)
               where candidate.Person?.LeftOn is not { } left || left > today
               let address = candidate.Person?.UserPrincipalName ?? candidate.Name
               let reason = ReasonFor(organisation, address, candidate.Person?.EntraObjectId ?? candidate.Name, candidate.Person, today)
               where reason is not null
               group new Admin(address, candidate.Person, reason.Value) by address.ToUpperInvariant() into same
               select same.First(),
        ];
    }
}
