namespace CompetencyBot.Features.Progress;

/// <summary>Where somebody is while they look at progress; kept in the database by name.</summary>
public enum ProgressStep
{
    /// <summary>All competencies.</summary>
    Overview,

    /// <summary>Asked what to look at: the organisation, their own team, or which competency.</summary>
    Choose,

    /// <summary>One competency, or the team.</summary>
    Detail,
}

public enum ProgressInput
{
    /// <summary>The organisation as a whole.</summary>
    Overview,

    /// <summary>Something to choose from is wanted, or what was named is none or several.</summary>
    Choose,

    /// <summary>One competency.</summary>
    Competency,

    Team,

    /// <summary>Where was I?</summary>
    Where,

    Back,
    Cancel,
}

/// <summary>What the person is shown.</summary>
public enum ProgressSaying
{
    Overview,
    Choice,
    Competency,
    Team,
    Left,
}

/// <param name="Step">Null = the dialog is over.</param>
public sealed record ProgressMove(ProgressStep? Step, ProgressSaying Saying);

/// <summary>The dialog in which somebody looks at progress: overview, choice, detail. Pure: each move follows from the step and the input alone.</summary>
public static class ProgressDialog
{
    public static ProgressMove Next(ProgressStep step, ProgressInput input) => (step, input) switch
    {
        (_, ProgressInput.Overview) => new(ProgressStep.Overview, ProgressSaying.Overview),
        (_, ProgressInput.Choose) => new(ProgressStep.Choose, ProgressSaying.Choice),
        (_, ProgressInput.Competency) => new(ProgressStep.Detail, ProgressSaying.Competency),
        (_, ProgressInput.Team) => new(ProgressStep.Detail, ProgressSaying.Team),
        (_, ProgressInput.Cancel) => new(null, ProgressSaying.Left),

        (ProgressStep.Detail, ProgressInput.Back) => new(ProgressStep.Choose, ProgressSaying.Choice),
        (_, ProgressInput.Back) => new(ProgressStep.Overview, ProgressSaying.Overview), // there is nothing before the overview

        (ProgressStep.Overview, ProgressInput.Where) => new(ProgressStep.Overview, ProgressSaying.Overview),
        (_, ProgressInput.Where) => new(ProgressStep.Choose, ProgressSaying.Choice), // what the detail was of is on its own card
        _ => throw new ArgumentOutOfRangeException(nameof(input)),
    };
}
