namespace CompetencyBot.Storage;

/// <summary>Somebody who left so long ago that nothing of them is kept but this: rows of files that name them are left out.</summary>
public sealed class ErasedPerson
{
    /// <summary>What the hash of somebody begins with who is not erased yet, since nobody knew of their leaving until a short while ago.</summary>
    public const string Waits = "waits:";

    /// <summary>Keyed hash (HMAC-SHA-256, hexadecimal) of a name in lower case.</summary>
    public required string AddressHash { get; init; }

    /// <summary>Of somebody who waits: when they were first found to have left long ago.</summary>
    public required DateTimeOffset ErasedAt { get; init; }
}

/// <summary>How many left in a month whose details are gone, and what they held: numbers without names.</summary>
public sealed class FormerCount
{
    /// <summary>First day of the month in which they left.</summary>
    public required DateOnly Month { get; init; }

    public required int People { get; set; }

    /// <summary>Passes of exams, certifications and assessments that counted when they left.</summary>
    public required int Passes { get; set; }
}
