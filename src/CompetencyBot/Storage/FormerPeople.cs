namespace CompetencyBot.Storage;

/// <summary>Somebody who left so long ago that nothing of them is kept but this: rows of files that name them are left out.</summary>
public sealed class ErasedPerson
{
    /// <summary>Keyed hash (HMAC-SHA-256, hexadecimal) of the work address in lower case.</summary>
    public required string AddressHash { get; init; }

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
