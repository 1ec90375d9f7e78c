using CompetencyBot.Conversation;
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

/// <summary>Everybody who is told of risks: the admins.</summary>
public sealed class AdminRecipients(RecipientFinder recipients, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    public async Task<IReadOnlyList<AdminRecipient>> OfAsync(OrganisationEvidence evidence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var found = new List<AdminRecipient>();
        foreach (var admin in AdminRule.All(organisation.CurrentValue, evidence, organisation.CurrentValue.Today(clock)))
            found.Add(new AdminRecipient(admin.Address, await recipients.FindLocaleAsync(admin.Address, cancellationToken)));
        return found;
    }
}
