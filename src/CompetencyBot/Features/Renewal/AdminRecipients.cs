using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Renewal;

/// <summary>Who is told of risks, and in which language.</summary>
public sealed class AdminRecipients(RecipientFinder recipients, IOptions<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <summary>The admins of the settings, and those whom the people file makes admins; without those who have left.</summary>
    public async Task<IReadOnlyList<Recipient>> OfAsync(OrganisationEvidence evidence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var today = organisation.Value.Today(clock);
        var configured = organisation.Value.Admins.Select(admin =>
            (Address: admin, Person: evidence.FindByWorkAddress(admin) ?? evidence.FindByObjectId(admin)));
        var inFile = evidence.Records.People.Where(person => person.Role == PersonRole.Admin)
            .Select(person => (Address: person.UserPrincipalName, Person: (PersonRecord?)person));
        var admins = configured.Concat(inFile)
            .Where(admin => admin.Person?.LeftOn is not { } left || left > today)
            .DistinctBy(admin => admin.Person?.UserPrincipalName ?? admin.Address, StringComparer.OrdinalIgnoreCase);
        var found = new List<Recipient>();
        foreach (var (address, person) in admins)
            found.Add(await PersonAsync(person?.UserPrincipalName ?? address, person, isAdmin: true, cancellationToken));
        return found;
    }

    private async Task<Recipient> PersonAsync(string address, PersonRecord? person, bool isAdmin, CancellationToken cancellationToken) =>
        new(address, person, await recipients.FindLocaleAsync(address, cancellationToken), isAdmin);

    /// <summary>Whoever an earlier message went to, as they are now.</summary>
    public async Task<Recipient> FindAsync(OrganisationEvidence evidence, string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var person = evidence.FindByWorkAddress(address) ?? evidence.FindByObjectId(address);
        var isAdmin = organisation.Value.IsAdmin(person?.UserPrincipalName ?? address, person?.EntraObjectId ?? address) || person?.Role == PersonRole.Admin;
        return await PersonAsync(address, person, isAdmin, cancellationToken);
    }

    /// <summary>A channel or group chat.</summary>
    public static Recipient Place(string conversationId) => new(conversationId, null, null, IsAdmin: false) { IsPlace = true };
}
