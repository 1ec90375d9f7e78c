namespace CompetencyBot.Domain.Evidence;

/// <summary>Reasons of rows that are not used stand in the order of how far the matching came.</summary>
public enum UnmatchedReason
{
    /// <summary>No person has this MCP id, Microsoft account or work address. Kept: somebody may link the account later.</summary>
    Nobody,

    /// <summary>Two catalogue items share the title and the row has no code or id that tells them apart.</summary>
    AmbiguousTitle,

    /// <summary>
    /// Two people have the same MCP id, Microsoft account or work address. A second person with the same work address is left out.
    /// </summary>
    SeveralPeople,

    /// <summary>A certificate earned after the day that is asked about. It counts from its day on.</summary>
    CompletedInFuture,

    UnknownCompetency,

    /// <summary>The edition scores nothing of this name.</summary>
    UnknownDesignation,
    UnknownOption,
    UnknownMetric,

    /// <summary>The name is that of an indicator with several metrics.</summary>
    SeveralMetrics,

    /// <summary>The name is that of an indicator which is counted from people and so has no figure.</summary>
    ComputedFromPeople,

    /// <summary>A figure is below zero. It is used: net revenue and growth can fall.</summary>
    NegativeFigure,

    /// <summary>Two people have the same MCP id: neither gets a training row through it.</summary>
    SharedMcpId,

    /// <summary>Two people have the same Microsoft account: neither gets a training row through it.</summary>
    SharedMicrosoftAccount,

    /// <summary>Two people have the same Entra object id, by which the bot knows who is asking.</summary>
    SharedEntraObjectId,

    /// <summary>The person left before the account was associated, and so never counts.</summary>
    LeftBeforeAssociation,

    /// <summary>The manager is not in the people file; told once for all people who have this manager.</summary>
    UnknownManager,

    OwnManager,

    /// <summary>Following the managers leads back to the person; told once for a circle.</summary>
    ManagerCircle,
}

/// <summary>A row of an evidence file that could not be used, or that was used although something is odd about it.</summary>
/// <param name="File">Kind of file the row stands in, for example <c>TrainingCompletions</c>.</param>
/// <param name="Value">What could not be matched, or is odd, as written.</param>
/// <param name="Detail">
/// What else the reason speaks of: metrics to choose from, lines of other rows, how many rows there are, another date.
/// </param>
public sealed record UnmatchedRow(string File, int Line, UnmatchedReason Reason, string Value, string? Detail = null)
{
    /// <summary>Whether the row counts nevertheless.</summary>
    public bool IsUsed => Reason
        is UnmatchedReason.NegativeFigure or UnmatchedReason.CompletedInFuture
        or UnmatchedReason.SharedMcpId or UnmatchedReason.SharedMicrosoftAccount or UnmatchedReason.SharedEntraObjectId
        or UnmatchedReason.LeftBeforeAssociation
        or UnmatchedReason.UnknownManager or UnmatchedReason.OwnManager or UnmatchedReason.ManagerCircle;
}
