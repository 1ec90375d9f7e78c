namespace CompetencyBot.Domain.Evaluation;

/// <summary>Something supposed to happen. Several are applied in the order given, so that a newcomer may pass several items.</summary>
public abstract record Change
{
    /// <param name="On">First day on which the person no longer belongs to the organisation.</param>
    public sealed record Leaves(string PersonId, DateOnly On) : Change;

    /// <summary>The pass counts on the day looked at, if the person does; a newcomer is somebody new whose account is associated already.</summary>
    public sealed record Passes(Pass Pass) : Change;

    /// <summary>
    /// The account is associated and the waiting time is over on the day looked at. What the person has passed counts as far as the training
    /// rows are known to be theirs; rows of an account that nobody is known to have stay nobody's.
    /// </summary>
    public sealed record Links(string PersonId) : Change;

    /// <param name="PathId">Null for every path of the competency that asks for the metric.</param>
    /// <param name="Value">As the evidence has it on the day looked at: the trailing total, or the value of a score's metric.</param>
    public sealed record FigureBecomes(string CompetencyId, string? PathId, string Metric, decimal Value) : Change;
}

/// <summary>Why a change cannot be supposed.</summary>
public enum ChangeFault
{
    UnknownPerson,

    /// <summary>The person has left before or on the day looked at.</summary>
    HasLeft,

    /// <summary>The account of the person is associated and counts already.</summary>
    IsLinked,

    /// <summary>The pass of a newcomer has no number above zero, or that of a known person has one.</summary>
    WrongNewcomer,

    /// <summary>The edition has no such item.</summary>
    UnknownItem,

    /// <summary>The item has retired, or is no longer accepted, on the day looked at.</summary>
    CannotBePassed,

    UnknownCompetency,
    UnknownPath,

    /// <summary>No level of the competency, or of the path named, asks for the metric.</summary>
    UnknownMetric,
}
