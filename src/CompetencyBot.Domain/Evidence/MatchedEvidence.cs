using System.Collections.Immutable;

namespace CompetencyBot.Domain.Evidence;

/// <summary>Evidence matched to people and to the items of one edition: the only input of an evaluation beside edition and date.</summary>
/// <param name="People">Everybody in the people file, leavers and unlinked people included, in the order of the file.</param>
/// <param name="Problems">
/// Rows that could not be used, each with the reason, and rows that were used although something is odd about them.
/// </param>
public sealed record MatchedEvidence(
    Market Market,
    ImmutableArray<Person> People,
    ImmutableArray<Figure> Figures,
    ImmutableArray<HistoryRecord> History,
    ImmutableArray<MembershipRecord> Memberships,
    ImmutableArray<UnmatchedRow> Problems);

/// <param name="AssociationCounts">
/// First instant from which the association counts (associated + the edition's waiting time); null = no account is associated;
/// <see cref="DateTimeOffset.MinValue"/> = proved by a matched row, without waiting.
/// </param>
public sealed record Person(PersonRecord Record, DateTimeOffset? AssociationCounts, ImmutableArray<Achievement> Achievements)
{
    public string Id => Record.UserPrincipalName;

    /// <summary>The account that the person has proved to be theirs; null = none, or it has ended.</summary>
    public ProvenAccount? Account { get; init; }

    /// <summary>What the person's rows name, each once; also rows whose title is ambiguous, which tell of no item and yet of the account.</summary>
    public ImmutableArray<NamedAccount> Named { get; init; } = [];
}

/// <summary>What a training row that belongs to a person names as the account.</summary>
/// <param name="Address">Null = the row names none.</param>
/// <param name="ByProof">Whether the row belongs to the person only since they have proved this account.</param>
public sealed record NamedAccount(string? Address, bool ByProof);

/// <summary>One training row that belongs to a person.</summary>
/// <param name="ItemId">Catalogue item, or null for a row that no programme of the edition asks for.</param>
/// <param name="Usable">False when ActivationStatus is <c>Inactive</c>, <c>Revoked</c> or <c>Expired</c>.</param>
public sealed record Achievement(string? ItemId, TrainingRecord Row, bool Usable);

/// <summary>A value as of a month, matched to a metric of the catalogue.</summary>
/// <param name="PathId">Null applies to every path of the competency.</param>
/// <param name="Value">Trailing twelve months, or the value of a score's metric.</param>
/// <param name="Contribution">What the month alone added, where known.</param>
/// <param name="AnniversaryYear">The same since the last anniversary, where known.</param>
public sealed record Figure(
    string CompetencyId,
    string? PathId,
    string Metric,
    DateOnly Month,
    decimal Value,
    decimal? Contribution = null,
    decimal? AnniversaryYear = null);
