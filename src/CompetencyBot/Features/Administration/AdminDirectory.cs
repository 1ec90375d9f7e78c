using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration;

/// <summary>Who is who, for cards that admins read.</summary>
public sealed class AdminDirectory(EvidenceReader reader, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <summary>The organisation's.</summary>
    public TimeZoneInfo Zone => organisation.CurrentValue.Zone;

    /// <returns>People null = no edition is followed, so nobody is known from the people file.</returns>
    public async Task<(OrganisationEvidence? People, IReadOnlyList<Admin> Admins)> ReadAsync(CancellationToken cancellationToken)
    {
        var people = await reader.ReadAsync(cancellationToken);
        return (people, AdminRule.All(organisation.CurrentValue, people, organisation.CurrentValue.Today(clock)));
    }

    /// <summary>The name of the people file, else the address.</summary>
    /// <param name="address">Work address or Entra object id.</param>
    public static string NameOf(string address, OrganisationEvidence? people) =>
        Phrases.Name((people?.FindByWorkAddress(address) ?? people?.FindByObjectId(address))?.DisplayName ?? address);
}
