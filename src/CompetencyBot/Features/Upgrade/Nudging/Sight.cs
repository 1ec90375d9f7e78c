using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Upgrade.Nudging;

/// <summary>Whether whoever has asked may still see whom they asked: the rule of every answer, for somebody who is not in the conversation now.</summary>
public sealed class Sight(IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <param name="asker">Work address or Entra object id.</param>
    /// <param name="person">Work address.</param>
    public bool MaySee(OrganisationEvidence evidence, string asker, string person)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var today = organisation.CurrentValue.Today(clock);
        var known = evidence.FindByWorkAddress(asker) ?? evidence.FindByObjectId(asker);
        var isAdmin = AdminRule.ReasonFor(organisation.CurrentValue, known?.UserPrincipalName ?? asker, known?.EntraObjectId ?? asker, known, today) is not null;
        return isAdmin || (known is not null && !(known.LeftOn <= today) && Above(evidence, person).Contains(known.UserPrincipalName, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The person's manager, the manager's manager and so on; a circle in the file ends.</summary>
    private static HashSet<string> Above(OrganisationEvidence evidence, string person)
    {
        var above = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (PersonRecord? next = evidence.FindByWorkAddress(person); next?.ManagerUserPrincipalName is { } manager && above.Add(manager);)
            next = evidence.FindByWorkAddress(manager);
        return above;
    }
}
