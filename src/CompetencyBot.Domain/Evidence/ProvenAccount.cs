namespace CompetencyBot.Domain.Evidence;

/// <summary>
/// A Microsoft account that a person has proved to be theirs by signing in. It makes nobody associated: only Partner Center does that, and only its data tell.
/// Rows that name the account and would be nobody's are the person's by it; where the exports have rows of associated people only, these rows tell
/// (<see cref="EvidenceRecords.AssociationsKnown"/>).
/// </summary>
/// <param name="UserPrincipalName">Work address of the person.</param>
/// <param name="ReportedAt">When the person said that the account is associated in Partner Center; null = not yet.</param>
/// <param name="ConfirmedAt">When Partner Center's data were first seen to say so.</param>
public sealed record ProvenAccount(
    string UserPrincipalName, string Address, DateTimeOffset VerifiedAt, DateTimeOffset? ReportedAt = null, DateTimeOffset? ConfirmedAt = null);
