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
    /// <summary>The first that is followed: its waiting time is the one that is told.</summary>
    public Edition Edition => Evidence.Followed[0].Edition;

    public AssociationCheck Check { get; } = new(Evidence.Records, Evidence.Followed[0].Matched);

    public AssociationStep? StepOf(LinkedAccount link) => AssociationStep.Of(
        link,
        Check.Of(new ProvenAccount(link.Person, link.Address, link.VerifiedAt, link.ReportedAt, link.ConfirmedAt), Today),
        Data,
        Now,
        Edition.AssociationWait);

    public static Person PersonIn(FollowedEdition followed, PersonRecord record) => followed.Matched.People.First(person => person.Record == record);
}
