namespace CompetencyBot.Domain.Evidence;

/// <summary>
/// A Microsoft account that a person has proved to be theirs by signing in. By itself it raises no level: only Partner Center associates, and only its data
/// confirm that it did.
/// </summary>
/// <param name="UserPrincipalName">Work address of the person.</param>
/// <param name="ReportedAt">When the person said that the account is associated in Partner Center; null = not yet.</param>
/// <param name="ConfirmedAt">When Partner Center's data were first seen to say so.</param>
public sealed record ProvenAccount(
    string UserPrincipalName, string Address, DateTimeOffset VerifiedAt, DateTimeOffset? ReportedAt = null, DateTimeOffset? ConfirmedAt = null)
{
    /// <summary>Whether the person waits for Partner Center's data to show the association.</summary>
    public bool IsExpected => ReportedAt is not null && ConfirmedAt is null;
}
