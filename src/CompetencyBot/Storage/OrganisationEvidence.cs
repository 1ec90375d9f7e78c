using System.Collections.Immutable;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;

namespace CompetencyBot.Storage;

/// <summary>All evidence of the organisation, matched to the editions that it follows.</summary>
/// <param name="Followed">At least one, in the order of the settings.</param>
public sealed record OrganisationEvidence(
    ImmutableArray<FollowedEdition> Followed, EvidenceRecords Records, EvidenceVersion Version)
{
    /// <summary>What the evidence files say, without the directory and the accounts.</summary>
    internal EvidenceRecords Files { get; init; } = EvidenceRecords.Empty;

    /// <summary>The contents that count, by kind: from where each came and when.</summary>
    public ImmutableArray<EvidenceSnapshot> Snapshots { get; init; } = [];

    /// <summary>How old all of it is at the moment of asking, which is of each turn and not kept with the rest.</summary>
    public DataAge Age { get; init; } = DataAge.Unknown;

    /// <summary>The oldest that matters; null = nothing was imported yet.</summary>
    public DateTimeOffset? AsOf => Age.AsOf;

    /// <summary>When the file was imported that tells which accounts are associated; null = none yet.</summary>
    public DateTimeOffset? AssociationsAsOf => Find(AssociationsIn)?.ImportedAt;

    /// <summary>Which file that is: that of the people, or where it has no such column the training rows, which are those of associated people.</summary>
    public FileKind AssociationsIn => Records.AssociationsKnown ? FileKind.People : FileKind.TrainingCompletions;

    /// <summary>The content of a kind that counts; null = there is none yet.</summary>
    public EvidenceSnapshot? Find(FileKind kind) => Snapshots.FirstOrDefault(snapshot => snapshot.Kind == kind.ToString());

    private readonly Lazy<ImmutableDictionary<string, PersonRecord>> _byObjectId = new(() => Records.People
        .Where(person => person.EntraObjectId is not null)
        .DistinctBy(person => person.EntraObjectId, StringComparer.OrdinalIgnoreCase)
        .ToImmutableDictionary(person => person.EntraObjectId!, StringComparer.OrdinalIgnoreCase));

    private readonly Lazy<ImmutableDictionary<string, PersonRecord>> _byWorkAddress = new(() => Records.People
        .ToImmutableDictionary(person => person.UserPrincipalName, StringComparer.OrdinalIgnoreCase));

    private readonly Lazy<ILookup<string, PersonRecord>> _byManager = new(() => Records.People
        .Where(person => person.ManagerUserPrincipalName is not null)
        .ToLookup(person => person.ManagerUserPrincipalName!, StringComparer.OrdinalIgnoreCase));

    /// <summary>What a report says about the rows, with the certificates that are earned only after the day.</summary>
    public IEnumerable<UnmatchedRow> ProblemsOn(DateOnly date) =>
        [.. ProblemRows.Of([.. Followed.Select(followed => followed.Matched)]), .. EvidenceMatching.CompletedAfter(date, Followed[0].Matched)];

    /// <summary>The edition whose waiting time and limits are told: the first that has not ended on the day, else the first.</summary>
    public FollowedEdition PresentOn(DateOnly date) => Followed.FirstOrDefault(followed => !followed.Edition.HasEnded(date)) ?? Followed[0];

    public FollowedEdition In(string editionId) => Followed.First(followed => followed.Edition.Id == editionId);

    public PersonRecord? FindByObjectId(string? objectId) => objectId is null ? null : _byObjectId.Value.GetValueOrDefault(objectId);

    public PersonRecord? FindByWorkAddress(string? address) => address is null ? null : _byWorkAddress.Value.GetValueOrDefault(address);

    /// <summary>Whether the people file itself says that somebody has left or leaves, whatever the directory says.</summary>
    public bool FileSaysLeft(string userPrincipalName) =>
        Files.People.Any(person => person.LeftOn is not null && person.UserPrincipalName.Equals(userPrincipalName, StringComparison.OrdinalIgnoreCase));

    /// <summary>The people whose manager this is, without their own reports.</summary>
    public IEnumerable<PersonRecord> DirectReportsOf(string userPrincipalName) => _byManager.Value[userPrincipalName];
}

/// <param name="Files">Changes with every import that changed something, and with the settings that the evidence is read by.</param>
/// <param name="Accounts">Changes with the accounts that people link, and with the directory.</param>
public sealed record EvidenceVersion(string Files, string Accounts);
