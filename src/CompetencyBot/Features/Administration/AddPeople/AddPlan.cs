using CompetencyBot.Storage;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>What would become of people who are to be added: the dry run.</summary>
/// <param name="Creates">Whether they would be created in the directory; else they would stand on a list.</param>
/// <param name="UnknownManagers">Addresses of managers whom nobody knows.</param>
/// <param name="NewDomains">Domains that nobody of the organisation has.</param>
public sealed record AddPlan(
    AddBatch Batch, IReadOnlyList<AddedPerson> People, bool Creates, IReadOnlyList<string> UnknownManagers, IReadOnlyList<string> NewDomains)
{
    public IReadOnlyList<AddedPerson> Planned => [.. People.Where(person => person.State == AddState.Planned)];

    public IEnumerable<AddedPerson> Known => People.Where(person => person.State == AddState.Known);

    public IEnumerable<AddedPerson> Failed => People.Where(person => person.State == AddState.Failed);
}
