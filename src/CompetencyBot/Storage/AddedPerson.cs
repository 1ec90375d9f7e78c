namespace CompetencyBot.Storage;

public enum AddState
{
    /// <summary>An admin has to say whether the person is to be added.</summary>
    Planned,

    /// <summary>Is being created.</summary>
    Creating,

    Created,

    /// <summary>Stands on the list for Partner Center's own form.</summary>
    Listed,

    /// <summary>The directory or the people file has the person already.</summary>
    Known,

    Failed,
}

/// <summary>People whom an admin adds together.</summary>
public sealed class AddBatch
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Work address or Entra object id.</summary>
    public required string By { get; init; }

    /// <summary>When somebody said yes; null = not yet.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>After it the passwords are gone and the log with them.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>Somebody who is added, or was to be.</summary>
public sealed class AddedPerson
{
    public required Guid Id { get; init; }

    public required Guid BatchId { get; init; }

    /// <summary>Place in the batch, from 1; in a file the line.</summary>
    public required int Line { get; init; }

    /// <summary>In lower case.</summary>
    public required string UserPrincipalName { get; init; }

    public required string DisplayName { get; init; }

    public string? GivenName { get; init; }

    public string? Surname { get; init; }

    /// <summary>Work address of the manager, in lower case.</summary>
    public string? Manager { get; init; }

    /// <summary>Country of use, two letters (ISO 3166), which licences need.</summary>
    public string? UsageLocation { get; init; }

    /// <summary>Language in which the person is written to.</summary>
    public string? Language { get; init; }

    public AddState State { get; set; }

    /// <summary>Why not, a word of the code.</summary>
    public string? Reason { get; set; }

    /// <summary>Entra object id in lower case, once created.</summary>
    public string? ObjectId { get; set; }

    /// <summary>The initial password, encrypted, until the batch expires.</summary>
    public byte[]? Password { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }
}
