using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <summary>What one look at the proved accounts goes by.</summary>
/// <param name="Now">In UTC.</param>
/// <param name="Today">The organisation's day.</param>
internal sealed record AssociationLook(OrganisationEvidence Evidence, DataAtHand Data, DateTimeOffset Now, DateOnly Today)
{
    private readonly Lazy<Dictionary<string, int>> _positions = new(() => Evidence.Followed[0].Matched.People.Index()
        .ToDictionary(entry => entry.Item.Id, entry => entry.Index, StringComparer.OrdinalIgnoreCase));

    /// <summary>Its waiting time is the one that is told.</summary>
    public Edition Edition => Evidence.PresentOn(Today).Edition;

    public AssociationCheck Check { get; } = new(Evidence.Records, Evidence.PresentOn(Today).Matched);

    public AssociationStep? StepOf(LinkedAccount link) => AssociationStep.Of(
        link,
        Check.Of(new ProvenAccount(link.Person, link.Address, link.VerifiedAt, link.ReportedAt, link.ConfirmedAt), Today),
        Data,
        Now,
        Edition.AssociationWait);

    /// <summary>In every edition the order is that of the people file.</summary>
    public Person PersonIn(FollowedEdition followed, PersonRecord record) => followed.Matched.People[_positions.Value[record.UserPrincipalName]];
}
