using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Renewal;

/// <param name="Address">Work address or Entra object id, as the outbox takes it.</param>
public sealed record AdminRecipient(string Address, string? Locale)
{
    public Request AsReader => new(Viewer.Unknown with { IsAdmin = true }, null, "", null, IsPersonal: true);
}

/// <summary>Everybody who is told of risks: the admins of the settings, and those whom the people file makes admins.</summary>
public sealed class AdminRecipients(RecipientFinder recipients, IOptions<OrganisationOptions> organisation, TimeProvider clock)
{
    public async Task<IReadOnlyList<AdminRecipient>> OfAsync(OrganisationEvidence evidence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var today = organisation.Value.Today(clock);
        var configured = organisation.Value.Admins.Select(admin =>
            (Address: admin, Person: evidence.FindByWorkAddress(admin) ?? evidence.FindByObjectId(admin)));
        var inFile = evidence.Records.People.Where(person => person.Role == PersonRole.Admin)
            .Select(person => (Address: person.UserPrincipalName, Person: (PersonRecord?)person));
        var admins = configured.Concat(inFile)
            .Where(admin => admin.Person?.LeftOn is not { } left || left > today)
            .Select(admin => admin.Person?.UserPrincipalName ?? admin.Address)
            .Distinct(StringComparer.OrdinalIgnoreCase);
        var found = new List<AdminRecipient>();
        foreach (var address in admins)
            found.Add(new AdminRecipient(address, await recipients.FindLocaleAsync(address, cancellationToken)));
        return found;
    }
}
