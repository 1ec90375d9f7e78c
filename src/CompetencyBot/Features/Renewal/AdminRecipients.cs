using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Renewal;

/// <param name="Address">Work address or Entra object id, as the outbox takes it.</param>
public sealed record AdminRecipient(string Address, string? Locale)
{
    public Request AsReader => new(Viewer.Unknown with { IsAdmin = true }, null, "", null, IsPersonal: true);
}

/// <summary>Everybody who is told of risks: the admins of the settings, and those whom the people file makes admins.</summary>
public sealed class AdminRecipients(IOptions<OrganisationOptions> organisation, TimeProvider clock)
{
    public IReadOnlyList<AdminRecipient> Of(OrganisationEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var today = organisation.Value.Today(clock);
        var configured = organisation.Value.Admins.Select(admin =>
            (evidence.FindByWorkAddress(admin) ?? evidence.FindByObjectId(admin)) is { } person
                ? new AdminRecipient(person.UserPrincipalName, person.Locale)
                : new AdminRecipient(admin, null));
        var inFile = evidence.Records.People
            .Where(person => person.Role == PersonRole.Admin && (person.LeftOn is null || person.LeftOn > today))
            .Select(person => new AdminRecipient(person.UserPrincipalName, person.Locale));
        return [.. configured.Concat(inFile).DistinctBy(recipient => recipient.Address, StringComparer.OrdinalIgnoreCase)];
    }
}
