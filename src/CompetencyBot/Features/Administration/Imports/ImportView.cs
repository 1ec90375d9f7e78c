using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Sources;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>What a card shows of an import.</summary>
/// <param name="DryRun">What it would change, or has.</param>
/// <param name="People">Null when no edition is followed, so nobody is known by name.</param>
/// <param name="Editions">By which competencies are named.</param>
/// <param name="Zone">Of the times shown.</param>
public sealed record ImportView(ImportRun Run, DryRun DryRun, OrganisationEvidence? People, EditionSet Editions, TimeZoneInfo Zone)
{
    /// <summary>As known from the people file.</summary>
    /// <param name="address">Work address or Entra object id.</param>
    public string NameOf(string address) => AdminDirectory.NameOf(address, People);
}
