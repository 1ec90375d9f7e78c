using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Renewal;

/// <summary>Who is told of risks, and in which language.</summary>
public sealed class AdminRecipients(RecipientFinder recipients, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <summary>The admins, without those who have left.</summary>
    public async Task<IReadOnlyList<Recipient>> OfAsync(OrganisationEvidence evidence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var found = new List<Recipient>();
        foreach (var admin in AdminRule.All(organisation.CurrentValue, evidence, organisation.CurrentValue.Today(clock)))
            found.Add(await PersonAsync(admin.Address, admin.Person, isAdmin: true, cancellationToken));
        return found;
    }

    private async Task<Recipient> PersonAsync(string address, PersonRecord? person, bool isAdmin, CancellationToken cancellationToken) =>
        new(address, person, await recipients.FindLocaleAsync(address, cancellationToken), isAdmin);

    /// <summary>Whoever an earlier message went to, as they are now.</summary>
    public async Task<Recipient> FindAsync(OrganisationEvidence evidence, string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var person = evidence.FindByWorkAddress(address) ?? evidence.FindByObjectId(address);
        var isAdmin = AdminRule.ReasonFor(
            organisation.CurrentValue, person?.UserPrincipalName ?? address, person?.EntraObjectId ?? address, person, organisation.CurrentValue.Today(clock)) is not null;
        return await PersonAsync(address, person, isAdmin, cancellationToken);
    }

    /// <summary>A channel or group chat.</summary>
    public static Recipient Place(string conversationId) => new(conversationId, null, null, IsAdmin: false) { IsPlace = true };
}
