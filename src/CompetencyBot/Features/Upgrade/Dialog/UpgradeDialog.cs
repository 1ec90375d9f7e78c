namespace CompetencyBot.Features.Upgrade.Dialog;

/// <summary>Where somebody is on the way to a higher level; kept in the database by name.</summary>
public enum UpgradeStep
{
    /// <summary>Which competency, and which level.</summary>
    Choose,

    /// <summary>The ways to it, the nearest first.</summary>
    Ways,

    /// <summary>Who would pass what, and which figures would rise.</summary>
    Suppose,

    /// <summary>What that would change.</summary>
    Result,

    /// <summary>Who would be asked to pass what.</summary>
    Nudge,
}

/// <summary>What the person has done.</summary>
public enum UpgradeInput
{
    /// <summary>Where was I?</summary>
    Show,

    /// <summary>A level that is not held was named.</summary>
    Choose,

    /// <summary>What was named is no level that can be worked for.</summary>
    Unclear,

    /// <summary>To the form of what could happen.</summary>
    Suppose,

    /// <summary>The form is filled in.</summary>
    Answer,

    /// <summary>The form is filled in, and something in it cannot be.</summary>
    Faulty,

    /// <summary>To those who could be asked.</summary>
    Nudge,

    /// <summary>They are to be asked.</summary>
    Send,

    Back,
    Cancel,
}

/// <summary>What the person is shown.</summary>
public enum UpgradeSaying
{
    Choice,
    Ways,
    Form,
    Result,
    Question,

    /// <summary>They have been asked.</summary>
    Sent,
    Cancelled,

    /// <summary>That was of no use at this step: here is what is.</summary>
    NotNow,
}

/// <param name="Step">Null = the dialog is over.</param>
public sealed record UpgradeMove(UpgradeStep? Step, UpgradeSaying Saying);

/// <summary>
/// The dialog from "which level?" over the ways to it and what could happen to asking people. Pure: each move follows from the step and the input alone.
/// </summary>
public static class UpgradeDialog
{
    public static UpgradeMove Next(UpgradeStep step, UpgradeInput input) => (step, input) switch
    {
        (_, UpgradeInput.Show) => At(step),
        (_, UpgradeInput.Cancel) => new(null, UpgradeSaying.Cancelled),
        (_, UpgradeInput.Choose) => At(UpgradeStep.Ways),
        (_, UpgradeInput.Unclear) => At(UpgradeStep.Choose),

        (UpgradeStep.Choose, UpgradeInput.Back) => At(UpgradeStep.Choose),
        (UpgradeStep.Ways, UpgradeInput.Back) => At(UpgradeStep.Choose),
        (UpgradeStep.Suppose, UpgradeInput.Back) => At(UpgradeStep.Ways),
        (UpgradeStep.Result, UpgradeInput.Back) => At(UpgradeStep.Suppose),
        (UpgradeStep.Nudge, UpgradeInput.Back) => At(UpgradeStep.Result),

        (not UpgradeStep.Choose, UpgradeInput.Suppose) => At(UpgradeStep.Suppose),
        (UpgradeStep.Suppose or UpgradeStep.Result, UpgradeInput.Answer) => At(UpgradeStep.Result),
        (UpgradeStep.Suppose or UpgradeStep.Result, UpgradeInput.Faulty) => At(UpgradeStep.Suppose),
        (UpgradeStep.Result or UpgradeStep.Nudge, UpgradeInput.Nudge) => At(UpgradeStep.Nudge),
        (UpgradeStep.Nudge, UpgradeInput.Send) => new(null, UpgradeSaying.Sent),

        _ => new(step, UpgradeSaying.NotNow),
    };

    private static UpgradeMove At(UpgradeStep step) => step switch
    {
        UpgradeStep.Choose => new(step, UpgradeSaying.Choice),
        UpgradeStep.Ways => new(step, UpgradeSaying.Ways),
        UpgradeStep.Suppose => new(step, UpgradeSaying.Form),
        UpgradeStep.Result => new(step, UpgradeSaying.Result),
        UpgradeStep.Nudge => new(step, UpgradeSaying.Question),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };
}
